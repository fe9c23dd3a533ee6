"""Chapter chapter_number: on which days of the week does the money come?"""
