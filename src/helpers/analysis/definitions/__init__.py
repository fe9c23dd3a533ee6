"""Which words mean the same in every chapter? A purchase, a class, a habit, a margin."""
