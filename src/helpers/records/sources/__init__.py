"""What are the rows of a source, whatever kind of file it is?"""
