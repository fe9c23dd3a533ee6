"""What was handed out, and what is different now?"""
