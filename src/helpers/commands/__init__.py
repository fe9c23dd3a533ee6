"""What can be asked for, and who answers?"""
