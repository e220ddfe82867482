"""The register: agencies, groups of them, and how a name as written finds its agency."""
