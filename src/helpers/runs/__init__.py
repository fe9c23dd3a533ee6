"""How does a client's report come to be? Chapters are run, kept, and put in place at once."""
