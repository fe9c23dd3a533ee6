"""Charts: each takes a finished table and an axis, and gives the axis back."""
