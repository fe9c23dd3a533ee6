"""What does the room get? Every document is made from what the chapters show."""
