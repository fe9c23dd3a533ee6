"""Chapter 00: can we trust what we are about to see?"""
