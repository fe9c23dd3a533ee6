"""What do the records say? Tables in, tables and findings out; nothing here draws."""
