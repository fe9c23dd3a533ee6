"""What does a cell of text mean, and in which order is it written?"""
