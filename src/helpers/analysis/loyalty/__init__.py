"""Chapter 10: what would make them go?"""
