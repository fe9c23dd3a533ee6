"""What do the tables know that no page says?"""
