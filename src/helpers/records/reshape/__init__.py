"""How do the rows of a file become rows of a table, before a column is read?

Each step takes the staged rows, cells of text, and adds columns or rows of text: numbers and
days of what it adds are read later as those of the file itself are.
"""
