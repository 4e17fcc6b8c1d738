"""Looks at every mail as a mail program shows it: light, dark and on a phone."""
