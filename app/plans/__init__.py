"""A city's plans: what they are called, who watches over them, their policy, and the annexes and sections of their tables."""
