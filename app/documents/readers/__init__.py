"""Each kind of file as the one table model (tables.py): paragraphs and tables in their order. None knows what a column means."""
