"""The stand-in's Exchange, driven by clients that are not ours."""
