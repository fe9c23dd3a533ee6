"""In which files does the sample client bring its records?"""
