"""What deadlines wait for: that it has happened, that it has not, and the days that follow from it."""
