"""The eight cells added up, for any day: reads of what the features below keep. Nothing here is stored, nothing is written."""
