"""How does a document become a printed book?"""
