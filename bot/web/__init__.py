"""The board and the review page, on loopback."""
