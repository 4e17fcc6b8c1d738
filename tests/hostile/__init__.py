"""Whatever may come in from outside, through the real door."""
