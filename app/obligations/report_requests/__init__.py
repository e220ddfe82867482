"""Reports that an office asks for beside those that deadlines and policy ask for."""
