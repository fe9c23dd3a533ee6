"""How are customers and those who work here named?"""
