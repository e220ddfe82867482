"""Who is calling, and what their token allows: tokens, roles, and the transaction or read that carries a caller."""
