"""Chapter 01: whose money is it?"""
