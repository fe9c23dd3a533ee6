"""What happens in the company that never existed?"""
