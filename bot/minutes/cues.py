"""The signs that a clause is a follow-up, or that it is not, each with the words that show it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.meetings import PartyKind, Precision
from bot.minutes import dates
from bot.minutes.blocks import BlockKind
from bot.minutes.frames import Frame, Voice, passive
from bot.minutes.lexicon import either, words
from bot.minutes.sections import Role


@dataclass(frozen=True)
class Cue:
    """One sign by its name, with the words that showed it."""

    name: str
    words: str = ""


_PATTERNS = {
    "decided": rf"\b(?:{either('verbs', 'decide')})\b",
    "decided_at": rf"\b(?:{either('verbs', 'decide')})\b[^.]{{0,40}}\b(?:at|om)\b",
    "there_is_to": r"^(?:\W*der\s+skal|\W*der\s+(?:\w+es))\b",
    "must": r"\bskal\b",
    "must_passive": r"\bskal\b.{0,60}\b\w{3,}es\b",
    "will": r"\b(?:vil|agter at|forventer at|planlægger at|har tænkt)\b",
    "can": r"\b(?:kan|må gerne)\b",
    "should": r"\b(?:bør|burde|skulle)\b",
    "role_phrase": r"\b(?:tovholder\w*|har bolden|står (?:for|i spidsen)|stå for|sørger for|sørge for|tager sig af"
    r"|tage sig af|påtager sig|følger op|følge op|vender tilbage|arbejder videre|går videre|tager (?:den|det|kontakt|fat)"
    r"|tager \w+ (?:med|op)|tage kontakt|har ansvar\w*|er ansvarlig|melder (?:sig|tilbage|ind)|i gang med|giver besked|bolden)\b",
    "volunteers": r"\b(?:meldte sig|melder sig|tilbød|tilbyder|vil gerne|har påtaget sig|sagde ja til|har lovet|lovede)\b",
    "next_time": r"\b(?:næste (?:\w*møde\w*|gang)|(?:kommende|førstkommende) \w*møde\w*|på (?:dagsordenen|et (?:senere|kommende|af de næste) møde\w*))\b",
    "comes_back": r"\b(?:tages? op|genoptages|udsættes|udsat|udskydes|udskudt|vender tilbage|på dagsordenen|behandles|drøftes|tages på)\b",
    "further": r"\b(?:videre|herefter|efterfølgende|fremover|fremadrettet|fremtidig\w*|fortsat|fortsætter)\b",
    "awaits": r"\b(?:afventer?|vent(?:er|es)|på vent|i bero|mangler)\b",
    "negated": r"\b(?:ikke|ingen|intet|ej|aldrig|hverken)\b",
    "conditional": r"\b(?:hvis|såfremt|i fald|måske|eventuelt|evt|kunne|ville|gerne|overvej\w*|muligvis|mulighed\w*)\b",
    "wish": r"\b(?:ønske[rsdt]?\w*|håber|forslag|foreslå\w*|idé\w*|ide|behov|tanken|tanker)\b",
    "told": r"\b(?:orienter\w+|fortalte|oplyste|berettede|gennemgik|fremlagde|præsenterede|redegjorde|takkede|drøftede|bød|indledte)\b",
    "talked": r"\b(?:blev (?:drøftet|talt|nævnt|orienteret|diskuteret|vendt|gennemgået)|snak om|talt om|drøftelse|debat)\b",
    "noted": r"\b(?:til efterretning|godkendt|vedtaget uden|blev godkendt|taget til|intet at|ingen (?:bemærkninger|kommentarer))\b",
    "done": r"\b(?:er (?:sendt|gjort|lavet|udført|færdig\w*|afsluttet|bestilt|sat|kommet|blevet|skrevet|købt|gået|på plads)|har (?:\w+ )?(?:sendt|skrevet|lavet|fået|været|bestilt|talt|købt|haft))\b",
    "being_done": r"\b(?:er (?:i gang|ved at|begyndt|godt i gang)|bliver lige nu|for tiden)\b",
    "happened": r"\b(?:blev|var|havde|gik|kom|fik|tog|deltog|holdt|gav|viste)\b",
    "third_party": r"\b(?:regeringen|ministeriet|socialstyrelsen|kl|folketinget|lovforslag\w*|loven)\b",
    "opinion": r"\b(?:synes|mener|oplever|vigtigt|udfordring\w*|problem\w*|positiv\w*|tilfreds\w*)\b",
    "until": r"\b(?:senest|inden|deadline|frist\w*|svarfrist|tilmelding\w*)\b",
    "send": r"\b(?:send\w*|rundsend\w*|udsend\w*|fremsend\w*|mail\w*|indsend\w*|skriv\w*|kontakt\w*|ring\w*|indkald\w*|undersøg\w*|tjek\w*|spørg\w*|hør(?:er|es)|udarbejd\w*|lave\w*|køb\w*|bestil\w*|indhent\w*|find\w*|opdater\w*|rett?\w*|sæt\w*|indkøb\w*|aftal\w*|arranger\w*|book\w*|planlæg\w*|tjekk\w*|rykk\w*|saml\w*|sørg\w*)\b",
    "infinitive_start": r"^\W*(?:at\s+)?[A-ZÆØÅ]?[a-zæøå]{2,}(?:e|gå|få|se|gøre)\s+(?!og\b)[a-zæøå]",
    "noun_start": r"^\W*[A-ZÆØÅ]?[a-zæøå]{4,}(?:ing|else|ion)\s+(?:af|til|med|om|for)\b",
    "to_body": r"\b(?:til|for|over for)\s+(?:\w+\s+)?\w*(?:styregruppen|chef\w*|direkt\w+|bestyrelsen|udvalget|forvaltningen|kommunen|kkr|k17|byrådet|ministeriet)\b",
    "question": r"\?",
    "price": r"\b(?:kr|kroner|pct|procent|%)\b",
    "event": r"\b(?:afholdes|holdes|finder sted|arrangement\w*|fest\w*|kl)\b",
    "set_up": r"\b(?:neds[æa]tte\w*|etabler\w*|opret\w*)\b",
    "all_asked": r"\b(?:opfordr\w+|bedes|anmod\w+|husk|meld(?:er|e)? \w* ?(?:til|ind)|giv besked)\b",
    "past_meeting": r"\b(?:på (?:sidste|seneste|forrige) møde|sidste år|i fjor|tidligere)\b",
    "vi": r"\bvi\b",
    "man": r"\bman\b",
}  # fmt: skip
_COMPILED = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _PATTERNS.items()}
_OLD = re.compile(
    r"fra sidst|siden sidst|forrige|sidste møde|opfølgning fra|opsamling", re.IGNORECASE
)


def _of_frame(frame: Frame) -> Iterator[Cue]:
    yield Cue(f"voice_{frame.voice}", frame.verb)
    if frame.actors:
        kind = frame.actors[0].party.kind
        how = frame.actors[0].how
        yield Cue(f"actor_{kind}")
        yield Cue(f"actor_how_{how}")
        named = kind in (PartyKind.PERSON, PartyKind.ORGANISATION, PartyKind.GROUP)
        if frame.voice is Voice.ACTIVE and not frame.past and named:
            stative = frame.verb in words("verbs", "stative") and not frame.modal
            yield Cue("party_states" if stative else "party_acts", frame.verb)
        if kind is PartyKind.EVERYONE and frame.voice is Voice.ACTIVE and not frame.past:
            stative = frame.verb in words("verbs", "stative") and not frame.modal
            yield Cue("all_state" if stative else "all_act", frame.verb)
        if frame.verb in words("verbs", "human") and not frame.past:
            yield Cue("human_verb", frame.verb)
        if frame.past:
            yield Cue("party_acted")
        if frame.by_tail:
            yield Cue("responsible_named")
    else:
        yield Cue("no_actor")
    if frame.modal:
        yield Cue(f"modal_{frame.modal}")
    if frame.past:
        yield Cue("past")
    word = passive(frame.unit.text)
    if word:
        opens = not frame.unit.text[: word.start()].strip(" -•").count(" ")
        yield Cue("passive_first" if opens else "passive", word["verb"])
    else:
        yield Cue("no_passive")


def _of_dates(frame: Frame, base: date, next_meeting: date | None) -> Iterator[Cue]:
    unit = frame.unit
    if unit.when:
        yield Cue("due_column", unit.when)
    due = dates.find_due(unit.text, base, next_meeting)
    if due is not None:
        yield Cue(f"due_{due.precision.name.lower()}", due.words)
        if due.precision is not Precision.LOOSE:
            yield Cue("due_any", due.words)
    elif any(m.dated for m in dates.mentions(unit.text, base)):
        yield Cue("past_date")


def _of_place(frame: Frame, labelled: bool) -> Iterator[Cue]:
    passage = frame.unit.passage
    role = passage.role
    yield Cue(f"under_{role.value}")
    if labelled and role is Role.NONE:
        yield Cue("under_none_though_labels")
    if passage.block.kind is BlockKind.BULLET:
        yield Cue("bullet")
    if passage.block.level:
        yield Cue("nested")
    if passage.intro:
        yield Cue("under_intro", passage.intro)
    if frame.unit.from_table:
        yield Cue("action_table")
    if passage.is_title:
        yield Cue("short_line")
    if _OLD.search(f"{passage.item} {passage.heading}"):
        yield Cue("old_tasks")
    if frame.unit.depth < 0.08:
        yield Cue("document_top")
    if passage.item is None and passage.heading is None:
        yield Cue("no_item")
    length = len(frame.unit.text.split())
    yield Cue("len_" + ("1" if length < 4 else "2" if length < 8 else "3" if length < 25 else "4"))


def cues_of(
    frame: Frame, base: date, next_meeting: date | None = None, labelled: bool = False
) -> tuple[Cue, ...]:
    """Every sign in a clause and in its place."""
    text = frame.unit.text
    found = [*_of_frame(frame), *_of_dates(frame, base, next_meeting), *_of_place(frame, labelled)]
    for name, pattern in _COMPILED.items():
        if match := pattern.search(text):
            found.append(Cue(name, match.group()))
    return tuple(found)
