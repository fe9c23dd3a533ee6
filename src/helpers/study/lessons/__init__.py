"""What does each lesson ask, and what is right?"""
