"""The world inwards: parse, one call into the use cases, answer."""
