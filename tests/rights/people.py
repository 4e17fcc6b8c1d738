"""Everybody who may press a button, as far as their rights differ."""

from enum import StrEnum


class Who(StrEnum):
    """Named after what they are to the part, group or minutes in question."""

    OWNER = "owner"
    #: has another part of the same follow-up
    OTHER_OWNER = "other owner"
    CONVENER = "convener"
    REVIEWER = "reviewer"
    CHAIR = "chair"
    MEMBER = "member"
    #: the minute-taker of another network
    STRANGER = "stranger"
    #: of our tenant, and on nobody's list
    UNKNOWN = "unknown"


LEADING = frozenset({Who.REVIEWER, Who.CHAIR})
MEMBERS = LEADING | {Who.OWNER, Who.OTHER_OWNER, Who.CONVENER, Who.MEMBER}
ENTRA_IDS = {
    Who.OWNER: "entra-birk",
    Who.OTHER_OWNER: "entra-frej",
    Who.CONVENER: "entra-gro",
    Who.REVIEWER: "entra-tilde",
    Who.CHAIR: "entra-asger",
    Who.MEMBER: "entra-mille",
    Who.STRANGER: "entra-nora",
    Who.UNKNOWN: "entra-nobody",
}
