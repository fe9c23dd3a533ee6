"""What is left of a session for the next one?"""
