"""How does who teaches learn what a class can do? Every notebook is run again."""
