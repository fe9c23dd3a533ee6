"""Chapter 07: what is a relationship worth, and what may a new one cost?"""
