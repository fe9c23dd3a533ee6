"""What stands on the slides, and how are they shown?"""
