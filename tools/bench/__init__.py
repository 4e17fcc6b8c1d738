"""How fast Bolden is, always against the floor under it, measured in the same run."""
