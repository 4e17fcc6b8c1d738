"""Everybody who may press a button, as far as their rights differ."""

from enum import StrEnum


class Who(StrEnum):
    """What they are to the part, group or minutes in question; their letter in `table.txt`."""

    OWNER = "O"
    #: has another part of the same follow-up
    OTHER_OWNER = "P"
    #: stands in for the owner, today
    SUBSTITUTE = "S"
    CONVENER = "C"
    REVIEWER = "R"
    CHAIR = "H"
    SECRETARIAT = "T"
    MEMBER = "M"
    #: the minute-taker of another network
    STRANGER = "N"
    #: of our tenant, and on nobody's list
    UNKNOWN = "U"


LEADING = frozenset({Who.REVIEWER, Who.CHAIR, Who.SECRETARIAT})
ENTRA_IDS = {
    Who.OWNER: "entra-birk",
    Who.OTHER_OWNER: "entra-frej",
    Who.SUBSTITUTE: "entra-pil",
    Who.CONVENER: "entra-gro",
    Who.REVIEWER: "entra-tilde",
    Who.CHAIR: "entra-asger",
    Who.SECRETARIAT: "entra-vibe",
    Who.MEMBER: "entra-mille",
    Who.STRANGER: "entra-nora",
    Who.UNKNOWN: "entra-nobody",
}
