"""A document on its way into a plan: previewed, settled by a person, and committed."""
