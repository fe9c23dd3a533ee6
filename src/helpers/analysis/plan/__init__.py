"""Chapter 14: what will we do, and in which order do we talk about it?"""
