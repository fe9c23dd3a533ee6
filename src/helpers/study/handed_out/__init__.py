"""What does a trainee get, and from which source?"""
