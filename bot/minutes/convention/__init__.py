"""The convention that is read surely: lines and tables in an agreed form (docs/convention.md)."""
