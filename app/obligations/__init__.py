"""Obligations: one agency owes one thing by one day for one task, from what a deadline asks to what a report settles."""
