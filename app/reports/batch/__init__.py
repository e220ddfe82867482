"""Up to a thousand reports in one request: read, decided one after the other in memory, and written in one statement."""
