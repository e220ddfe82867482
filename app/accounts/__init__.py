"""Access tokens as an admin keeps them, and what a token's holder may know of it."""
