"""How much room does a text need?"""
