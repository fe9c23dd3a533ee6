"""Chapter 08: where do we drop people, and when do we give up?"""
