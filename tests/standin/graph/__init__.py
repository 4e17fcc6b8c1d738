"""Graph's stand-in held to what Graph's documentation says."""
