"""How is the chance of leaving learned, tried and explained?"""
