"""Tiến độ: who owes what by when, as a city's plans say, and each agency's own word on how far it is."""
