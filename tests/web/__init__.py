"""The board as a person meets it: pages read, forms filled in, refusals seen."""
