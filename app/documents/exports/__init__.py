"""Tasks and league table as documents that can be signed, under the annex's own column titles."""
