"""Working days as data: holidays and make-up days, each with the decision that made it so."""
