"""Tasks: who leads and who coordinates, the status of each pair (task, lead agency), and the cell it stands in on a day."""
