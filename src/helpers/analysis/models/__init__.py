"""Which models of statistics are used? No word of business in here."""
