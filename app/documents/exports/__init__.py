"""Tasks and league table as documents that can be signed, under the annex's own column titles.

`plan`, `task_list` and `league` say which rows there are and what stands around them; `render` takes those page by page and off the
event loop into a file of one format (`csv_file`, `workbook`, `word`). What the formats are told is `sheet`.
"""
