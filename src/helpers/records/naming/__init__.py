"""How are customers and people called, and which names mean the same?"""
