"""What did earlier sessions of a client decide, and whom did they call?"""
