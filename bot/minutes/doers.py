"""Who of those named in a clause is to act: not whoever only tells when, where or for whom."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.meetings import Party, PartyKind
from bot.minutes.common_nouns import is_common, owns_the_next
from bot.minutes.frames import Frame, Voice
from bot.minutes.given import given
from bot.minutes.invited import commands_later, each_acts, is_sent_in
from bot.minutes.lexicon import either, words
from bot.minutes.parties import Mention, Register
from bot.minutes.sentences import sentences
from bot.minutes.verbs import IMPERATIVE

_NOBODY = Party(PartyKind.UNASSIGNED)
_EVERYONE = Party(PartyKind.EVERYONE)
_BY_NAME = ("person", "initials", "municipality", "body", "role")
#: a party in such a clause says when or where, not who
_WHEN = re.compile(
    r"\S\s+(?:så snart|til|indtil|før|inden)?\s*\b(?:når|hvor|hvis|såfremt|så|fordi|eftersom|mens)"
    r"\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)  # fmt: skip
#: 'Svar til ansøgerne', 'Svar sendes': a noun
_ANSWER = re.compile(r"^\W*(?i:svar)\s+(?:til|fra|på|[a-zæøå]+es)\b")
_GETS = re.compile(
    r"(?:\s+[a-zæøå]+)?\s+får\s+(?:besked|svar|brev|en|et|nye?|mail|tilsendt|adgang)\b"
)
_WHETHER = re.compile(r"\b\w+es\b,?\s+(?:om|hvad|hvordan|hvem|hvilke\w*)\s+$")
_BY = re.compile(r"(?<!t)(?<!ede)(?<!es)\s+af\s+$")
_BETWEEN = re.compile(r"\b(?:mellem|imellem)\s+$", re.IGNORECASE)
_AMONG = re.compile(r"^\s+(?:imellem|indbyrdes)\b", re.IGNORECASE)
_HANDED = re.compile(r"\bfra\s+$", re.IGNORECASE)
_EACH = re.compile(r"\baf\s+(?:de enkelte|alle|hver|hvert|samtlige)\b", re.IGNORECASE)
_NO_ADDRESSEE = re.compile(
    r"(?:^|[;:,]\s)\W*der\s+\w+s\b(?!\s+til\s+at\b)(?:\s+om\b|\s+\w+\s+i\b)", re.IGNORECASE
)
#: an outsider who is asked is not one who owes the meeting anything
_OUTSIDER_ASKED = re.compile(
    r"(?:^|[:;.,]\s)\W*(?:[A-ZÆØÅ]\w+s\s+[a-zæøå]+|[A-ZÆØÅ]\w+(?:et|en))\s+(?:bedes|anmodes|opfordres)\b"
)
_REMEMBER = re.compile(r"(?:^|[.!:]\s)\W*husk\b", re.IGNORECASE)
_THROUGH = re.compile(r"^[\w\s]{0,30}?\bv(?:/|ed)\s*$")
_BRACKET = re.compile(r"\s*\(([^()]{3,60})\)")
_TOGETHER = re.compile(r"\bsammen med\s+$")
_PRONOUN = re.compile(
    r"^\W*(?:og\s+|men\s+|så\s+)?(?P<who>han|hun|de)\s+(?!der\b|som\b|for\b|over\b|under\b)"
    r"(?:\w+(?:r|å)\b|skal\b|vil\b)(?!\s+\w+es\b)", re.IGNORECASE
)  # fmt: skip
_HAS_DONE = re.compile(r"\s+(?:(?:har|havde)\s+(?:\w+\s+){0,2}\w+(?:et|t|ede)\b|\w{3,}ede\b)")
_SOM = re.compile(r"(?:,|\bog)\s+(?:som\s+)?$")
_ACTS = re.compile(rf"\s+(?:\w+\s+)?(?:{either('verbs', 'human')}|skal|vil)\b")
_TOPIC = re.compile(
    r"(?P<topic>\s+(?:om|for|under|i|af|vedr\.?)\s+[\wæøåÆØÅ-]+(?:\s[\wæøåÆØÅ-]+){0,5}?)"
    rf"\s+(?:{either('verbs', 'human')}|skal|vil|bør)\b"
)
#: places and members: all of them, not a group of their own
_OF_ALL = r"\w*medlem|deltag|kommun|bestyr|klass|skole|køkken|afdeling|klub|forening|ejer|beboer"
_SOME = re.compile(
    rf"(?P<all>[Aa]lle) (?P<who>(?!{_OF_ALL})[a-zæøå]{{3,}}(?:er|re|erne))"
    rf" (?P<act>{either('verbs', 'human')}|skal|vil|bør|[a-zæøå]{{3,}}es)\b"
)
_NAMED_FIRST = re.compile(r"^\W*\w+(?:\s\w+)?\s?:")


def doers(frame: Frame) -> list[Mention]:
    """The actors of a clause, without those who are only named beside the act."""
    if frame.by_tail:
        return _without_employer(frame, list(frame.actors))
    text = frame.unit.text
    if _commands(text):
        return [Mention(0, 0, _EVERYONE, "everyone")]
    actors = _without_employer(frame, _through(frame, _subjects(frame)))
    actors = [named for m in actors if (named := _described(text, _of_nouns(text, m)))]
    if handed := given(frame, actors):
        return handed
    told = any(m.how in _BY_NAME for m in actors)
    each = each_acts(text) and all(m.how == "body" for m in actors)
    if is_sent_in(text) or each or (commands_later(text) and not told):
        return [Mention(0, 0, _EVERYONE, "everyone")]
    actors = _told_apart(frame, actors) or _headed(frame, actors) or actors
    return _with_company(frame, actors)


def _of_nouns(text: str, mention: Mention) -> Mention | None:
    """'Hallen lukker' is no person; in 'Klubbens formand ringer' the first word acts for nobody."""
    name = mention.party.name or ""
    if mention.how != "guess" or len(name.split()) > 1:
        return mention
    if owns_the_next(name, text[mention.end :], words("verbs", "human")):
        return None
    if is_common(name):
        return replace(mention, party=Party(PartyKind.GROUP, name))
    return mention


def _commands(text: str) -> bool:
    """'Meld til Ida, hvis …': all are asked, whoever is named."""
    command = IMPERATIVE.match(text)
    if (
        command is None
        or _ANSWER.match(text)
        or command["verb"].lower() == "se"
        or _NAMED_FIRST.match(text)
    ):
        return False
    return not re.search(r"[.!]\s+[A-ZÆØÅ]", text)


def _described(text: str, mention: Mention | None) -> Mention | None:
    """'Alle værter skriver' asks the hosts; 'alle referater lægges frem' asks nobody."""
    if mention is None:
        return None
    match = _SOME.match(text, mention.start)
    if mention.how != "everyone" or not match or match["who"] in words("verbs", "human"):
        return mention
    if match["act"] in ("bedes", "opfordres", "anmodes"):
        return mention
    who = Party(PartyKind.GROUP, f"{match['all']} {match['who']}")
    return replace(mention, party=_NOBODY if match["act"].endswith("s") else who, how="body")


def _subjects(frame: Frame) -> list[Mention]:
    """The actors without those whom only a time or a place is told by."""
    text, actors = frame.unit.text, list(frame.actors)
    if not actors:
        return actors
    first = actors[0].start
    if frame.voice is Voice.ACTIVE and _WHEN.search(text[:first]):
        return []
    if actors[0].how == "everyone" and _only_told(text, actors[0]):
        return []
    if frame.voice is Voice.PASSIVE and _BY.search(text[:first]):
        verb = text.find(frame.verb) if frame.verb else -1
        return [] if verb > first else actors  # 'salg af X udskydes'
    return actors


def _only_told(text: str, all_of_us: Mention) -> bool:
    """'Det undersøges, om vi må', 'Alle får besked', 'Svar til Ida': nobody acts."""
    if _ANSWER.match(text) and not all_of_us.end:
        return True
    said = text[all_of_us.start : all_of_us.end].lower()
    gets = said != "vi" and _GETS.match(text, all_of_us.end)
    return bool(gets or _WHETHER.search(text[: all_of_us.start]))


def _through(frame: Frame, actors: list[Mention]) -> list[Mention]:
    """'Rådet ringer v/ formanden': the one who acts for the body."""
    if len(actors) != 1 or actors[0].how != "body":
        return actors
    text = frame.unit.text
    if bracket := _BRACKET.match(text, actors[0].end):
        inside = [m for m in frame.mentions if bracket.start() < m.start < bracket.end()]
        named = [m for m in inside if m.how in ("person", "initials")]
        if len(named) > 1 and len(named) == len(re.split(r",|\bog\b|[/&+]", bracket[1])):
            return named  # 'Udvalget (Ida og Bo) ringer'
    for mention in frame.mentions:
        between = text[actors[0].end : mention.start]
        if mention.how in ("person", "initials", "role") and _THROUGH.match(between):
            return [mention]
    return actors


def _with_company(frame: Frame, actors: list[Mention]) -> list[Mention]:
    """'Ida rydder op sammen med Bo': both."""
    if not actors or any(m.how not in ("person", "initials") for m in actors):
        return actors
    text = frame.unit.text
    beside = [
        m
        for m in frame.mentions
        if m.how in ("person", "initials") and m not in actors and _TOGETHER.search(text[: m.start])
    ]
    return [*actors, *beside]


def _without_employer(frame: Frame, actors: list[Mention]) -> list[Mention]:
    """'OS2/Ida', 'Ida, Sorø': the person, not where she is from."""
    if len(actors) != 2:
        return actors
    first, second = sorted(actors, key=lambda m: m.start)
    between = frame.unit.text[first.end : second.start].strip()
    kinds = (first.party.kind, second.party.kind)
    if between == "/" and kinds == (PartyKind.ORGANISATION, PartyKind.PERSON):
        return [second]
    if between in ("/", ",") and kinds == (PartyKind.PERSON, PartyKind.ORGANISATION):
        return [first]
    return actors


def _told_apart(frame: Frame, actors: list[Mention]) -> list[Mention]:
    """'Ida har fået en liste, som Bo sender rundt': Bo, as Ida's part is told, not to come."""
    text = frame.unit.text
    if len(actors) != 1 or not _HAS_DONE.match(text[actors[0].end :]):
        return []
    for mention in frame.mentions:
        later = mention.start > actors[0].end and _SOM.search(text[: mention.start])
        if later and mention.how in _BY_NAME and _ACTS.match(text[mention.end :]):
            return [mention]
    return []


def _headed(frame: Frame, actors: list[Mention]) -> list[Mention]:
    """'Gruppen om X i klubben laver …': the group that opens the clause, with its topic."""
    body = frame.mentions[0] if frame.mentions else None
    if body is None or body.how != "body" or any(m.how != "body" for m in actors):
        return []
    text = frame.unit.text
    if text[: body.start].strip(" •–-*") or (actors and actors[0].start == body.start):
        return []
    topic = _TOPIC.match(text[body.end :])
    if not topic or any(m.start > body.end + topic.end() for m in actors):
        return []
    end = body.end + topic.end("topic")
    return [Mention(body.start, end, Party(PartyKind.GROUP, text[body.start : end]), "body")]


def _aside(frame: Frame, pair: Sequence[Mention]) -> tuple[Party, ...]:
    """'mellem Ida og Bo', 'medlemmerne imellem', 'fra Ida til Bo': doers that are no subject."""
    text, first = frame.unit.text, pair[0]
    before, after = text[: first.start], text[first.end :]
    if first.how == "everyone" and _AMONG.match(after):
        return (_EVERYONE,)
    if len(pair) < 2 or any(m.party.kind is not PartyKind.PERSON for m in pair):
        return ()
    if _BETWEEN.search(before):
        return tuple(m.party for m in pair)
    handed = frame.voice is Voice.PASSIVE and _HANDED.search(before)
    return (first.party,) if handed and re.match(r"\s+til\s", after) else ()


def _meant(frame: Frame, register: Register) -> tuple[Party, ...]:
    """'Hun ringer', 'De laver en plan': those whom the nearest sentence with names is about."""
    pronoun = _PRONOUN.match(frame.unit.text)
    if not pronoun:
        return ()
    at = frame.unit.passage.text.find(frame.unit.text)
    earlier = [s.text for s in sentences(frame.unit.passage.text[: max(0, at)])][-2:]
    for said in (frame.unit.before, *reversed(earlier)):
        named = [m.party for m in register.mentions(said) if m.how in ("person", "initials")]
        parties = tuple(dict.fromkeys(named))
        if parties:
            several = pronoun["who"].lower() == "de"
            return parties if (len(parties) > 1) == several else ()
    return ()


def without_doer(frame: Frame, register: Register | None) -> tuple[Party, ...]:
    """Whose it is where no party is the subject."""
    text = frame.unit.text
    for at in range(len(frame.mentions)):
        if found := _aside(frame, frame.mentions[at : at + 2]):
            return found
    if register and (found := _meant(frame, register)):
        return found
    asked = frame.voice is Voice.REQUEST and not (
        _NO_ADDRESSEE.search(text) or _OUTSIDER_ASKED.search(text)
    )
    return (_EVERYONE,) if asked or _EACH.search(text) or _REMEMBER.match(text) else (_NOBODY,)
