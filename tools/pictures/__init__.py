"""Pictures for the docs: a browser to take them in, and files that are small."""
