"""Whole annexes of other places, typed from memory of how such documents look, and what a careful reader says of each."""
