"""What sort of follow-up the words make: a task, a report, a call for volunteers …"""

import re

from bot.domain.meetings import Due, Kind, Party, PartyKind, Precision
from bot.minutes.frames import Frame

_UP = re.compile(
    r"\b(?:løft\w*|bring\w* videre|forelæg\w*|indbring\w*|eskaler\w*|videre til|rejs\w*)\b.*"
    r"\b(?:\w*chef\w*|\w*direkt\w+|styregrupp\w*|kkr\w*|k17|\w*byråd\w*|\w*udvalg\w*"
    r"|ministeri\w*|kl"
    r"|bestyrels\w*|forvaltning\w*|politisk\w*|koordinationsforum|ledels\w*"
    r"|chefforum)\b", re.IGNORECASE
)  # fmt: skip
_AGAIN = re.compile(
    r"\b(?:tages?(?: \w+)? (?:op|på|med|til)|drøftes|behandles|dagsorden\w*|udsæt\w*|udsat"
    r"|udskyd\w*|udskudt|flyttes"
    r"|besluttes|genoptages|vendes|følges op|venter|opfølgningspunkt|præsenteres|sættes på"
    r"|punktet?)\b", re.IGNORECASE
)  # fmt: skip
_MEETING = re.compile(r"\b\w*(?:møde\w*|næste gang|dagsorden\w*|gang)\b", re.IGNORECASE)
_JOIN = re.compile(
    r"\b(?:meld\w* \w*\s?(?:sig|deltagere|medlemmer|repræsentanter|navne|ind)\b|deltagere ind"
    r"|meld\w* .{0,30}\bind\b"
    r"|melde? sig|tilmeld\w*|udpeg\w*|frivillige?\b|deltagere til|forslag til deltagere"
    r"|deltagere.{0,40}\bmeldes)", re.IGNORECASE
)  # fmt: skip
_REPORT = re.compile(
    r"\b(?:indsend\w*|indberet\w*|indrapporter\w*|indmeld\w*|bidrag\w*|input|eksempler"
    r"|svar\w* på|udfyld\w*"
    r"|tilbagemeld\w*|meld\w* (?:til|tilbage)|afrapporter\w*|indgiv\w*)\b", re.IGNORECASE
)  # fmt: skip
_STANDING = re.compile(
    r"\b(?:fremover|fremadrettet|altid|hver gang|løbende|fra nu af|fremtiden|hvert år"
    r"|hver \w+dag|fast\b|permanent)\b",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\bskal\b.*\b(?:indrapporteres|indberettes|anmeldes|registreres|overholdes)\b", re.IGNORECASE
)
_NAMELESS = (PartyKind.EVERYONE, PartyKind.UNASSIGNED)


def kind_of(frame: Frame, owners: tuple[Party, ...], due: Due | None) -> Kind:
    """What sort of follow-up the words make it."""
    text = frame.unit.text
    if _UP.search(text):
        return Kind.ESCALATE
    if _JOIN.search(text) and owners[0].kind in _NAMELESS:
        return Kind.VOLUNTEER
    coming = due is not None and due.precision is Precision.MEETING
    if (
        _AGAIN.search(text)
        and (coming or _MEETING.search(text))
        and owners[0].kind is PartyKind.UNASSIGNED
    ):
        return Kind.AGENDA
    if _DUTY.search(text) or _STANDING.search(text):
        return Kind.STANDING
    return Kind.REPORT if _REPORT.search(text) else Kind.TASK
