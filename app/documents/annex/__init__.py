"""What a table means: its columns, sections, rows, agencies, deadlines and citations, and what it leaves unsure. Pure."""
