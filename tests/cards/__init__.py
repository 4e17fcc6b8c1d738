"""What the cards say and may contain."""
