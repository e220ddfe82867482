"""An agency's own reports on the tasks it leads: append-only, and reviewed by the office that monitors the plan."""
