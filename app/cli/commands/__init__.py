"""The face of each command: its options, and how its answer is shown. What it does stands beside this folder, in a file of its own."""
