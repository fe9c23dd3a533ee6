"""Chapter 03: who is about to leave, and how sure is that?"""
