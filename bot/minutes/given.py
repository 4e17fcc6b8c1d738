"""Who is given the act by words beside the subject: 'det gør Ida', 'overlades til Ida'."""

import re

from bot.domain.meetings import PartyKind
from bot.minutes.frames import Frame, joined
from bot.minutes.lexicon import either
from bot.minutes.parties import Mention

_SOMEBODY = ("person", "initials", "role", "speaker")
_NAMED = ("person", "initials")
#: what may only tell, but in front of a clause of its own is an act
_DOES = re.compile(r"\s+(?:ser|drøfter|beskriver|præsenterer|fremlægger|hører|indstiller)\b")
_RECOMMENDS = re.compile(r"\s+indstiller\b")
_FIRST = re.compile(r"(?:^\W*|:\s+)$")
#: 'at Ida, som er ny, ringer'
_THAT = re.compile(r"\W*at\s")
_SOME_BODY = (*_SOMEBODY, "body")
#: in front of the party
_LEADS_TO = re.compile(
    r"\bdet\s+(?:gør|klarer|ordner|sørger|tager|aftaler|laver|finder|skriver|undersøger|spørger)\s+$"
    r"|\b(?:overlades|overlod|overladt|overdrages|uddelegeres|gives)\s+(?:\w+\s+)?(?:opgaven\s+)?"
    r"til\s+$", re.IGNORECASE
)  # fmt: skip
_WITH = re.compile(r"\bmed\s+$", re.IGNORECASE)
_AS_LEAD = re.compile(r"\s+som\s+(?:tovholder|ansvarlig|primus motor|ankermand|koordinator)\b")
#: after the party
_TAKES_IT = re.compile(
    r"\s+(?:(?:har\s+)?(?:påtog|påtager|påtaget)\s+sig\b"
    r"|(?:får|fik|tog|tager|overtager)\s+(?:opgaven|ansvaret|den opgave|tjansen)\b"
    r"|(?:lovede|tilbød)\s+at\s+(?!\w+(?:en|et|ne)\b)|(?:er|bliver|blev)\s+(?:tovholder|ansvarlig)\b"
    r"|(?:sættes|blev sat|sat)\s+på\s+(?:opgaven|sagen)\b)"
)
_RELATIVE = re.compile(rf"\s*,?\s+som\s+(?:{either('verbs', 'human')}|skal|vil)\b")
_ACTS = re.compile(rf"\s+(?:nok\s+|så\s+)?(?:{either('verbs', 'human')}|skal|vil)\b(?!\s+ikke\b)")
#: 'Gløggen køber vi', 'Kurset bestiller Ida': what stands first is what is bought
_BEHIND = re.compile(rf"\s+{either('verbs', 'human')}\s+(?:selv\s+)?$")
_NEXT = re.compile(r"(?:,|\s[–-]|;|\bmen)\s+(?:og\s+|så\s+|men\s+)?$|\b(?:og|så)\s+$")


def given(frame: Frame, actors: list[Mention]) -> list[Mention]:
    """The parties whom a phrase gives the act, before whoever is the subject."""
    text = frame.unit.text
    for at, mention in enumerate(frame.mentions):
        if mention.how == "everyone" and _LEADS_TO.search(text[: mention.start]):
            return [mention]
        if mention.how not in _SOME_BODY:
            continue
        before, after = text[: mention.start], text[mention.end :]
        does = _RECOMMENDS if mention.how == "body" else _DOES
        if not actors and does.match(after) and _FIRST.search(before):
            return [frame.mentions[i] for i in joined(text, frame.mentions, at)]
        opens = not actors and mention.how in _NAMED and _THAT.fullmatch(before)
        if opens or _led(mention, before, after):
            group = [frame.mentions[i] for i in joined(text, frame.mentions, at)]
            return [m for m in group if m.how != "body"] or [mention]
    return _after_all(frame, actors) or _behind_the_verb(frame, actors)


def _led(mention: Mention, before: str, after: str) -> bool:
    if _WITH.search(before):
        return mention.how in _SOMEBODY and bool(_AS_LEAD.match(after))
    if _LEADS_TO.search(before):
        return True
    return bool(_TAKES_IT.match(after))


def _after_all(frame: Frame, actors: list[Mention]) -> list[Mention]:
    """'Vi venter på Ida, som ringer', 'Vi skriver et brev, Ida er tovholder': Ida."""
    if not actors or any(m.party.kind is not PartyKind.EVERYONE for m in actors):
        return []
    text, last = frame.unit.text, actors[-1].end
    for at, mention in enumerate(frame.mentions):
        if mention.start <= last or mention.how not in _SOMEBODY:
            continue
        group = joined(text, frame.mentions, at)
        before = text[: frame.mentions[group[0]].start]
        after = text[frame.mentions[group[-1]].end :]
        if _RELATIVE.match(after) or (_NEXT.search(before) and _ACTS.match(after)):
            return [frame.mentions[i] for i in group]
    return []


def _behind_the_verb(frame: Frame, actors: list[Mention]) -> list[Mention]:
    """'Gløggen køber vi', 'Planchen går til rådet, som ser på den': not the thing that opens."""
    if len(actors) != 1 or actors[0].how != "guess":
        return []
    text, thing = frame.unit.text, actors[0]
    for mention in frame.mentions:
        if mention.start <= thing.end:
            continue
        behind = _BEHIND.fullmatch(text[thing.end : mention.start])
        if behind and mention.how in ("person", "initials", "everyone", "speaker"):
            return [mention]
        if mention.how == "body" and _RELATIVE.match(text[mention.end :]):
            return [mention]
    return []
