"""The sentences that cards and mails must say alike; the constants are said through `t`."""

from collections.abc import Sequence
from datetime import date

from bot.domain import mail_codes, standing_in, taken_back
from bot.domain.language import later, t, tn
from bot.domain.notices import Assignment, News, Occasion, Outcome, Reminder, Seat, Unreachable
from bot.domain.rhythm import CHOSEN, Rhythm
from bot.domain.verbs import Verb
from bot.domain.wording import deadline, long_date

#: how one may answer in words; the dates are examples
HELP = (
    later("Skriv fx »færdig«, »i gang«, »udsæt til 1/6«, »ikke mig« eller »sidder fast«."),
    later("Har du flere opgaver, så skriv nummeret med: »1 færdig, 2 udsæt til 1/6«."),
    later(
        "»Ikke mig, spørg Lars Holm« giver opgaven videre, og »Lars Holm er min afløser til 1/8« "
        "lader en anden svare for dig imens."
    ),
    later("»Mine« viser, hvad du har åbent, og »fortryd« tager det seneste tilbage."),
    later(
        "»Pause til 1/8« giver ro indtil da, »stop« stopper beskederne, og »start« giver dem igen."
    ),
    later("»Dagligt overblik«, »ugentligt overblik« og »intet overblik« styrer, hvor tit."),
    later("»Sprog« lader dig vælge et andet sprog."),
)

HOW_TO_ANSWER = later("Du kan også skrive »færdig« eller »udsæt til 1/6«.")
HOW_TO_STOP = later(
    "Skriv »stop«, hvis du ikke vil have beskeder fra Bolden, eller »pause til 1/8«."
)
HOW_TO_UNDO = later("Skriv »fortryd«, hvis jeg tog fejl.")
HOW_TO_LEAD = later(
    "Svar på denne mail, fx »6 pladser«, »sidste dag 1/5«, »skriv til alle: …« eller »luk gruppen«."
)
HOW_SEATS_ARE_GIVEN = later("Melder flere sig, end der er pladser, får hver kommune én først.")
WORD_WHEN_FREE = later("Du får besked, hvis der bliver en plads.")
NOTHING_OPEN = later("Du har ikke noget åbent.")

_ABOUT = {
    Verb.FINISH: later("Noteret: {about} er meldt færdig."),
    Verb.ACCEPT: later("Noteret: {about} er i gang."),
    Verb.DECLINE: later("Noteret: {about} er ikke din. Referenten finder en anden."),
    Verb.BLOCK: later("Noteret: {about} sidder fast."),
    Verb.QUESTION: later("Om {about}: Se citatet i referatet, og spørg ellers referenten."),
    Verb.TAKE: later("Noteret: du har {about}."),
    Verb.VOLUNTEER: later("Du er meldt til {about}."),
    Verb.MAYBE: later("Du står som måske til {about}."),
    Verb.WITHDRAW: later("Du er meldt fra {about}."),
    Verb.CLOSE_GROUP: later("{about} er lukket for tilmelding."),
    Verb.FRAME: later("Pladser og frist er gemt."),
    Verb.NOTE: later("Din besked er sendt til alle i {about}."),
    Verb.SEND_ROSTER: later("Deltagerlisten for {about} er på vej til dig med mail."),
    Verb.EDIT: later("{about} er rettet."),
    Verb.DROP: later("{about} er fjernet."),
    Verb.ADD: later("{about} er tilføjet."),
    Verb.MERGE: later("To opfølgninger er samlet til {about}."),
    Verb.ASK: later("Jeg er ikke sikker på, hvad du mener om {about}, så intet er ændret."),
}

_PLAIN = {
    Verb.QUESTION: later("Se referatet, og spørg ellers referenten."),
    Verb.APPROVE: later("Referatet er godkendt, og beskederne bliver sendt."),
    Verb.APPROVE_SURE: later("De sikre opfølgninger er godkendt, og beskederne bliver sendt."),
    Verb.PAGE: later("Her er den side, du bad om."),
    Verb.VIEW: later("Her er din status."),
    Verb.NOTE: later("Din besked er sendt til alle i gruppen."),
    Verb.SEND_ROSTER: later("Deltagerlisten er på vej til dig med mail."),
    Verb.OPT_OUT: later("Du får ikke flere beskeder. Skriv »start«, hvis du vil have dem igen."),
    Verb.PAUSE: later("Dine beskeder er sat på pause."),
    Verb.RESUME: later("Du får beskeder igen."),
    Verb.STATUS: later("Her er din status."),
    # said in the language that was chosen
    Verb.LANGUAGE: later("Fra nu af skriver jeg til dig på dansk."),
    Verb.ASK: later("Jeg er ikke sikker på, hvad du mener, så intet er ændret."),
}

_CHANGES_NOTHING = frozenset({Verb.UNDO, Verb.QUESTION, Verb.HELP, Verb.STATUS, Verb.ASK})
_CANNOT_BE_UNDONE = frozenset({Verb.NOTE, Verb.SEND_ROSTER})


def outcome_sentence(outcome: Outcome) -> str:
    """Tell in one line what was understood and done, or why it was not."""
    about = quoted(outcome.about) if outcome.about else None
    if outcome.refusal:
        why = t(outcome.refusal)
        return t("{about} er ikke ændret: {why}").format(about=about, why=why) if about else why
    if outcome.asks_for_language:
        return t("Hvilket sprog skal jeg skrive på? Svar fx »sprog engelsk« eller »sprog dansk«.")
    said = standing_in.noted(outcome) or _framed(outcome, about) or _with_detail(outcome, about)
    said = said or taken_back.said(outcome, about, _frame(outcome)) or _plainly(outcome.verb, about)
    return standing_in.by_another(said, outcome.by) if outcome.by else said


def _with_detail(outcome: Outcome, about: str | None) -> str | None:
    """The verbs whose sentence names a date, a person or a place."""
    sentence = _detailed(outcome)
    if sentence is None:
        return None
    due = long_date(outcome.due) if outcome.due else None
    name = outcome.to or outcome.proposed
    told = sentence.format(about=about or t("opgaven"), due=due, name=name, place=outcome.waiting)
    return told[:1].upper() + told[1:]


def _framed(outcome: Outcome, about: str | None) -> str | None:
    """Repeat how many may join and until when: a misread date is seen here."""
    if outcome.verb is not Verb.FRAME or about is None:
        return None
    return t("Noteret for {about}: {frame}.").format(about=about, frame=_frame(outcome))


def _frame(outcome: Outcome) -> str:
    seats = outcome.seats
    room_for = tn("{seats} plads", "{seats} pladser", seats) if seats else t("plads til alle")
    until = t("ingen sidste dag")
    if outcome.due is not None:
        until = t("tilmelding senest {day}").format(day=long_date(outcome.due))
    return f"{room_for.format(seats=seats)}, {until}"


def _detailed(outcome: Outcome) -> str | None:
    match outcome:
        case Outcome(verb=Verb.POSTPONE, due=date()):
            return t("Noteret: fristen for {about} er nu {due}.")
        case Outcome(verb=Verb.PAUSE, due=date()):
            return t("Du får ingen beskeder før {due}.")
        case Outcome(verb=Verb.DECLINE, to=str()):
            return t("Noteret: {about} er givet videre til {name}.")
        case Outcome(verb=Verb.DECLINE, proposed=str()):
            return t("Noteret: {about} er ikke din. Referenten får at vide, at du peger på {name}.")
        case Outcome(verb=Verb.QUESTION, to=str()):
            return t("Om {about}: Se citatet i referatet, og spørg ellers {name}.")
        case Outcome(verb=Verb.RHYTHM, to=str(rhythm)) if rhythm in tuple(Rhythm):
            return t(CHOSEN[Rhythm(rhythm)])
        case Outcome(verb=Verb.VOLUNTEER, waiting=int()):
            return t("Du står som nr. {place} på ventelisten til {about}.")
        case Outcome(verb=Verb.EDIT, to=str()):
            return t("{about} er givet til {name}.")
    return None


def _plainly(verb: Verb, about: str | None) -> str:
    if verb is Verb.HELP:
        return " ".join(map(t, HELP))
    if verb in _PLAIN and (about is None or verb not in _ABOUT):
        return t(_PLAIN[verb])
    sentence = t(_ABOUT.get(verb, later("Noteret: {about}."))).format(about=about or t("opgaven"))
    return sentence[:1].upper() + sentence[1:]


def undo_hint(outcomes: Sequence[Outcome]) -> str | None:
    """How to take it back, where what was done last can be."""
    done = [
        o.verb
        for o in outcomes
        if o.refusal is None and o.verb not in _CHANGES_NOTHING and not o.asks_for_language
    ]
    return t(HOW_TO_UNDO) if done and done[-1] not in _CANNOT_BE_UNDONE else None


def turnout(joined: int, perhaps: int) -> str:
    """Say how many have joined a group; who may join has not."""
    if not perhaps:
        return t("{joined} er med").format(joined=joined)
    return t("{joined} er med, {perhaps} måske").format(joined=joined, perhaps=perhaps)


def room(seats: int | None, taken: int, closes_on: date | None) -> str:
    """Say how many seats a group has and how long one may join; nothing where neither is set."""
    said = []
    if seats is not None:
        free = max(seats - taken, 0)
        left = tn("{free} ledig", "{free} ledige", free) if free else t("ingen ledige")
        seated = tn("{seats} plads", "{seats} pladser", seats)
        said.append(f"{seated}, {left}".format(seats=seats, free=free))
    if closes_on is not None:
        said.append(t("tilmelding senest {day}").format(day=long_date(closes_on)))
    text = " · ".join(said)
    return text[:1].upper() + text[1:]


def news(occasion: Occasion, told: News) -> str:
    """Say that minutes have been approved, and what came of them, in figures."""
    count = tn("{count} opgave", "{count} opgaver", told.tasks).format(count=told.tasks)
    if told.groups:
        groups = tn("{count} arbejdsgruppe", "{count} arbejdsgrupper", told.groups)
        count = f"{count}, {groups.format(count=told.groups)}"
    day = long_date(occasion.date) if occasion.date else None
    if told.is_partial:
        whole = t("Referatet er delvist gennemgået: {count} foreløbig.")
        whole = t("Referatet fra {day} er delvist gennemgået: {count} foreløbig.") if day else whole
    elif day:
        whole = t("Referatet fra {day} er gennemgået: {count}.")
    else:
        whole = t("Referatet er gennemgået: {count}.")
    return whole.format(day=day, count=count)


def about_news(told: News) -> str:
    """Say whom to ask, and whether it is a corrected file."""
    said = [t("De ansvarlige har fået besked.")]
    if told.corrected_on:
        day = long_date(told.corrected_on)
        said.insert(0, t("Rettet efter en ny udgave, der kom {day}.").format(day=day))
    if told.reviewer:
        said.append(t("Spørg {name}, hvis noget er galt.").format(name=told.reviewer))
    return " ".join(said)


def note_sent(count: int) -> str:
    """Say that a note to a group is on its way."""
    return t("Din besked er på vej til {count} i gruppen.").format(count=count)


def where_you_stand(notice: Seat) -> str:
    """Say whether somebody is in a group, or where on its waiting list."""
    group = quoted(notice.name)
    if notice.seated:
        return t("Der er plads til dig: Du er med i {group}.").format(group=group)
    if notice.place:
        return t("Du står som nr. {place} på ventelisten til {group}.").format(
            place=notice.place, group=group
        )
    return t("Du er ikke længere meldt til {group}.").format(group=group)


def pointed_to(name: str) -> str:
    """Say whom somebody named instead of themselves."""
    return t("Peger på: {name}.").format(name=shortened(name, 120))


def why_you(notice: Assignment | Reminder) -> str:
    """Say why this person gets the notice."""
    if isinstance(notice, Assignment) and notice.handed_over_by:
        return t("Du får beskeden, fordi {name} har peget på dig.").format(
            name=notice.handed_over_by
        )
    behalf = next((task.behalf for task in notice.tasks if task.behalf), None)
    if behalf and all(task.behalf for task in notice.tasks):
        return t("Du får beskeden, fordi du er kontaktperson for {body}.").format(body=behalf)
    if behalf:
        return t("Du får beskeden, fordi referatet nævner dig og {body}.").format(body=behalf)
    if notice.occasion.is_noted:
        return t("Du får beskeden, fordi opgaven er noteret til dig i Teams.")
    return t("Du får beskeden, fordi referatet nævner dig.")


def due_line(due: date | None, words: str | None, overdue: bool = False) -> str:
    """Say by when, and in words where that day has passed: colour alone tells too few."""
    if due is None and words is None:
        return t("Ingen frist")
    said = t("Frist: {day} – fristen er overskredet") if overdue else t("Frist: {day}")
    return said.format(day=deadline(due, words))


def certainty(confidence: float) -> str:
    """Put the reader's confidence in words."""
    if confidence >= 0.9:
        return t("sikker")
    return t("temmelig sikker") if confidence >= 0.5 else t("usikker")


def quoted(text: str, limit: int = 120) -> str:
    """Give »text« on one line, cut at a word where it is long."""
    return t("»{text}«").format(text=shortened(text, limit))


def shortened(text: str, limit: int) -> str:
    """Cut at a word, with "…" where something is missing."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    kept = line[:limit]
    return f"{kept.rsplit(' ', 1)[0] if ' ' in kept else kept[:-1]}…"


def out_of_reach(notice: Unreachable) -> tuple[str, ...]:
    """Say that mail to somebody comes back, why, and what helps."""
    came_back = t("Mailen til {name} på {email} kom retur: {why}")
    helps = t(
        "Ret adressen på medlemslisten, eller giv opgaverne til en anden. "
        "Skriver {name} en mail til Bolden, sender vi igen."
    )
    return (
        came_back.format(name=notice.name, email=notice.email, why=_why_back(notice.code)),
        helps.format(name=notice.name),
        t("Indtil da sender vi ikke flere mails til adressen."),
    )


def _why_back(code: str) -> str:
    """Say what the mail server's code means, as far as it matters."""
    if code == mail_codes.CLOSED:
        return t("postkassen er lukket.")
    if mail_codes.blames_address(code) or code == mail_codes.NOT_IN_DIRECTORY:
        return t("adressen findes ikke.")
    return t("mailserveren tager ikke imod den ({code}).").format(code=code)
