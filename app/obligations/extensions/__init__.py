"""A lead asks for a later day of something it owes, its office decides."""
