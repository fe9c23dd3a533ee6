"""Chapter 02: whose habit has changed, and is it more than noise?"""
