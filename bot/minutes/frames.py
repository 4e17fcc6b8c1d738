"""Who does what: the party, the verb and the voice of one clause."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.domain.meetings import Party, PartyKind
from bot.minutes.clauses import Unit
from bot.minutes.lexicon import either, words
from bot.minutes.names import OFFICE
from bot.minutes.parties import Mention, Register
from bot.minutes.responsible import lead_of, tail_of
from bot.minutes.verbs import (
    AFTER,
    ASK,
    BECOMES,
    BEFORE,
    BY,
    IMPERATIVE,
    LOOKS_AFTER,
    PASSIVE_PAST,
    SUBORDINATE,
    TOGETHER,
    holds,
    is_noun,
    passive,
    tells,
)


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


#: what stands between names of one list; 'og smed Bo Krag' may name a trade too
_LISTED = re.compile(
    r"\s*(?:(?:,\s*og|,|og|samt|/|&|\+)"
    rf"(?:\s*(?!og\b)(?:{OFFICE}|[a-zæøå]+[^r\W]|[A-ZÆØÅ]?[a-zæøå]+ {OFFICE}))?)?\s*"
)


#: how far in front of a party its verb is looked for
_NEAR = 60
_AND_THEN = re.compile(rf"\bog\s+(?P<verb>{either('verbs', 'human')})\b")


def joined(text: str, mentions: Sequence[Mention], at: int) -> list[int]:
    """The indices of the mentions that are listed together with the one at `at`."""
    found = [at]
    for step in (-1, 1):
        near = at
        while 0 <= near + step < len(mentions):
            left, right = sorted((mentions[near], mentions[near + step]), key=lambda m: m.start)
            if not _LISTED.fullmatch(text[left.end : right.start]):
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
        group = joined(text, mentions, at)
        if group[-1] != at:
            continue
        first = mentions[group[0]]
        after = AFTER.match(text[mention.end :])
        before = None if after else BEFORE.search(text, max(0, first.start - _NEAR), first.start)
        found = after or before
        if found is None or BY.search(text[: first.start]):
            continue
        if found is after and _BESIDE.search(text, max(0, first.start - 20), first.start):
            continue  # 'sendes til alle parter'
        parts = found.groupdict()
        verb = (parts.get("infinitive") if parts.get("modal") else parts.get("verb")) or ""
        past = bool(parts.get("past"))
        if verb == "har" and re.match(
            r"\s*har\s+(?:\w+\s+){0,3}\w+(?:et|t|ede)\b", text[mention.end :]
        ):
            past = True
        if past and (then := _AND_THEN.search(text, mention.end)):
            past, verb = False, then["verb"]  # 'talte om det og giver besked'
        willing = bool(parts.get("modal")) and parts["modal"] not in ("skal", "bør", "må", "kan")
        if mention.how == "guess" and (
            found is before or not (willing or verb in words("verbs", "human"))
        ):
            continue
        if not parts.get("modal") and is_noun(verb):
            continue
        frame = Frame(
            unit, Voice.ACTIVE, tuple(mentions[i] for i in group), verb,
            (parts.get("modal") or "").split()[0] if parts.get("modal") else "", past,
            mentions=tuple(mentions),
        )  # fmt: skip
        if LOOKS_AFTER.match(text[mention.end :]):
            frame = replace(frame, verb="ser på")
        subordinate = bool(SUBORDINATE.search(text[: first.start]))
        if not past and not subordinate and not _states(frame, text[mention.end :]):
            return frame
        best = best or frame
    return best


#: a party after these is no subject
_BESIDE = re.compile(r"(?i)(?<![\w-])(?:til|hos|med|fra|mellem|gennem|via)\s+(?:alle\s+)?$")
#: 'Ida vil gerne have en ny bro', 'Bo vil ikke være formand'
_WISHES = re.compile(r"\s*vil\s+(?:\w+\s+){0,2}?(?:ikke\b|helst\b|have\b(?!\s+\w+et\b))")


def _states(frame: Frame, after: str) -> bool:
    """Does the verb only tell how things are?"""
    if _WISHES.match(after):
        return True
    return tells(frame.verb) and not frame.modal and not LOOKS_AFTER.match(after)


_DECIDED_AT = re.compile(
    rf"\b(?:{either('verbs', 'decide')})\b(?P<between>[^.;]{{0,60}}?),?\s+at\s+(?=\S)",
    re.IGNORECASE,
)


_IN_CHARGE = re.compile(r"\b(?:tovholder|ansvarlig|ordstyrer|kontaktperson)\b", re.IGNORECASE)
_INFINITIVE = re.compile(
    r"(?:ikke\s+)?(?!(?:de|disse|denne|dette|alle|hele|flere|begge|samme)\b)"
    r"(?P<verb>[a-zæøå]+(?:e|å))\b(?!\s+(?:skal|vil|kan|er)\b)"
)


def _decided(unit: Unit, mentions: Sequence[Mention]) -> Frame | None:
    """'X besluttede at …': who is to act stands in the at-clause, else it is X."""
    match = _DECIDED_AT.search(unit.text) if holds("decide", unit.text) else None
    if not match:
        return None
    inside = [m for m in mentions if m.start >= match.end()]
    outside = [m for m in mentions if m.end <= match.end("between") and m.how == "body"]
    rest = unit.text[match.end() :]
    shifted = replace(unit, text=" " * match.end() + rest)
    active = _active(shifted, inside)
    if active and tells(active.verb) and not active.modal and not _IN_CHARGE.search(rest):
        active = None
    named = [m for m in inside if m.start - match.end() < 2 and m.how not in ("body", "guess")]
    if named:  # 'at Bo til næste møde den 8. leverer'
        group = tuple(inside[i] for i in joined(unit.text, inside, inside.index(named[0])))
        return Frame(
            unit, Voice.ACTIVE, group, active.verb if active else "", mentions=tuple(mentions)
        )
    if active and not active.past and not (active.verb.endswith("s") and not active.modal):
        return replace(active, unit=unit, mentions=tuple(mentions))
    infinitive = _INFINITIVE.match(rest)
    if infinitive and not active:
        verb = infinitive["verb"]
        return Frame(unit, Voice.ACTIVE, tuple(outside[-1:]), verb, "at", mentions=tuple(mentions))
    word = passive(rest)
    if word or re.match(r"(?:der|det|den|dette|disse|de)\b", rest):
        actors = _agent(unit.text, mentions)
        verb = word["verb"] if word else ""
        return Frame(unit, Voice.PASSIVE, actors, verb, mentions=tuple(mentions))
    return Frame(unit, Voice.ACTIVE, tuple(outside[-1:]), "", "at", mentions=tuple(mentions))


def _agent(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Who is to do it in a passive: 'af X', or 'i kommunerne'."""
    for at, mention in enumerate(mentions):
        if BY.search(text[: mention.start]):
            return tuple(mentions[i] for i in joined(text, mentions, at))
        everyone = mention.party.kind is PartyKind.EVERYONE
        if everyone and re.search(r"\b(?:i|hos|blandt)\s+$", text[: mention.start]):
            return (mention,)
    duty = _DUTY.search(text)
    return (Mention(0, 0, Party(PartyKind.EVERYONE), "everyone"),) if duty else ()


_DUTY = re.compile(
    r"\bskal\s+(?:\w+\s+){0,3}(?:indrapporteres|indberettes|indmeldes|tilmeldes)\b", re.IGNORECASE
)


def _request(unit: Unit, mentions: Sequence[Mention]) -> Frame | None:
    ask = ASK.search(unit.text) if holds("ask", unit.text) else None
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
        asked = tuple(mentions[i] for i in joined(unit.text, mentions, mentions.index(near[0])))
    if verb in ("beder", "anmoder", "opfordrer") and before:
        askers = [mentions[i] for i in joined(unit.text, mentions, mentions.index(before[-1]))]
        between = unit.text[before[-1].end : ask.start()]
        if re.search(r"\bog\s*$", between):
            return None  # 'Ida skriver til rådet og beder om svar'
        alone = re.match(r"\s+om\b(?!,?\s+at\b)", unit.text[ask.end() :]) and not between.strip()
        if before[-1].party.kind is PartyKind.PERSON or (alone and verb != "opfordrer"):
            return Frame(unit, Voice.ACTIVE, tuple(askers), verb, mentions=tuple(mentions))
    past = verb in ("opfordrede", "bad")
    return Frame(unit, Voice.REQUEST, asked, verb, "", past, mentions=tuple(mentions))


def frame_of(unit: Unit, register: Register) -> Frame:
    """Understand one clause."""
    text = unit.text
    mentions = register.mentions(text, unit.passage.item)
    tail = tail_of(unit, register)
    lead = () if tail else lead_of(unit, register)
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
    if active and not active.past and not (word and tells(active.verb)):
        if (
            active.verb.endswith("s") and word and active.verb not in TOGETHER
        ):  # 'Køge skal kontaktes': no agent
            return Frame(
                unit, Voice.PASSIVE, _agent(text, mentions), active.verb, active.modal,
                mentions=tuple(mentions),
            )  # fmt: skip
        return active
    becomes = BECOMES.search(text)
    if word or becomes:
        happening = word["verb"] if word else becomes["verb"] if becomes else ""
        mood = re.search(r"\b(skal|vil|kan|bør|må|skulle|kunne)\b", text)
        return Frame(
            unit, Voice.PASSIVE, _agent(text, mentions), happening, mood[1] if mood else "",
            False, mentions=tuple(mentions),
        )  # fmt: skip
    if command := IMPERATIVE.match(text):
        everyone = Mention(0, 0, Party(PartyKind.EVERYONE), "everyone")
        return Frame(
            unit, Voice.IMPERATIVE, (everyone,), command["verb"].lower(), mentions=tuple(mentions)
        )
    if active:
        return active
    past = bool(PASSIVE_PAST.search(text))
    return Frame(unit, Voice.NONE, (), "", "", past, mentions=tuple(mentions))
