"""Who somebody names to act for them while they are away, and until when."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.verbs import Verb
from bot.domain.wording import MONTHS
from handlers.replies.asking import INCLUSIVE
from handlers.replies.clauses import Clause, cut
from handlers.replies.dates import mark_dates, with_stops
from handlers.replies.frames import frame
from handlers.replies.items import Marked
from handlers.replies.lexicon import each, whole
from handlers.replies.saying import Frame, Mood, phrase
from handlers.replies.settling import first_day_back
from handlers.replies.wording import plain

#: nobody names somebody in more words
LONGEST = 400
_LABEL = re.compile(r"(?i)(?<!\w)(afløser|vikar|stedfortræder|substitute)\s*[:=–-]\s+")
#: "fra 6. til 27. juli"
_SAME_MONTH = re.compile(
    rf"(?i)\b(?:fra )?(?:den |d\. ?)?(\d{{1,2}})\.?\s*(?:til|-|–)\s*(?:den |d\. ?)?(\d{{1,2}})\. ?"
    rf"({'|'.join(MONTHS)})"
)
_WEEKS = re.compile(r"(?i)\buge(?:rne)?\s*\d{1,2}\s*(?:-|–|og|til|\+|/)\s*(?:uge\s*)?\d{1,2}")
_FROM = re.compile(r"(?i)\b(?:fra|from)(?: den| d)? ⟦d")
_TILL = re.compile(r"(?i)\b(?:til|indtil|med|tom|t\.o\.m|until|to)(?: den| d)? ⟦d\d+⟧")


@dataclass(frozen=True)
class Substituting:
    """What was said of a substitute; a day that is not known is None."""

    #: as written; None where there is to be nobody any more
    to: str | None
    #: None: from now on
    starts_on: date | None = None
    #: the first day back
    until: date | None = None
    #: the writer is away and wants no messages meanwhile
    pauses: bool = False


@dataclass(frozen=True)
class _Period:
    starts_on: date | None
    until: date | None


def substituting(text: str, today: date) -> Substituting | None:
    """Give what the words say of a substitute; None where they say anything else."""
    if len(text) > LONGEST:
        return None
    spans = _WEEKS.search(text) is not None
    text = _SAME_MONTH.sub(r"fra \1. \3 til \2. \3", _LABEL.sub(r"min \1 er ", text))
    dated = mark_dates(plain(text), today, None)
    dated.text = with_stops(dated.text)
    frames = [frame(one) for one in cut(Marked(dated.text), dated)]
    said = [one for one in frames if not _is_courtesy(one)]
    if len(said) == 1 and _matches("no_substitute", said[0].clause):
        return Substituting(None)
    away = [one for one in said if _is_away(one)]
    named = [(one, who) for one in said if (who := _who(one, is_away=bool(away)))]
    if len(named) != 1 or len(away) > 1 or len(said) != len(away) + 1:
        return None
    entry, who = named[0]
    periods = [] if spans else [_period(one, today) for one in (entry, *away) if one.clause.dates]
    period = periods[0] if periods else _Period(None, None)
    return Substituting(who, period.starts_on, period.until, pauses=bool(away))


def _is_courtesy(entry: Frame) -> bool:
    words = phrase(entry.clause).text
    return entry.said is Mood.COURTESY or words.casefold() == "bolden"


def _is_away(entry: Frame) -> bool:
    if _who(entry, is_away=False):
        return False
    is_absent = entry.said is Verb.PAUSE or entry.said is Mood.AWAY
    return is_absent or (entry.said is Mood.UNSURE and _matches("away", entry.clause))


def _who(entry: Frame, *, is_away: bool) -> str | None:
    """Give who is named; "spørg Mette" names somebody only beside being away."""
    if entry.clause.asks or entry.clause.items:
        return None
    words = phrase(entry.clause).text
    for table in ("substitute", "ask_instead") if is_away else ("substitute",):
        for pattern in each(table):
            if match := pattern.fullmatch(words):
                return str(match["who"]).strip()
    return None


def _matches(table: str, clause: Clause) -> bool:
    return bool(whole(table).fullmatch(phrase(clause).text))


def _period(entry: Frame, today: date) -> _Period:
    """Give the days that a clause names; what is not clear is None."""
    clause = entry.clause
    text, last = phrase(clause).text, clause.dates[-1]
    is_till = bool(_TILL.search(text))
    is_inclusive = bool(INCLUSIVE.search(text)) or (last.is_span and not is_till)
    ending = Frame(clause, Verb.PAUSE, last, is_inclusive=is_inclusive)
    until = first_day_back(ending, today)
    if until is None:
        return _Period(None, None)
    if len(clause.dates) == 2 and _FROM.search(text):
        return _Period(clause.dates[0].after(today, today), until)
    if len(clause.dates) > 1 or _FROM.search(text):
        return _Period(None, None)
    if last.is_span and not is_till:
        return _Period(max(today, until - timedelta(days=7)), until)
    return _Period(None, until) if is_till else _Period(None, None)
