"""Price and terms: what does a discount have to earn, and who gets the best terms?"""
