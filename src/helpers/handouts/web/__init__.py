"""How does a document become a page of the web?"""
