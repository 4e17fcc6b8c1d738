"""The Word template for minutes in the agreed form, and its guide."""
