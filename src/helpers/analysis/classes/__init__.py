"""Chapter 02: who moves where between the classes?"""
