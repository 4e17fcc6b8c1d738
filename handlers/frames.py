"""What one clause says: a verb with its date or person, or that it settles nothing."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.verbs import Verb
from handlers.clauses import Clause
from handlers.lexicon import IT, WHO, anywhere, compiled, joined, whole
from handlers.pointing import pointed
from handlers.reply_dates import When


class Mood(StrEnum):
    """What a clause is that asks for nothing by itself."""

    #: a greeting, thanks
    COURTESY = "courtesy"
    #: not there yet: alone it settles nothing, with a new date or a hindrance it does
    NOT_DONE = "not done"
    #: somebody is away, without a day
    AWAY = "away"
    #: a hedge, a condition, something against what was said
    UNSURE = "unsure"
    #: nothing that is known
    OTHER = "other"
    #: it only names an item
    HEADING = "heading"


@dataclass(frozen=True)
class Frame:
    """A clause and what it says."""

    clause: Clause
    said: Verb | Mood
    when: When | None = None
    to: str | None = None
    #: "til og med": the day itself still counts
    is_inclusive: bool = False


_FILLERS = re.compile(rf"(?i)(?<![\w⟦]){joined('fillers')}(?![\w⟧])")
_DATE = re.compile(r"⟦d\d+⟧")
_DATE_WORDS = re.compile(
    r"(?i)(?:\s*\b(?:senest|inden|til|på|i|den|d|fra|ved|om|omkring|ca|cirka|og|indtil|frem til)\b)*\s*⟦d\d+⟧"
)
_HEADING = re.compile(r"(?:⟦i\d+⟧[\s:.,)–-]*)+")
_EDGE_ITEM = re.compile(
    r"(?i)^⟦i\d+⟧[\s:.,)–-]*|(?:\s*\b(?:med|på|om|ad|ved|for|vedr|angående|til|i)\b)*\s*⟦i\d+⟧$"
)
_TICK = re.compile(r"[✅✔☑]")
_EMOJI = re.compile(
    r"[\U0001F000-\U0001FAFF\u2190-\u23FF\u25A0-\u26FF\u2700-\u2704\u2706-\u2713\u2715-\u27BF]"
)
_TIME = (
    r"(?: (?:i (?:går|forgårs|dag|morges|aftes|formiddags|eftermiddags|\w+dags|sidste uge|sidste måned|denne uge)|sidste \w+"
    r"|tidligere.*|for .{2,20} siden|forleden|her til morgen|d|den|⟦d\d+⟧|alt|på mail|pr mail|via \w+|inden fristen|til tiden"
    r"|til alle(?: \w+)?|til IT|til (?:rette vedkommende|kommunerne|\w+(?:et|en|erne))|rundt|afsted|ud|ind|og (?:gjort|klaret|sendt|færdig|afsluttet)))*"
)
_AUX = r"(?:er|blev|er blevet|har|har fået|fik|is|are|has been|was|have|i have|i've)"
_MADE = compiled(
    rf"(?:(?:(?:jeg|vi) )?(?:{_AUX} )?(?:(?:jeg|vi) )?(?:{IT} )?(?:{_AUX} )?(?:(?:jeg|vi) )?(?:fået )?{joined('made')}(?: {IT})?"
    rf"|(?:{IT} )?(?:(?:jeg|vi) )?(?:{IT} )?(?:sendte|lavede|bookede|skrev|bestilte|oprettede|leverede|afleverede|indsendte|gjorde|klarede"
    rf"|ordnede|løste|afsluttede|uploadede|delte|fiksede)(?: (?:jeg|vi))?(?: {IT})?){_TIME}"
)
_DONE_WITH = re.compile(rf"(?i)(?<![\w⟦]){joined('done')} {joined('done_with')}(?!\w)")
_INCLUSIVE = re.compile(r"(?i)(?:til og med|t\.?o\.?m\.?|tom|til og m\.?)(?: den| d)? ⟦d")
_UNTIL = re.compile(
    r"(?i)(?:til|indtil|frem til|efter|før|tidligst|tilbage|igen|først)(?: på)?(?: den| d| og med| i)*\s*⟦d(\d+)⟧"
)
_BACK = compiled(
    rf"(?<!\w)(?:{joined('back')})(?: (?:igen|først|på|den|d|i|fra|på arbejde))*\s*⟦d\d+⟧"
)
_OPENING = compiled(
    r"^(?:(?:jeg|vi|IT|arbejdet|processen|projektet|der|alt) )(?=\S+)(?:(?:er|har) (?=gået|kørt|sat))?"
)
_TO_NAME = compiled(rf"(?:til|hos) {WHO}$")


def frame(clause: Clause) -> Frame:
    """Say what the clause says."""
    text = bare(clause.text)
    if not text:
        mood = Mood.HEADING if clause.items is not None else Mood.COURTESY
        return Frame(clause, _only_marks(clause, mood))
    for attempt in (_commands, _absence, _doubtful, _asking, _giving_away, _moving, _finishing):
        found = attempt(clause, text, _core(text))
        if found is not None:
            return found
    if whole("courtesy").fullmatch(text):
        return Frame(clause, Mood.COURTESY)
    return Frame(clause, Mood.OTHER)


def bare(text: str) -> str:
    """The words without fillers, emoji and edges."""
    if _TICK.search(text) and not re.search(r"\w", re.sub(r"⟦\w+⟧", "", text)):
        return ""
    text = _EMOJI.sub(" ", _TICK.sub(" ", text))
    text = re.sub(r"(?i):-?[)(DP]|;-?\)|[\"()*_~]", " ", text)
    short = _FILLERS.sub(" ", text)
    short = re.sub(
        r"(?i)^\s*(?:(?:og|så|men|dog|ja|nej)[\s,]+)+(?=\w|⟦)", "", short.strip(" ,.:;!–-")
    )
    return " ".join((short if re.search(r"\w", short) else text).split()).strip(" ,.:;!–-")


def _core(text: str) -> str:
    """The same without the date and without the item at its edges."""
    return " ".join(_EDGE_ITEM.sub("", _DATE_WORDS.sub("", text).strip()).split()).strip(" ,.:;–-")


def _only_marks(clause: Clause, otherwise: Mood) -> Verb | Mood:
    """A tick beside a number says that it is done; alone it may be a mere nod."""
    return Verb.FINISH if _TICK.search(clause.text) and clause.items else otherwise


def _commands(clause: Clause, text: str, core: str) -> Frame | None:
    if _HEADING.fullmatch(text):
        return Frame(clause, _only_marks(clause, Mood.HEADING))
    if clause.is_reason:
        return None
    for table, verb in (
        ("opt_out", Verb.OPT_OUT),
        ("undo", Verb.UNDO),
        ("status", Verb.STATUS),
        ("help", Verb.HELP),
    ):
        if whole(table).fullmatch(text):
            if verb in (Verb.STATUS, Verb.HELP, Verb.OPT_OUT) and clause.items:
                continue
            return Frame(clause, verb)
        if verb is Verb.UNDO and core and whole(table).fullmatch(core):
            return Frame(clause, verb)
    return None


def _absence(clause: Clause, text: str, core: str) -> Frame | None:
    is_away = anywhere("absence").search(text)
    is_back = _BACK.search(text)
    is_quiet = anywhere("quiet").search(text)
    if not (is_away or is_back or is_quiet) or anywhere("postpone").search(text):
        return None
    if not clause.dates or clause.items:
        return Frame(clause, Mood.AWAY) if is_away or is_quiet else None
    until = list(_UNTIL.finditer(text))
    last = clause.dates[-1]
    if not (until or is_back or last.more_days or last.more_months or last.is_span):
        return Frame(clause, Mood.UNSURE)
    if anywhere("not_done").search(
        _DATE_WORDS.sub("", text)
        .replace("ikke på arbejde", "")
        .replace("ikke på kontoret", "")
        .replace("ikke til stede", "")
        .replace("skriv ikke", "")
    ):
        return Frame(clause, Mood.UNSURE)
    is_inclusive = bool(_INCLUSIVE.search(text)) or (last.is_span and not until and not is_back)
    return Frame(clause, Verb.PAUSE, last, is_inclusive=is_inclusive)


def _doubtful(clause: Clause, text: str, core: str) -> Frame | None:
    if clause.is_reason:
        return None
    if anywhere("no_longer_relevant").search(text):
        return Frame(clause, Mood.UNSURE)
    if (
        whole("question").fullmatch(core)
        and not clause.dates
        and not clause.items
        and "?" not in text
    ):
        return None
    if (
        anywhere("doubt").search(text)
        and not whole("may_i").fullmatch(text)
        and not whole("courtesy").fullmatch(text)
    ):
        return Frame(
            clause,
            Verb.QUESTION if clause.asks and whole("question").fullmatch(core) else Mood.UNSURE,
        )
    return None


def _asking(clause: Clause, text: str, core: str) -> Frame | None:
    if clause.is_reason:
        return None
    if clause.dates and whole("may_i").fullmatch(_join_dates(text)):
        if clause.asks or not re.match(r"(?i)(?:er|skal|vil) ", text):
            return Frame(clause, Verb.POSTPONE, clause.dates[-1])
    if whole("question").fullmatch(core) and (clause.asks or _asks_by_form(clause, text)):
        return Frame(clause, Verb.QUESTION)
    if clause.asks:
        return Frame(clause, Mood.UNSURE)
    return None


def _asks_by_form(clause: Clause, text: str) -> bool:
    """Whether the words ask without a question mark; "er i gang", "kan lukkes" do not."""
    if whole("closing").fullmatch(text) or _DATE.search(text):
        return bool(re.match(r"(?i)(?:hvad|hvem|hvor\w*|hvilke[nt]?|hva) ", text))
    if text.startswith("⟦"):
        return False
    # "så er den færdig" only looks like a question once its first word is gone
    return clause.text.lower().startswith(text.split()[0].lower()) and not re.match(
        r"(?i)(?:skal|har|er|var|vil|kan|må|bliver) (?:jeg|vi)\b"
        r"(?! (?:den|det|sende|gøre|lave|have|være|selv|vide|finde|se|få)\b)",
        text,
    )


def _giving_away(clause: Clause, text: str, core: str) -> Frame | None:
    if anywhere("not_alone").search(text):
        return Frame(clause, Mood.UNSURE)
    if whole("decline").fullmatch(core):
        return Frame(clause, Verb.DECLINE)
    for words in (text, core):
        handed = pointed(words)
        if handed is not None:
            if re.search(r"(?i)\b(?:ikke|aldrig)\b", words):
                return Frame(clause, Mood.UNSURE)
            return Frame(clause, Verb.DECLINE, to=handed.to)
    if any(whole("block").fullmatch(_OPENING.sub("", words)) for words in (text, core) if words):
        if re.search(r"(?i)\bikke (?:længere|mere)\b", text):
            return Frame(clause, Mood.UNSURE)
        return Frame(clause, Verb.BLOCK)
    return None


def _moving(clause: Clause, text: str, core: str) -> Frame | None:
    if anywhere("not_postponed").search(text):
        return Frame(clause, Mood.UNSURE)
    asks = anywhere("postpone").search(text)
    if not clause.dates:
        return Frame(clause, Mood.UNSURE) if asks and not clause.is_reason else None
    when, joined_text = _meant(clause, text), _join_dates(text)
    if clause.is_reason:
        return None
    if anywhere("only_then").search(joined_text):
        return Frame(clause, Verb.POSTPONE, when)
    if anywhere("not_then").search(joined_text):
        return Frame(clause, Mood.NOT_DONE if "ikke" in text.lower() else Mood.UNSURE)
    if asks:
        return Frame(clause, Verb.POSTPONE, when)
    is_past = all(date.is_past for date in clause.dates)
    if is_past or not whole("promise").fullmatch(_EDGE_ITEM.sub("", joined_text).strip()):
        return None
    if anywhere("not_done").search(text):
        return Frame(clause, Mood.NOT_DONE)
    return Frame(clause, Verb.POSTPONE, when)


def _meant(clause: Clause, text: str) -> When:
    """Of several dates the one after "til"; else the last."""
    if re.search(r"(?i)⟦d\d+⟧\s*(?:eller|/)", text):
        return When()
    found = re.search(r"(?i)\btil(?: den| d| på)?\s*⟦d(\d+)⟧", text)
    order = [int(number) for number in re.findall(r"⟦d(\d+)⟧", text)]
    if found and int(found[1]) in order:
        return clause.dates[order.index(int(found[1]))]
    distinct = {date for date in clause.dates if not date.is_past}
    return clause.dates[-1] if len(distinct) <= 1 else When()


def _join_dates(text: str) -> str:
    """Two dates side by side read as one: "på fredag ⟦d⟧ uge 20"."""
    return re.sub(r"(⟦d\d+⟧)(?:\s*,?\s*(?:i|d|den)?\s*⟦d\d+⟧)+", r"\1", text)


def _finishing(clause: Clause, text: str, core: str) -> Frame | None:
    if whole("closing").fullmatch(core) and not anywhere("not_done").search(core):
        return Frame(clause, Verb.FINISH)
    accepts = next((words for words in (core, text) if whole("accept").fullmatch(words)), None)
    if accepts is not None:
        return _if_nothing_against(clause, text, core, Verb.ACCEPT)
    is_done = anywhere("done").search(core) or _MADE.fullmatch(core) or _MADE.fullmatch(text)
    if is_done:
        return _if_nothing_against(clause, text, core, Verb.FINISH)
    if re.search(r"(?i)\b(?:når|nåede|nå)\b.*\bikke\b|\bikke\b.*\b(?:nå|nået|haft tid)\b", text):
        return Frame(clause, Mood.NOT_DONE)
    return None


def _if_nothing_against(clause: Clause, text: str, core: str, verb: Verb) -> Frame:
    if _DONE_WITH.search(core) or (verb is Verb.FINISH and _TO_NAME.search(core)):
        return Frame(clause, Mood.UNSURE)
    against = _without_subject(core)
    if anywhere("not_done").search(against):
        return Frame(clause, Mood.NOT_DONE)
    if verb is Verb.FINISH:
        later = anywhere("later").search(_DATE_WORDS.sub("", against))
        ahead = next((date for date in clause.dates if not date.is_past), None)
        if ahead is not None and not re.search(
            r"(?i)\b(?:blev|sendte|har|gjorde|var|fik|er blevet)\b", text
        ):
            return Frame(clause, Verb.POSTPONE, ahead) if not later else Frame(clause, Mood.UNSURE)
        return Frame(clause, Mood.NOT_DONE if later else verb)
    ahead = next((date for date in clause.dates if not date.is_past), None)
    if ahead is not None and not anywhere("starting").search(text):
        if not anywhere("taking").search(text):
            return Frame(clause, Verb.POSTPONE, ahead)
        return Frame(clause, verb, ahead)
    return Frame(clause, verb)


def _without_subject(core: str) -> str:
    """Leave out what only sounds like a hindrance: "stadig i gang", "fortsat i gang"."""
    return re.sub(
        r"(?i)\b(?:stadig(?:væk)?|fortsat)(?= (?:i gang|i fuld gang|undervejs|på sagen))", "", core
    )
