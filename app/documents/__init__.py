"""Documents in and out: the annex of a plan read into a draft, and written back under its own column titles."""
