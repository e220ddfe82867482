"""The cells added up: counts, rates and movements of any day."""
