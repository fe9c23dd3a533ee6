"""Which files can be edited in an office program?"""
