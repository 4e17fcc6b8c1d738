"""From end to end, through the real parts."""
