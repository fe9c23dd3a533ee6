"""In which processes do chapters run?"""
