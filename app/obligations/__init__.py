"""Obligations: one agency owes one thing by one day for one task, from what a deadline asks to what a report settles.

Here: what an obligation is, how it is opened, held, settled and read, and the acts that concern whole plans, agencies and years. The
acts on a published task have a room each: `amendments`, `events`, `extensions`, `report_requests`.
"""
