"""Chapter 13: do we all mean the same by customer focus?"""
