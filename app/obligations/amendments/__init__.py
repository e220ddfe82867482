"""What its office changes of a published task, with the document that says so; and who is meant by a name that was nobody's."""
