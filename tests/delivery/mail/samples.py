"""Invented notices of every kind, as the tests of the mails use them."""

from dataclasses import replace
from datetime import date

from bot.domain.followups import Status
from bot.domain.meetings import PartyKind
from bot.domain.notices import (
    Answer,
    Assignment,
    ChannelTask,
    ChannelTasks,
    Choice,
    Corrected,
    Correction,
    Digest,
    DigestLine,
    Draft,
    GroupNote,
    Notice,
    Occasion,
    Outcome,
    OwnerSought,
    PersonalDigest,
    Reminder,
    ReviewRequest,
    Roster,
    Seat,
    Substitute,
    Task,
    Unreachable,
    UnsureSender,
    Volunteer,
    VolunteerCall,
)
from bot.domain.rhythm import Rhythm
from bot.domain.verbs import Verb
from bot.domain.versions import Reading

OCCASION = Occasion(
    minutes_id=3,
    network_key="bosted",
    network="Netværket for botilbud",
    title="Netværksmøde om botilbud",
    date=date(2026, 3, 6),
    link="http://127.0.0.1:3978/meetings/3",
)
FIRST = Task(
    ownership_id=11,
    number=1,
    task="Sende eksempler på sagsforløb til sekretariatet",
    due=date(2026, 4, 1),
    due_words="senest 1. april",
    quote="Solvej Fjordbo sender eksempler på sagsforløb til sekretariatet senest 1. april.",
    item="2.1",
    status=Status.OPEN,
    together_with=("Tange Mosegren",),
)
SECOND = Task(
    ownership_id=12,
    number=2,
    task="Udpege deltagere til gruppen om dagtilbud",
    due=None,
    due_words="inden sommerferien",
    quote="Kommunerne melder deltagere ind inden sommerferien.",
    item="4",
    status=Status.ACCEPTED,
    behalf="Faxe Kommune",
    overdue=True,
)
ASSIGNMENT = Assignment(OCCASION, "Solvej Fjordbo", (FIRST, SECOND))
REMINDER = Reminder(OCCASION, "Solvej Fjordbo", (SECOND,))
CALL = VolunteerCall(
    OCCASION,
    group_id=5,
    name="Arbejdsgruppen om dagtilbud",
    convener="Faxe Kommune",
    contact="Tange Mosegren",
    quote="Faxe er tovholder for en arbejdsgruppe om dagtilbud.",
    roster=(
        Volunteer("Elna Stensgård", "Lejre", Verb.VOLUNTEER),
        Volunteer("Tange Mosegren", None, Verb.MAYBE),
    ),
    to_name="Solvej Fjordbo",
)
ROSTER = Roster(OCCASION, 5, CALL.name, "Tange Mosegren", CALL.roster, closed=False)
FRAMED = replace(
    ROSTER,
    roster=(
        Volunteer("Elna Stensgård", "Lejre", Verb.VOLUNTEER),
        Volunteer("Vilma Overgård", "Lejre", Verb.VOLUNTEER, waiting=True),
    ),
    seats=1,
    closes_on=date(2026, 4, 10),
)
SEAT = Seat(OCCASION, 5, CALL.name, "Vilma Overgård", seated=True, place=None)
WAITING = replace(SEAT, seated=False, place=1)
NOTE = GroupNote(
    OCCASION,
    5,
    CALL.name,
    "Vilma Overgård",
    "Tange Mosegren",
    "tange@faxe.example.org",
    ("Vi mødes 4. maj.", "Tag jeres eksempler med."),
)
CHANNEL_TASKS = ChannelTasks(
    OCCASION,
    tasks=(
        ChannelTask(
            follow_up_id=22,
            task="Undersøge takster",
            due=None,
            due_words="snarest",
            quote="Takster undersøges snarest.",
            audience=PartyKind.UNASSIGNED,
        ),
        ChannelTask(
            follow_up_id=21,
            task="Indsende kontaktoplysninger",
            due=date(2026, 4, 10),
            due_words=None,
            quote="Alle indsender kontaktoplysninger senest 10. april.",
            audience=PartyKind.EVERYONE,
            answered=("Lejre", "Faxe"),
            asked=17,
        ),
    ),
)
OWNER_SOUGHT = OwnerSought(
    OCCASION,
    to_name="Elna Stensgård",
    follow_up_id=21,
    ownership_id=11,
    task=FIRST.task,
    quote=FIRST.quote,
    declined_by="Solvej Fjordbo",
    choices=(Choice("person:4", "Tange Mosegren"),),
)
REVIEW = ReviewRequest(
    OCCASION,
    to_name="Elna Stensgård",
    drafts=(
        Draft(
            21,
            1,
            FIRST.task,
            ("Solvej Fjordbo",),
            PartyKind.PERSON,
            date(2026, 4, 1),
            None,
            FIRST.quote,
            0.95,
            (),
        ),
        Draft(
            22,
            2,
            "Drøfte rammerne igen",
            (),
            PartyKind.UNASSIGNED,
            None,
            None,
            "Rammerne drøftes igen.",
            0.4,
            (),
            doubt="Hvem er »vi«?",
        ),
    ),
    groups=(CALL.name,),
    remarks=("Et mødelink er skjult.",),
)
NEWS = Digest(
    network_key="bosted",
    network="Netværket for botilbud",
    year=2026,
    week=12,
    done=(DigestLine("Booke lokale", ("Elna Stensgård",), None, None, Status.REPORTED_DONE),),
    new=(DigestLine(FIRST.task, ("Solvej Fjordbo",), FIRST.due, None, Status.OPEN),),
    overdue=(DigestLine(SECOND.task, ("Faxe",), date(2026, 3, 10), None, Status.OPEN),),
    unowned=(DigestLine("Undersøge takster", (), None, "snarest", Status.OPEN),),
    groups=((CALL.name, "Faxe Kommune", 2, 1),),
    next_meeting=date(2026, 5, 8),
    link=OCCASION.link,
)
DIGEST = PersonalDigest("Solvej Fjordbo", Rhythm.WEEKLY, date(2026, 3, 16), (SECOND,), (NEWS,))
ANSWER = Answer(
    "Solvej Fjordbo",
    (Outcome(Verb.FINISH, about=FIRST.task), Outcome(Verb.ASK, about=SECOND.task)),
    (SECOND,),
    OCCASION,
)
FORMERLY = Reading(FIRST.task, date(2026, 3, 20), None, ("Solvej Fjordbo",))
CORRECTION = Correction(
    OCCASION,
    "Solvej Fjordbo",
    (
        Corrected(FORMERLY, replace(FORMERLY, due=date(2026, 4, 1)), 1),
        Corrected(replace(FORMERLY, task=SECOND.task), None, 2),
    ),
)
SUBSTITUTE = Substitute("Viggo Lundtofte", "Solvej Fjordbo", None, date(2026, 4, 7), (SECOND,))
UNREACHABLE = Unreachable(
    OCCASION,
    OCCASION.network,
    "Solvej Fjordbo",
    "Viggo Lundtofte",
    "viggo@koege.example.org",
    "5.1.1",
    "https://bolden.example.org/netvaerk/broer",
)
EVERY_NOTICE: tuple[Notice, ...] = (
    REVIEW,
    ASSIGNMENT,
    REMINDER,
    SUBSTITUTE,
    CORRECTION,
    CALL,
    ROSTER,
    FRAMED,
    SEAT,
    WAITING,
    NOTE,
    CHANNEL_TASKS,
    OWNER_SOUGHT,
    DIGEST,
    ANSWER,
    UNREACHABLE,
    UnsureSender("Solvej Fjordbo", date(2026, 3, 16), (FIRST, SECOND)),
)
