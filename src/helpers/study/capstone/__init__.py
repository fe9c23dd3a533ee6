"""Can somebody lead a session alone? A raw client, a pack, and answers that are marked."""
