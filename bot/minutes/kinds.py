"""What sort of follow-up the words make: a task, a report, a call for volunteers …"""

import re

from bot.domain.meetings import Due, Kind, Party, PartyKind, Precision
from bot.minutes.frames import Frame

_UP = re.compile(
    r"\b(?:løft\w*|bring\w*(?: \w+){0,2} videre|videresend\w*|udarbejd\w* oplæg|lægges op"
    r"|forelæg\w*|indbring\w*|eskaler\w*|videre til|rejs\w*)\b.*"
    r"\b(?:\w*chef\w*|\w*direkt\w+|styregrupp\w*|kkr\w*|k17|\w*råd(?:et)?|\w*udvalg\w*"
    r"|ministeri\w*|kl|bestyrels\w*|forvaltning\w*|politisk\w*|koordinationsforum|ledels\w*"
    r"|chefforum)\b", re.IGNORECASE
)  # fmt: skip
_AGAIN = re.compile(
    r"\b(?:tages?(?: \w+)? (?:op|på|med|til)|drøftes|behandles|dagsorden\w*|udsæt\w*|udsat"
    r"|udskyd\w*|udskudt|flyttes"
    r"|besluttes|genoptages|vendes|følges op|venter|opfølgningspunkt|præsenteres|sættes på"
    r"|punktet?)\b", re.IGNORECASE
)  # fmt: skip
#: what happens at the meeting is on its agenda; what is to be done 'til næste møde' is not
_AT_NEXT = re.compile(
    r"\b(?:på|ved)\s+(?:det\s+|vores\s+)?(?:næste|kommende|førstkommende|næstkommende)\s+"
    r"(?:\w+\s)?(?:\w*(?:møde|mødet|gang)|[A-ZÆØÅ]{2,3})\b|\bsker\s+næste\s+gang\b", re.IGNORECASE
)  # fmt: skip
_ONCE_MORE = re.compile(
    r"\b(?:drøfter|tager|ser på|behandler|vender|kommer|tages|drøftes)\b.{0,40}\b(?:op igen|igen)\b"
    r"|\b(?:det|emnet|punktet|sagen)\s+igen\b", re.IGNORECASE
)  # fmt: skip
_MEETING = re.compile(r"\b\w*(?:møde\w*|næste gang|dagsorden\w*|gang)\b", re.IGNORECASE)
_JOIN = re.compile(
    r"\b(?:meld\w* \w*\s?(?:sig|deltagere|medlemmer|repræsentanter|navne|ind)\b|deltagere ind"
    r"|meld\w* .{0,30}\bind\b|melde? sig|tilmeld\w*|udpege[rs]?|frivillige?\b|deltagere til"
    r"|op\w* til at deltage i (?:arbejdet|gruppen|udvalget|planlægningen)"
    r"|forslag til deltagere|deltagere.{0,40}\bmeldes)", re.IGNORECASE
)  # fmt: skip
_MATERIAL = r"(?:input|eksempler|cases|tal|bud|bemærkninger|kommentarer|indvendinger|bidrag)"
_REPORT = re.compile(
    r"\b(?:indsend\w*|indberet\w*|indrapporter\w*|indmeld\w*|udfyld\w*|spørgeskema\w*"
    rf"|(?:bidrag\w*|\w*send\w*|mail\w*|lever\w*|giv\w*|kom\w*) .{{0,40}}\b{_MATERIAL}"
    rf"|{_MATERIAL} .{{0,60}}\b(?:\w*sendes|mailes)"
    r"|tilbagemeld\w*|meld\w* (?:til|tilbage)|afrapporter\w*|indgiv\w*)\b", re.IGNORECASE
)  # fmt: skip
_STANDING = re.compile(
    r"\b(?:fremover|fremadrettet|altid|hver gang|løbende|fra nu af|fremtiden|hvert år"
    r"|hvert? (?!især|for|enkelt|kommune|afdeling|af|sit|sin)\w+|som faste?|permanent)\b",
    re.IGNORECASE,
)  # fmt: skip
#: an item of every meeting from now on
_FIXED = re.compile(r"\b(?:faste?|stående)\s+(?:punkt|emne)", re.IGNORECASE)
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
    if _FIXED.search(text):
        return Kind.STANDING
    if _returns(frame.unit.text, owners, coming):
        return Kind.AGENDA
    if _DUTY.search(text) or _STANDING.search(text):
        return Kind.STANDING
    return Kind.REPORT if _REPORT.search(text) else Kind.TASK


def _returns(text: str, owners: tuple[Party, ...], coming: bool) -> bool:
    """Does the item come back at a later meeting?"""
    nobody = owners[0].kind is PartyKind.UNASSIGNED
    if nobody and _AGAIN.search(text) and (coming or _MEETING.search(text)):
        return True
    told = any(party.kind in (PartyKind.PERSON, PartyKind.ORGANISATION) for party in owners)
    return not told and comes_back(text)


def comes_back(text: str) -> bool:
    """'på næste møde', 'tager det op igen': an item and no task."""
    return bool(_AT_NEXT.search(text) or _ONCE_MORE.search(text))
