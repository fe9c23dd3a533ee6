"""What does the quiz of each module ask, and what is right?"""
