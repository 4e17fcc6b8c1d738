"""Who does what: the party, the verb and the voice of one clause."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.domain.meetings import Party, PartyKind
from bot.minutes.clauses import Unit
from bot.minutes.lexicon import either, words
from bot.minutes.parties import Mention, Register


class Voice(StrEnum):
    """How the clause says that something is to happen."""

    ACTIVE = "active"
    PASSIVE = "passive"
    REQUEST = "request"
    IMPERATIVE = "imperative"
    NONE = "none"


@dataclass(frozen=True)
class Frame:
    """One clause understood: actors, verb, voice, and who else is named."""

    unit: Unit
    voice: Voice
    #: the parties that act, empty where none is named
    actors: tuple[Mention, ...] = ()
    verb: str = ""
    #: skal, vil, kan, bør, må, skulle, or empty
    modal: str = ""
    past: bool = False
    #: the actor was read from a tail, a bracket or a column
    by_tail: bool = False
    mentions: tuple[Mention, ...] = field(default=())


_ADVERB = (
    r"(?:også|derfor|så|nu|herefter|derefter|endvidere|desuden|fortsat|ligeledes|dog|gerne|selv|igen"
    r"|fremover|fremadrettet|sammen|snarest|derudover|samtidig|efterfølgende|hver især|straks|videre|alle)"
)
_MODAL = r"(?P<modal>skal|vil|kan|bør|må|skulle|ville|kunne|behøver|forsøger at|prøver at)"
_PRESENT = (
    r"(?P<verb>[a-zæøå]{2,}[^\Ws]r|er|har|s[eåø]r|[a-zæøå]*(?:lægger|tager|giver|står|går|får|gør))"
)
_AFTER = re.compile(
    rf"^(?:\s*\([^)]*\))?\s*(?:{_ADVERB}\s+)*(?:{_MODAL}\b(?:\s+{_ADVERB})*(?:\s+(?P<infinitive>[a-zæøå]+))?"
    rf"|{_PRESENT}\b|(?P<past>[a-zæøå]+(?:ede|te|de)|var|havde|blev|gik|tog|gav|kom|fik|så|skrev|sagde)\b)"
)
_BEFORE = re.compile(
    rf"(?:{_MODAL}|(?<![\w-]){_PRESENT}|(?P<past>havde|har|blev|[a-zæøå]+ede))\s*$"
)
_PASSIVE = re.compile(
    r"(?<![\w-])(?P<verb>(?:^[A-ZÆØÅ]?|(?<=[.:] )[A-ZÆØÅ]?)?[a-zæøå]{2,}(?:es|ås|øs))(?![\w-])"
)
_PASSIVE_PAST = re.compile(r"\b(?:blev|er blevet|[a-zæøå]{3,}edes)\b")
_BECOMES = re.compile(
    r"\b(?:bliver|(?:vil|skal)\s+(?:\S+\s+){0,4}?blive)\s+(?:(?!sat pris)\S+\s+){0,4}?"
    r"(?P<verb>[a-zæøå]{2,}(?:et|t|sat|lagt))\b", re.IGNORECASE
)  # fmt: skip
_BY = re.compile(r"\baf\s+$")
_ASK = re.compile(rf"(?<![\w-])(?P<verb>{either('verbs', 'ask')})(?![\w-])", re.IGNORECASE)
_IMPERATIVE = re.compile(
    r"^\W*(?:så\s+|og\s+|derfor:?\s+)?(?P<verb>husk|send|meld|skriv|kontakt|tilmeld|giv|find|ring|brug|læs|se"
    r"|kom|tag|lav|sørg|hold|mail|svar|overvej|undersøg|tjek|indsend|del|spørg)\s+(?!dag|stykke)",
    re.IGNORECASE,
)
_TAILS = (
    re.compile(r"[\s(.]*(?:ansvarlig\w*|ansv|tovholder|udføres af|action|handling)\s*[:.–-]\s*(?P<who>[^.;)]{2,60})\)?\.?\s*$", re.IGNORECASE),
    re.compile(r"\s/\s?(?P<who>[A-ZÆØÅ][\wæøå.-]*(?:(?: og |/|, ?| )[A-ZÆØÅ][\wæøå.-]*){0,3})\W*$"),
    re.compile(r"\((?P<who>[A-ZÆØÅ][\wæøå.-]*(?:(?:\s?[/,&+]\s?| og | )[A-ZÆØÅ][\wæøå.-]*){0,3})\)\W*$"),
    re.compile(r"(?:\s[–-]\s|\.\s|:\s|\bv/\s?)(?P<who>[A-ZÆØÅ][\wæøå.-]*(?:(?:\s?[/,&+]\s?| og | )[A-ZÆØÅ][\wæøå.-]*){0,3})\.?\s*$"),
)  # fmt: skip
_LEAD = re.compile(
    r"^(?P<who>[A-ZÆØÅa-zæøå][^:;.?!]{1,50}?)\s*:\s+(?=\S)|^(?P<dash>[A-ZÆØÅ][\w. ]{1,30}?)\s[–-]\s"
)
_VERB_FIRST = re.compile(
    r"^\s*(?:(?!(?:[Dd]er|[Dd]e|[Ii]kke|[Ii]nt\w+|[Aa]lle|[Hh]er|[Nn]år|[Ff]or|[Ee]r|[Hh]ar|[Vv]ar)\b)[A-ZÆØÅ]?[a-zæøå]+[re]\b|[Ss]kal|[Vv]il|[Aa]t\b)"
)
_JOIN = re.compile(r"\s*(?:,|og|samt|/|&|\+|eller|,\s*og)\s*$|^\s*(?:,|og|samt|/|&|\+|eller)\s*$")


def _joined(text: str, mentions: Sequence[Mention], at: int) -> list[int]:
    """The indices of the mentions that are listed together with the one at `at`."""
    found = [at]
    for step in (-1, 1):
        near = at
        while 0 <= near + step < len(mentions):
            left, right = sorted((mentions[near], mentions[near + step]), key=lambda m: m.start)
            if not re.fullmatch(
                r"\s*(?:,|og|samt|/|&|\+|,\s*og)?\s*", text[left.end : right.start]
            ):
                break
            if not text[left.end : right.start].strip() and left.how == right.how == "person":
                break
            near += step
            found.append(near)
    return sorted(found)


def _active(unit: Unit, mentions: Sequence[Mention]) -> Frame | None:
    """The first party that is the subject of a verb in the present or of a modal."""
    text = unit.text
    best: Frame | None = None
    for at, mention in enumerate(mentions):
        group = _joined(text, mentions, at)
        if group[-1] != at:
            continue
        first = mentions[group[0]]
        after = _AFTER.match(text[mention.end :])
        before = _BEFORE.search(text[: first.start])
        found = after or before
        if found is None or _BY.search(text[: first.start]):
            continue
        parts = found.groupdict()
        verb = (parts.get("infinitive") if parts.get("modal") else parts.get("verb")) or ""
        past = bool(parts.get("past"))
        if verb == "har" and re.match(
            r"\s*har\s+(?:\w+\s+){0,3}\w+(?:et|t|ede)\b", text[mention.end :]
        ):
            past = True
        if mention.how == "guess" and (found is before or verb not in words("verbs", "human")):
            continue
        if not parts.get("modal") and _noun_like(verb):
            continue
        frame = Frame(
            unit, Voice.ACTIVE, tuple(mentions[i] for i in group), verb,
            (parts.get("modal") or "").split()[0] if parts.get("modal") else "", past,
            mentions=tuple(mentions),
        )  # fmt: skip
        subordinate = bool(_SUBORDINATE.search(text[: first.start]))
        if not past and not subordinate and not _states(frame, text[mention.end :]):
            return frame
        best = best or frame
    return best


#: 'om', 'hvis' … in front of the subject: not what the clause itself says
_SUBORDINATE = re.compile(
    r"\b(?:om|hvis|når|som|der|fordi|da|hvad|hvor|hvem|såfremt|mens|hvilke\w*|at)\s+$", re.IGNORECASE
)
_LOOKS_AFTER = re.compile(r"^\s*(?:\w+\s+)?ser\s+(?:\w+\s+){0,4}?(?:på|efter|nærmere|til|videre)\b")


def _states(frame: Frame, after: str) -> bool:
    """Does the verb only tell how things are?"""
    return _stative(frame.verb) and not frame.modal and not _LOOKS_AFTER.match(after)


_DECIDED_AT = re.compile(
    rf"\b(?:{either('verbs', 'decide')})\b(?P<between>[^.;]{{0,60}}?),?\s+at\s+(?=\S)", re.IGNORECASE
)


def _decided(unit: Unit, mentions: Sequence[Mention]) -> Frame | None:
    """'X besluttede at …': who is to act stands in the at-clause, else it is X."""
    match = _DECIDED_AT.search(unit.text)
    if not match:
        return None
    inside = [m for m in mentions if m.start >= match.end()]
    outside = [m for m in mentions if m.end <= match.end("between") and m.how == "body"]
    rest = unit.text[match.end() :]
    shifted = replace(unit, text=" " * match.end() + rest)
    active = _active(shifted, inside)
    if active and active.verb in words("verbs", "stative") and not active.modal:
        active = None
    if active and not active.past and not (active.verb.endswith("s") and not active.modal):
        return replace(active, unit=unit, mentions=tuple(mentions))
    named = [m for m in inside if m.start - match.end() < 2 and m.how not in ("body", "guess")]
    if named and not active:  # 'at Bo til næste møde den 8. leverer'
        group = tuple(inside[i] for i in _joined(unit.text, inside, inside.index(named[0])))
        return Frame(unit, Voice.ACTIVE, group, "", mentions=tuple(mentions))
    word = passive(rest)
    if word or re.match(r"(?:der|det|den|dette|disse|de)\b", rest):
        actors = _agent(unit.text, mentions)
        verb = word["verb"] if word else ""
        return Frame(unit, Voice.PASSIVE, actors, verb, mentions=tuple(mentions))
    infinitive = re.match(r"(?:ikke\s+)?([a-zæøå]+)", rest)
    verb = infinitive[1] if infinitive else ""
    return Frame(unit, Voice.ACTIVE, tuple(outside[-1:]), verb, "at", mentions=tuple(mentions))


def _stative(verb: str) -> bool:
    return verb in words("verbs", "stative")


def _noun_like(verb: str) -> bool:
    return verb in {
        "eller",
        "efter",
        "over",
        "under",
        "inden",
        "uger",
        "flere",
        "måneder",
        "timer",
        "møder",
        "andre",
    }


def passive(text: str) -> re.Match[str] | None:
    """The first passive verb in -es that is neither a noun's genitive nor a deponent."""
    for match in _PASSIVE.finditer(text):
        if match["verb"].lower() not in words("verbs", "passive_no"):
            return match
    return None


def _agent(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Who is to do it in a passive: 'af X', or 'i kommunerne'."""
    for at, mention in enumerate(mentions):
        if _BY.search(text[: mention.start]):
            return tuple(mentions[i] for i in _joined(text, mentions, at))
        everyone = mention.party.kind is PartyKind.EVERYONE
        if everyone and re.search(r"\b(?:i|hos|blandt)\s+$", text[: mention.start]):
            return (mention,)
    duty = _DUTY.search(text)
    return (Mention(0, 0, Party(PartyKind.EVERYONE), "everyone"),) if duty else ()


_DUTY = re.compile(
    r"\bskal\s+(?:\w+\s+){0,3}(?:indrapporteres|indberettes|indmeldes|tilmeldes)\b", re.IGNORECASE
)


def _request(unit: Unit, mentions: Sequence[Mention]) -> Frame | None:
    ask = _ASK.search(unit.text)
    if not ask:
        return None
    verb = ask["verb"].lower()
    before = [m for m in mentions if m.end <= ask.start()]
    after = [m for m in mentions if m.start >= ask.end() and m.start - ask.end() < 40]
    if verb.endswith("s"):  # bedes, opfordres: the one asked stands before, or right after
        near = after if after and after[0].start - ask.end() < 3 else before[-1:]
    else:
        near = after
    asked: tuple[Mention, ...] = ()
    if near:
        asked = tuple(mentions[i] for i in _joined(unit.text, mentions, mentions.index(near[0])))
    if verb in ("beder", "anmoder", "opfordrer") and before and before[-1].how != "body":
        asker = before[-1]
        if asker.party.kind is PartyKind.PERSON:
            return Frame(unit, Voice.ACTIVE, (asker,), verb, mentions=tuple(mentions))
    past = verb in ("opfordrede", "bad")
    return Frame(unit, Voice.REQUEST, asked, verb, "", past, mentions=tuple(mentions))


def _of_words(said: str, register: Register, unit: Unit) -> list[Mention]:
    """The parties of a responsible column or tail, written as it may be."""
    found = register.mentions(said, unit.passage.item)
    if found:
        held = " ".join(register.organisation_of(m.party) for m in found)
        return [m for m in found if m.how == "person" or (m.party.name or "-") not in held] or found
    parts = [part.strip(" .:") for part in re.split(r"\s*(?:/|,|&|\+|\bog\b)\s*", said)]
    good = [p for p in parts if 1 < len(p) <= 40 and p[:1].isupper() and len(p.split()) <= 4]
    return [Mention(0, 0, register.person(p), "unknown") for p in good]


def _tail(unit: Unit, register: Register) -> tuple[Mention, ...]:
    if unit.who:
        return tuple(_of_words(unit.who, register, unit))
    for number, pattern in enumerate(_TAILS):
        match = pattern.search(unit.text)
        if not match:
            continue
        found = [m for m in _of_words(match["who"], register, unit)]
        sure = number == 0 or all(m.how in ("person", "initials", "role") for m in found)
        if found and sure:
            return tuple(found)
    return ()


def _led(unit: Unit, register: Register) -> tuple[Mention, ...]:
    """'TH: Skriver til …': the name in front of the colon."""
    match = _LEAD.match(unit.text)
    said: str = (match["who"] or match["dash"]) if match else ""
    if not said:
        return ()
    found = register.mentions(said, unit.passage.item)
    rest = said
    for mention in reversed(found):
        rest = rest[: mention.start] + rest[mention.end :]
    shown = unit.text[match.end() :] if match else ""
    if any(m.how in ("unknown", "guess", "body") for m in found) and not _VERB_FIRST.match(shown):
        return ()
    if found and len(rest.strip(" ,&/+").replace("og", "").strip()) < 4:
        return tuple(m for m in found if m.how != "everyone")
    return ()


def frame_of(unit: Unit, register: Register) -> Frame:
    """Understand one clause."""
    text = unit.text
    mentions = register.mentions(text, unit.passage.item)
    tail = _tail(unit, register)
    lead = () if tail else _led(unit, register)
    request = _request(unit, mentions)
    if request and not tail:
        return request
    if not tail and (decided := _decided(unit, mentions)):
        return decided
    active = _active(unit, mentions)
    word = passive(text)

    if tail or lead:
        verb = active.verb if active else word["verb"] if word else ""
        past = bool(active and active.past)
        voice = Voice.ACTIVE if active else Voice.PASSIVE if word else Voice.NONE
        modal = active.modal if active else ""
        return Frame(unit, voice, tail or lead, verb, modal, past, True, tuple(mentions))
    if active and not active.past and not (word and _stative(active.verb)):
        if active.verb.endswith("s") and word:  # 'Køge skal kontaktes': no agent
            return Frame(
                unit, Voice.PASSIVE, _agent(text, mentions), active.verb, active.modal,
                mentions=tuple(mentions),
            )  # fmt: skip
        return active
    becomes = _BECOMES.search(text)
    if word or becomes:
        happening = word["verb"] if word else becomes["verb"] if becomes else ""
        modal = re.search(r"\b(skal|vil|kan|bør|må|skulle|kunne)\b", text)
        return Frame(
            unit, Voice.PASSIVE, _agent(text, mentions), happening, modal[1] if modal else "",
            False, mentions=tuple(mentions),
        )  # fmt: skip
    if command := _IMPERATIVE.match(text):
        everyone = Mention(0, 0, Party(PartyKind.EVERYONE), "everyone")
        return Frame(
            unit, Voice.IMPERATIVE, (everyone,), command["verb"].lower(), mentions=tuple(mentions)
        )
    if active:
        return active
    past = bool(_PASSIVE_PAST.search(text))
    return Frame(unit, Voice.NONE, (), "", "", past, mentions=tuple(mentions))
