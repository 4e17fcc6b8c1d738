"""A second reader: what is asked of it, and what of its answer is believed."""
