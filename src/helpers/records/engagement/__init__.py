"""What did the consultant say about the client's records?"""
