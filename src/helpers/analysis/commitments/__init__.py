"""Which promise can be kept, which be afforded, and what hangs on one person?"""
