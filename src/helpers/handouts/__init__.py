"""What does the room get? Chapters are run, and every document is made from what they show."""
