"""How would the tables of a folder be read, before anybody has said so?

Headings and contents are looked at once, when a client is new, and what is found becomes an
``engagement.yml`` that a person reads. Nothing is guessed when a report is made.
"""
