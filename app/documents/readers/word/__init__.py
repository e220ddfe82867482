"""What a Word document needs beside its text: styles, automatic numbers, and cells that span others."""
