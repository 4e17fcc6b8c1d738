"""What stands apart from the work: commands, absence, doubt and questions."""

import re

from bot.domain.verbs import Verb
from handlers.replies.lexicon import anywhere, compiled, whole
from handlers.replies.saying import DATE_WORDS, EDGE_ITEM, Frame, Mood, Phrase

_HEADING = re.compile(r"(?:⟦i\d+⟧[\s:.,)–-]*)+")
INCLUSIVE = re.compile(r"(?i)(?:til og med|t\.?o\.?m\.?|tom|til og m\.?)(?: den| d)? ⟦d")
_UNTIL = re.compile(
    r"(?i)(?:til|indtil|frem til|efter|før|tidligst|tilbage|igen|først)(?: på)?"
    r"(?: den| d| og med| i)*\s*⟦d(\d+)⟧"
)
#: somebody else is away
_OF_ANOTHER = (
    r"(?:han|hun|de|som|der|vedkommende|(?:min|vores) \w+|WHO|\w+(?:en|et|ne))"
    r" (?:\w+ )?(?:er|har|holder|kommer|vender|går|bliver|skal)\b"
)
_BACK = r"(?<!\w)BACK(?: (?:igen|først|på|den|d|i|fra|på arbejde))*\s*⟦d\d+⟧"
#: negations that belong to being away
_AWAY_ITSELF = re.compile(
    r"(?i)ikke på (?:arbejde|kontoret)|ikke til stede|skriv ikke"
    r"|ingen beskeder"
)
_COMMANDS = (
    ("opt_out", Verb.OPT_OUT),
    ("resume", Verb.RESUME),
    ("status", Verb.STATUS),
    ("help", Verb.HELP),
)
_HV_WORD = re.compile(r"(?i)(?:hvad|hvem|hvor\w*|hvilke[nt]?|hva) ")
#: "har jeg sendt", "skal jeg nok" state; "skal jeg sende …" asks
_STATES = re.compile(
    r"(?i)(?:skal|har|er|var|vil|kan|må|bliver) (?:jeg|vi)\b"
    r"(?! (?:den|det|sende|gøre|lave|have|være|selv|vide|finde|se|få)\b)"
)

#: a question about a day, or about who does what by then; it wishes for no other
_NO_WISH = re.compile(
    r"(?i)er det(?: (?:på|til|den|d|i|om))* ⟦d\d+⟧"
    r"|(?:kan|kunne|vil|må|skal) (?:du|I) (?:.* )?(?:sende|aflevere|klare|nå|gøre|svare)\b.*"
    r"|skal jeg (?:.* )?(?:sende|aflevere|klare|nå|gøre|svare)\b.*"
)


def commanded(phrase: Phrase) -> Frame | None:
    """Stop, fortryd, status, hjælp – and a clause that is only a number."""
    clause = phrase.clause
    if _HEADING.fullmatch(phrase.text):
        # a tick beside a number says that it is done
        return Frame(clause, Verb.FINISH if phrase.has_tick else Mood.HEADING)
    if clause.is_reason:
        return None
    if any(whole("undo").fullmatch(words) for words in phrase.forms if words):
        return Frame(clause, Verb.UNDO)
    if clause.items:  # "stop 2", "status på 1": nobody knows
        return None
    for table, verb in _COMMANDS:
        if whole(table).fullmatch(phrase.text):
            return Frame(clause, verb)
    return None


def absent(phrase: Phrase) -> Frame | None:
    """Away until a day, or away without one."""
    clause, text = phrase.clause, phrase.text
    is_away = anywhere("absence").search(text) or anywhere("quiet").search(text)
    is_back = compiled(_BACK).search(text)
    if not (is_away or is_back) or anywhere("postpone").search(text):
        return None
    if compiled(_OF_ANOTHER).match(text):
        return Frame(clause, Mood.OTHER)
    if not clause.dates or clause.items:
        return Frame(clause, Mood.AWAY) if is_away else None
    until, last = _UNTIL.search(text), clause.dates[-1]
    if not (until or is_back or last.more_days or last.more_months or last.is_span):
        return Frame(clause, Mood.UNSURE)
    if anywhere("not_done").search(_AWAY_ITSELF.sub("", DATE_WORDS.sub("", text))):
        return Frame(clause, Mood.UNSURE)
    is_inclusive = bool(INCLUSIVE.search(text)) or (last.is_span and not until and not is_back)
    return Frame(clause, Verb.PAUSE, last, is_inclusive=is_inclusive)


def doubtful(phrase: Phrase) -> Frame | None:
    """A hedge or a condition, or a task that is no longer wanted."""
    clause, text = phrase.clause, phrase.text
    if clause.is_reason:
        return None
    if anywhere("no_longer_relevant").search(text):
        return Frame(clause, Mood.UNSURE)
    if not anywhere("doubt").search(text) or whole("may_i").fullmatch(text):
        return None
    if whole("courtesy").fullmatch(text):
        return None
    is_question = whole("question").fullmatch(phrase.core)
    if is_question and not (clause.dates or clause.items) and asks_by_form(phrase):
        return Frame(clause, Verb.QUESTION)
    return Frame(clause, Verb.QUESTION if clause.asks and is_question else Mood.UNSURE)


def asked(phrase: Phrase) -> Frame | None:
    """A question; one that only asks for another date is no question."""
    clause, text = phrase.clause, phrase.text
    if clause.is_reason:
        return None
    near = EDGE_ITEM.sub("", side_by_side(text)).strip()
    said = " ".join(clause.text.split()).strip(" ?!.")
    if clause.dates and whole("may_i").fullmatch(near) and not _NO_WISH.fullmatch(said):
        is_request = clause.asks or not re.match(r"(?i)(?:er|skal|vil) ", near)
        if is_request:
            return Frame(clause, Verb.POSTPONE, clause.dates[-1])
    if whole("question").fullmatch(phrase.core) and (clause.asks or asks_by_form(phrase)):
        return Frame(clause, Verb.QUESTION)
    return Frame(clause, Mood.UNSURE) if clause.asks else None


def asks_by_form(phrase: Phrase) -> bool:
    """Whether the words ask without a question mark; "er i gang", "kan lukkes" do not."""
    text = phrase.text
    if whole("closing").fullmatch(text) or phrase.clause.dates or text.startswith("⟦"):
        return bool(_HV_WORD.match(text))
    # "så er den færdig" only looks like a question once its first word is gone
    starts = phrase.clause.text.lower().startswith(text.split()[0].lower())
    return (starts or bool(_HV_WORD.match(text))) and not _STATES.match(text)


def side_by_side(text: str) -> str:
    """Two dates side by side read as one: "på fredag, ⟦d⟧"."""
    return re.sub(r"(⟦d\d+⟧)(?:\s*,?\s*(?:i|d|den)?\s*⟦d\d+⟧)+", r"\1", text)
