"""Awkward fragments of annexes, by what is awkward about them."""
