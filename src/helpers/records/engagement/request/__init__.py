"""What do we ask a client for, in which words, and how does he answer?"""
