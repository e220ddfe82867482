"""What a workbook needs beside its values: how a number is shown, which cells are merged or bold, and the old format."""
