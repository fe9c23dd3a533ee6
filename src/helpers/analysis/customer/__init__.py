"""Chapter 15: what do we know about one customer?"""
