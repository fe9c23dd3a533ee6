"""Chapter 11: where does the journey of a customer tear?"""
