"""Chapter 09: how much contact is too much?"""
