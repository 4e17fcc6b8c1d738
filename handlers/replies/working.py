"""What is said about the work: given away, held up, moved, taken on, done."""

import re

from bot.domain.verbs import Verb
from handlers.replies.asking import side_by_side
from handlers.replies.dates import When
from handlers.replies.lexicon import anywhere, compiled, whole
from handlers.replies.pointing import pointed
from handlers.replies.saying import DATE_WORDS, EDGE_ITEM, Frame, Mood, Phrase

_NOT = re.compile(r"(?i)\b(?:ikke|aldrig)\b")
_NOT_ME = re.compile(
    r"(?i)\bikke (?:mig|min|mit|mine|os|vores)\b(?: (?:opgave|bord|område|ansvar))?[ ,:–-]*"
)
_NO_LONGER = re.compile(r"(?i)\bikke (?:længere|mere)\b")
_SUBJECT = (
    r"^(?:(?:jeg|vi|IT|arbejdet|processen|projektet|der|alt) )(?=\S+)"
    r"(?:(?:er|har) (?=gået|kørt|sat))?"
)
_TILL = re.compile(r"(?i)\bfra(?: den| d)?\s*⟦d\d+⟧\s*(?:til|–|-)(?: den| d)?\s*⟦d(\d+)⟧")
_PAST = re.compile(r"(?i)\b(?:blev|sendte|har|gjorde|var|fik|er blevet)\b")
#: what has been done, whenever it was; "færdig i dag" may be either
_SETTLED = re.compile(
    r"(?i)\b(?:gjort|klaret|afsluttet|sendt|lavet|ordnet|afleveret|leveret|svaret|done)\b"
)
_FINISHED = re.compile(r"(?i)\b(?:færdig\w*|klar|på plads|i hus|i mål)\b")
#: what the date was is no wish for another
_WAS_DUE = re.compile(r"(?i)\b(?:frist\w*|tidsfrist\w*|deadline|datoen)\b.*\bvar\b")
#: with a day it is still to come: "bliver sendt", "er sendt senest", "har den sendt på fredag"
_TO_COME = re.compile(
    r"(?i)\b(?:forvent\w*|regner|satser|sigter|planlægger|planlagt|stiler|lover|beregner|når|nå"
    r"|bliver|blive|vil|skal|kan|først|senest|inden|tidligst|ikke før|være|få|får|løbet"
    r"|omkring|ca|indtil|have|will|be|by|before|expect|til(?: den| d)? ⟦d\d+⟧"
    r"|har (?:(?:jeg|vi) )?(?:den|det|dem|opgaven|⟦i\d+⟧)(?! ⟦))"
)
_NO_TIME = re.compile(r"(?i)\b(?:når|nåede|nå)\b.*\bikke\b|\bikke\b.*\b(?:nå|nået|haft tid)\b")
#: "stadig i gang" only sounds like a hindrance
_STILL = re.compile(
    r"(?i)\b(?:stadig(?:væk)?|fortsat)(?= (?:i gang|i fuld gang|undervejs"
    r"|på sagen))"
)


def given_away(phrase: Phrase) -> Frame | None:
    """Not the writer's, or somebody else's."""
    clause = phrase.clause
    if anywhere("not_alone").search(phrase.text):
        return Frame(clause, Mood.UNSURE)
    for words in phrase.forms:
        handed = pointed(words)
        if handed is not None and _NOT.search(words.removesuffix("ikke mig")):
            return Frame(clause, Mood.UNSURE)
        if handed is not None:
            return Frame(clause, Verb.DECLINE, to=handed.to)
    if whole("decline").fullmatch(phrase.core):
        return Frame(clause, Verb.DECLINE, to=_named_after(phrase.core))
    return None


def _named_after(words: str) -> str | None:
    """Give who is named in the same breath: "ikke mig spørg …"."""
    match = _NOT_ME.search(words)
    handed = pointed(words[match.end() :]) if match else None
    return handed.to if handed else None


def held_up(phrase: Phrase) -> Frame | None:
    """Waiting for others."""
    forms = (compiled(_SUBJECT).sub("", words) for words in phrase.forms if words)
    if not any(whole("block").fullmatch(words) for words in forms):
        return None
    is_over = _NO_LONGER.search(phrase.text)
    return Frame(phrase.clause, Mood.UNSURE if is_over else Verb.BLOCK)


def moved(phrase: Phrase) -> Frame | None:
    """To another day; without a day it is only a wish."""
    clause, text = phrase.clause, phrase.text
    if anywhere("not_postponed").search(text) or _WAS_DUE.search(text):
        return Frame(clause, Mood.UNSURE)
    if clause.is_reason:
        return None
    wishes = anywhere("postpone").search(text)
    if not clause.dates:
        return Frame(clause, Mood.NO_DATE) if wishes else None
    near, when = side_by_side(text), _meant(phrase)
    if anywhere("only_then").search(near):
        return Frame(clause, Verb.POSTPONE, when)
    if anywhere("not_then").search(near):
        return Frame(clause, Mood.NOT_DONE if _NOT.search(text) else Mood.UNSURE)
    if wishes:
        return Frame(clause, Verb.POSTPONE, when)
    if not _is_promise(phrase, near):
        return None
    is_hindered = anywhere("not_done").search(text)
    return Frame(clause, Mood.NOT_DONE) if is_hindered else Frame(clause, Verb.POSTPONE, when)


def _is_promise(phrase: Phrase, near: str) -> bool:
    if all(date.is_past for date in phrase.clause.dates):
        return False
    if not re.search(r"\w", EDGE_ITEM.sub("", DATE_WORDS.sub("", near))):  # "senest fredag": what?
        return False
    if _is_behind(phrase):
        return False
    return bool(whole("promise").fullmatch(EDGE_ITEM.sub("", near).strip()))


def _is_behind(phrase: Phrase) -> bool:
    """Whether the day is when it was done: "sendt i dag", "er sendt mandag"."""
    ahead = _ahead(phrase)
    may_be = _FINISHED.search(phrase.text) if ahead and ahead.is_today else None
    has_been = _SETTLED.search(phrase.text) or may_be
    return bool(has_been) and not _TO_COME.search(phrase.text)


def _meant(phrase: Phrase) -> When:
    """The one date ahead; of "fra … til …" the second; two that compete are none."""
    order = [int(number) for number in re.findall(r"⟦d(\d+)⟧", phrase.text)]
    till = _TILL.search(phrase.text)
    if till:
        return phrase.clause.dates[order.index(int(till[1]))]
    if re.search(r"⟦d\d+⟧\s*eller\b", phrase.text):
        return When()
    ahead = {date for date in phrase.clause.dates if not date.is_past}
    if len(ahead) > 1 or not order:
        return When()
    return ahead.pop() if ahead else phrase.clause.dates[-1]


def done_or_taken(phrase: Phrase) -> Frame | None:
    """Done, or taken on; with anything against it, neither."""
    clause = phrase.clause
    if whole("closing").fullmatch(phrase.core) and not anywhere("not_done").search(phrase.core):
        return Frame(clause, Verb.FINISH)
    if any(whole("accept").fullmatch(words) for words in phrase.forms):
        return _taken(phrase)
    made = any(whole("made_it").fullmatch(words) for words in phrase.forms)
    if made or anywhere("done").search(phrase.core):
        return _done(phrase)
    return Frame(clause, Mood.NOT_DONE) if _NO_TIME.search(phrase.text) else None


def _done(phrase: Phrase) -> Frame:
    clause, core = phrase.clause, phrase.core
    of_something_else = compiled(r"(?<![\w⟦])DONE DONEWITH(?!\w)|(?:til|hos) WHO$")
    if of_something_else.search(core):
        return Frame(clause, Mood.UNSURE)
    if compiled(r"færdige?t? med (?!(?:IT)(?:TIME)$)").search(core):  # with something of it
        return Frame(clause, Mood.UNSURE)
    if anywhere("not_done").search(core):
        return Frame(clause, Mood.NOT_DONE)
    is_later = anywhere("later").search(DATE_WORDS.sub("", core))
    ahead = _ahead(phrase)
    if ahead is not None and not _PAST.search(phrase.text):
        said = _done_when(phrase, ahead, bool(is_later))
        return Frame(clause, said, ahead if said is Verb.POSTPONE else None)
    return Frame(clause, Mood.NOT_DONE if is_later else Verb.FINISH)


def _done_when(phrase: Phrase, ahead: When, is_later: bool) -> Verb | Mood:
    """Tell: "sendt i dag" is done, "færdig på fredag" is not yet, "sendt fredag" may be either."""
    will_be = re.search(r"(?i)\b(?:færdig\w*|i mål|i hus|på plads|done)\b", phrase.text)
    if is_later or (ahead.is_today and will_be):
        return Mood.UNSURE
    if ahead.is_today:
        return Verb.FINISH
    return Verb.POSTPONE if will_be else Mood.UNSURE


def _taken(phrase: Phrase) -> Frame:
    clause, ahead = phrase.clause, _ahead(phrase)
    if anywhere("not_done").search(_STILL.sub("", phrase.core)):
        return Frame(clause, Mood.NOT_DONE)
    if ahead is None or anywhere("starting").search(phrase.text):  # a day to begin is no due date
        return Frame(clause, Verb.ACCEPT)
    if anywhere("taking").search(phrase.text):
        return Frame(clause, Verb.ACCEPT, ahead)
    return Frame(clause, Verb.POSTPONE, ahead)


def _ahead(phrase: Phrase) -> When | None:
    return next((date for date in phrase.clause.dates if not date.is_past), None)
