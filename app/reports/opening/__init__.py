"""Going live in mid-year: what the office's own tracking sheet says of a plan, as opening entries beside the agencies' reports."""
