"""The Danish sentences that cards and mails must say alike."""

from collections.abc import Sequence
from datetime import date

from bot.domain.notices import Assignment, Outcome, Reminder, Seat
from bot.domain.verbs import Verb
from bot.domain.wording import deadline, long_date

#: how one may answer in words; the dates are examples
HELP = (
    "Skriv fx »færdig«, »i gang«, »udsæt til 1/6«, »ikke mig« eller »sidder fast«.",
    "Har du flere opgaver, så skriv nummeret med: »1 færdig, 2 udsæt til 1/6«.",
    "»Mine« viser, hvad du har åbent, og »fortryd« tager det seneste tilbage.",
    "»Pause til 1/8« giver ro indtil da, »stop« stopper beskederne, og »start« giver dem igen.",
)
HELP_TEXT = " ".join(HELP)

HOW_TO_ANSWER = "Du kan også skrive »færdig« eller »udsæt til 1/6«."
HOW_TO_STOP = "Skriv »stop«, hvis du ikke vil have beskeder fra Bolden, eller »pause til 1/8«."
HOW_TO_UNDO = "Skriv »fortryd«, hvis jeg tog fejl."
HOW_SEATS_ARE_GIVEN = "Melder flere sig, end der er pladser, får hver kommune én først."
WORD_WHEN_FREE = "Du får besked, hvis der bliver en plads."
NOTHING_OPEN = "Du har ikke noget åbent."

_ABOUT = {
    Verb.FINISH: "Noteret: {about} er meldt færdig.",
    Verb.ACCEPT: "Noteret: {about} er i gang.",
    Verb.DECLINE: "Noteret: {about} er ikke din. Referenten finder en anden.",
    Verb.BLOCK: "Noteret: {about} sidder fast.",
    Verb.QUESTION: "Om {about}: Se citatet i referatet, og spørg ellers referenten.",
    Verb.TAKE: "Noteret: du har {about}.",
    Verb.UNDO: "Fortrudt: {about} står som før.",
    Verb.VOLUNTEER: "Du er meldt til {about}.",
    Verb.MAYBE: "Du står som måske til {about}.",
    Verb.WITHDRAW: "Du er meldt fra {about}.",
    Verb.CLOSE_GROUP: "{about} er lukket for tilmelding.",
    Verb.FRAME: "Pladser og frist for {about} er gemt.",
    Verb.NOTE: "Din besked er sendt til alle i {about}.",
    Verb.SEND_ROSTER: "Deltagerlisten for {about} er på vej til dig med mail.",
    Verb.EDIT: "{about} er rettet.",
    Verb.DROP: "{about} er fjernet.",
    Verb.ADD: "{about} er tilføjet.",
    Verb.MERGE: "To opfølgninger er samlet til {about}.",
    Verb.ASK: "Jeg er ikke sikker på, hvad du mener om {about}, så intet er ændret.",
}

_PLAIN = {
    Verb.QUESTION: "Se referatet, og spørg ellers referenten.",
    Verb.UNDO: "Det seneste er fortrudt.",
    Verb.APPROVE: "Referatet er godkendt, og beskederne bliver sendt.",
    Verb.APPROVE_SURE: "De sikre opfølgninger er godkendt, og beskederne bliver sendt.",
    Verb.PAGE: "Her er den side, du bad om.",
    Verb.NOTE: "Din besked er sendt til alle i gruppen.",
    Verb.SEND_ROSTER: "Deltagerlisten er på vej til dig med mail.",
    Verb.OPT_OUT: "Du får ikke flere beskeder. Skriv »start«, hvis du vil have dem igen.",
    Verb.PAUSE: "Dine beskeder er sat på pause.",
    Verb.RESUME: "Du får beskeder igen.",
    Verb.HELP: HELP_TEXT,
    Verb.STATUS: "Her er din status.",
    Verb.ASK: "Jeg er ikke sikker på, hvad du mener, så intet er ændret.",
}

_CHANGES_NOTHING = frozenset({Verb.UNDO, Verb.QUESTION, Verb.HELP, Verb.STATUS, Verb.ASK})


def outcome_sentence(outcome: Outcome) -> str:
    """Tell in one line what was understood and done, or why it was not."""
    about = quoted(outcome.about) if outcome.about else None
    if outcome.refusal:
        return f"{about} er ikke ændret: {outcome.refusal}" if about else outcome.refusal
    return _with_detail(outcome, about) or _plainly(outcome.verb, about)


def _with_detail(outcome: Outcome, about: str | None) -> str | None:
    """The verbs whose sentence names a date or a person."""
    what = about or "opgaven"
    if outcome.verb is Verb.POSTPONE and outcome.due:
        return f"Noteret: fristen for {what} er nu {long_date(outcome.due)}."
    if outcome.verb is Verb.PAUSE and outcome.due:
        return f"Du får ingen beskeder før {long_date(outcome.due)}."
    if outcome.verb is Verb.DECLINE and outcome.to:
        return f"Noteret: {what} er givet videre til {outcome.to}."
    if outcome.verb is Verb.QUESTION and outcome.to:
        return f"Om {what}: Se citatet i referatet, og spørg ellers {outcome.to}."
    if outcome.verb is Verb.VOLUNTEER and outcome.waiting:
        return f"Du står som nr. {outcome.waiting} på ventelisten til {what}."
    if outcome.verb is Verb.EDIT and outcome.to:
        return f"{what[:1].upper()}{what[1:]} er givet til {outcome.to}."
    return None


def _plainly(verb: Verb, about: str | None) -> str:
    if verb in _PLAIN and (about is None or verb not in _ABOUT):
        return _PLAIN[verb]
    sentence = _ABOUT.get(verb, "Noteret: {about}.").format(about=about or "opgaven")
    return sentence[:1].upper() + sentence[1:]


def undo_hint(outcomes: Sequence[Outcome]) -> str | None:
    """How to take it back, where anything was changed."""
    changed = any(o.refusal is None and o.verb not in _CHANGES_NOTHING for o in outcomes)
    return HOW_TO_UNDO if changed else None


def turnout(joined: int, perhaps: int) -> str:
    """Say how many have joined a group; who may join has not."""
    return f"{joined} er med" + (f", {perhaps} måske" if perhaps else "")


def room(seats: int | None, taken: int, closes_on: date | None) -> str:
    """Say how many seats a group has and how long one may join; nothing where neither is set."""
    said = []
    if seats is not None:
        free = seats - taken
        said.append(
            f"{seats} {'plads' if seats == 1 else 'pladser'}, "
            + (f"{free} {'ledig' if free == 1 else 'ledige'}" if free > 0 else "ingen ledige")
        )
    if closes_on is not None:
        said.append(f"tilmelding senest {long_date(closes_on)}")
    text = " · ".join(said)
    return text[:1].upper() + text[1:]


def note_sent(count: int) -> str:
    """Say that a note to a group is on its way."""
    return f"Din besked er på vej til {count} i gruppen."


def where_you_stand(notice: Seat) -> str:
    """Say whether somebody is in a group, or where on its waiting list."""
    group = quoted(notice.name)
    if notice.seated:
        return f"Der er plads til dig: Du er med i {group}."
    if notice.place:
        return f"Du står som nr. {notice.place} på ventelisten til {group}."
    return f"Du er ikke længere meldt til {group}."


def pointed_to(name: str) -> str:
    """Say whom somebody named instead of themselves."""
    return f"Peger på: {shortened(name, 120)}."


def why_you(notice: Assignment | Reminder) -> str:
    """Say why this person gets the notice."""
    if isinstance(notice, Assignment) and notice.handed_over_by:
        return f"Du får beskeden, fordi {notice.handed_over_by} har peget på dig."
    behalf = next((task.behalf for task in notice.tasks if task.behalf), None)
    if behalf and all(task.behalf for task in notice.tasks):
        return f"Du får beskeden, fordi du er kontaktperson for {behalf}."
    if behalf:
        return f"Du får beskeden, fordi referatet nævner dig og {behalf}."
    if notice.occasion.is_noted:
        return "Du får beskeden, fordi opgaven er noteret til dig i Teams."
    return "Du får beskeden, fordi referatet nævner dig."


def due_line(due: date | None, words: str | None, overdue: bool = False) -> str:
    """Say by when, and in words where that day has passed: colour alone tells too few."""
    if due is None and words is None:
        return "Ingen frist"
    return f"Frist: {deadline(due, words)}" + (" – fristen er overskredet" if overdue else "")


def certainty(confidence: float) -> str:
    """Put the reader's confidence in words."""
    if confidence >= 0.9:
        return "sikker"
    return "ret sikker" if confidence >= 0.5 else "usikker"


def quoted(text: str, limit: int = 120) -> str:
    """Give »text« on one line, cut at a word where it is long."""
    return f"»{shortened(text, limit)}«"


def shortened(text: str, limit: int) -> str:
    """Cut at a word, with "…" where something is missing."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    kept = line[:limit]
    return f"{kept.rsplit(' ', 1)[0] if ' ' in kept else kept[:-1]}…"
