"""The stage of the table of rights, here too."""

from tests.rights.stage import built

__all__ = ["built"]
