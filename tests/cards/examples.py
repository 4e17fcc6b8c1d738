"""One invented notice of each kind and state, as the parametrised tests use them."""

import datetime as dt
from dataclasses import replace
from typing import Any

from bot.domain.followups import Status
from bot.domain.meetings import PartyKind
from bot.domain.notices import (
    Answer,
    Approved,
    Assignment,
    ChannelTask,
    ChannelTasks,
    Corrected,
    Correction,
    Digest,
    DigestLine,
    GroupNote,
    News,
    Notice,
    Occasion,
    Outcome,
    OwnAnswer,
    OwnerSought,
    PersonalDigest,
    Reminder,
    ReviewRequest,
    Roster,
    Seat,
    Substitute,
    Superseded,
    Task,
    Unreachable,
    UnsureSender,
    Volunteer,
    VolunteerCall,
    Welcome,
)
from bot.domain.rhythm import Rhythm
from bot.domain.verbs import Verb
from tests.cards.drafts import (
    CHOICES,
    CORRECTED_DRAFTS,
    DRAFTS,
    FORMERLY,
    MANY_DRAFTS,
    RENEWED_DRAFTS,
)

OCCASION = Occasion(
    minutes_id=7,
    network_key="boern",
    network="Netværk for børn og unge",
    title="Møde i børnenetværket",
    date=dt.date(2026, 11, 20),
    link="https://tavle.example.org/meetings/7",
)

TASK = Task(
    ownership_id=12,
    number=1,
    task="Indsende eksempler på sagsgange til sekretariatet",
    due=dt.date(2026, 12, 1),
    due_words="inden 1. december",
    quote="Tilde Vangsgaard sender eksempler på sagsgange til sekretariatet inden 1. december.",
    item="4. Sagsgange",
    status=Status.OPEN,
)

TASKS = (
    TASK,
    replace(
        TASK,
        ownership_id=13,
        number=2,
        task="Afklare tal for ventetid på udredning",
        due=dt.date(2026, 11, 10),
        due_words=None,
        quote="Ringsted og Faxe afklarer tallene sammen.",
        item=None,
        status=Status.ACCEPTED,
        behalf="Ringsted Kommune",
        together_with=("Mogens Lyngbye", "Faxe Kommune"),
        overdue=True,
    ),
    replace(TASK, ownership_id=14, number=3, task="Booke lokale", status=Status.REPORTED_DONE),
    replace(
        TASK,
        ownership_id=15,
        number=4,
        task="Spørge økonomi om taksten",
        due=None,
        due_words="snarest",
        status=Status.BLOCKED,
    ),
    replace(TASK, ownership_id=16, number=5, task="Skrive til KL", status=Status.CONFIRMED),
    replace(
        TASK,
        ownership_id=17,
        number=6,
        task="Finde en oplægsholder",
        due=None,
        due_words=None,
        status=Status.DECLINED,
    ),
)

#: what the owner has just done with each
NOTED = (
    replace(TASK, status=Status.ACCEPTED, noted=Outcome(Verb.ACCEPT)),
    replace(TASKS[1], noted=Outcome(Verb.POSTPONE, due=dt.date(2026, 12, 10)), overdue=False),
    replace(TASKS[2], noted=Outcome(Verb.FINISH)),
    replace(TASKS[3], noted=Outcome(Verb.BLOCK)),
    replace(TASKS[5], noted=Outcome(Verb.DECLINE)),
)
REVIEW = ReviewRequest(
    occasion=OCCASION,
    to_name="Birthe Sølvberg",
    drafts=DRAFTS,
    groups=("Dagbehandling (tovholder: Køge)",),
    remarks=("Et CPR-nummer i referatet er skjult.",),
    choices=CHOICES,
)

LONG_REVIEW = replace(REVIEW, drafts=MANY_DRAFTS)

ASSIGNMENT = Assignment(OCCASION, "Tilde Vangsgaard", TASKS)
HANDED_OVER = Assignment(OCCASION, "Mogens Lyngbye", (TASK,), handed_over_by="Tilde Vangsgaard")
REMINDER = Reminder(OCCASION, "Tilde Vangsgaard", TASKS[:2])

VOLUNTEERS = (
    Volunteer("Tilde Vangsgaard", "Ringsted", Verb.VOLUNTEER),
    Volunteer("Mogens Lyngbye", "Faxe", Verb.VOLUNTEER),
    Volunteer("Birthe Sølvberg", None, Verb.MAYBE),
)

CALL = VolunteerCall(
    occasion=OCCASION,
    group_id=5,
    name="Arbejdsgruppe om skole og dagbehandling",
    convener="Køge Kommune",
    contact="Gro Ellemose",
    quote="Køge indkalder. Deltagere meldes til Gro Ellemose.",
    roster=VOLUNTEERS,
)

VIEWERS = tuple(f"29:1bq-{number:056d}" for number in range(60))

ROSTER = Roster(
    occasion=OCCASION,
    group_id=5,
    name="Arbejdsgruppe om skole og dagbehandling",
    to_name="Gro Ellemose",
    roster=VOLUNTEERS,
    closed=False,
)

WAITING = (
    Volunteer("Tilde Vangsgaard", "Ringsted", Verb.VOLUNTEER),
    Volunteer("Mogens Lyngbye", "Ringsted", Verb.VOLUNTEER, waiting=True),
    Volunteer("Birthe Sølvberg", None, Verb.MAYBE),
)
FRAMED: dict[str, Any] = {"roster": WAITING, "seats": 1, "closes_on": dt.date(2026, 12, 10)}

SEAT = Seat(
    occasion=OCCASION,
    group_id=5,
    name="Arbejdsgruppe om skole og dagbehandling",
    to_name="Mogens Lyngbye",
    seated=True,
    place=None,
)

NOTE = GroupNote(
    occasion=OCCASION,
    group_id=5,
    name="Arbejdsgruppe om skole og dagbehandling",
    to_name="Mogens Lyngbye",
    from_name="Gro Ellemose",
    from_email="gro@example.org",
    text=("Vi mødes 14. december kl. 10 på Køge Rådhus.", "Tag jeres egne eksempler med."),
)

FOR_ALL = ChannelTask(
    follow_up_id=33,
    task="Melde deltagere til styregruppen",
    due=dt.date(2026, 12, 15),
    due_words=None,
    quote="Kommunerne melder deltagere til styregruppen.",
    audience=PartyKind.EVERYONE,
    answered=("Ringsted", "Faxe", "Sorø"),
    asked=6,
    missing=("Greve", "Køge", "Lejre"),
)

FOR_NOBODY = replace(
    FOR_ALL,
    follow_up_id=34,
    task="Skrive en fælles folder",
    due=None,
    quote="Der ses på en fælles folder.",
    audience=PartyKind.UNASSIGNED,
    answered=(),
    asked=0,
    missing=(),
)
TAKEN = replace(FOR_NOBODY, follow_up_id=35, taken_by="Mogens Lyngbye")
ANSWERED = replace(FOR_ALL, follow_up_id=36, asked=3, missing=())

CHANNEL = ChannelTasks(OCCASION, (FOR_ALL, ANSWERED, FOR_NOBODY, TAKEN))

SOUGHT = OwnerSought(
    occasion=OCCASION,
    to_name="Birthe Sølvberg",
    follow_up_id=31,
    ownership_id=12,
    task="Indsende eksempler på sagsgange",
    quote="Tilde sender eksempler på sagsgange.",
    declined_by="Tilde Vangsgaard",
    choices=CHOICES,
)


def digest_line(task: str, *owners: str, due: dt.date | None = None) -> DigestLine:
    """One line of a digest."""
    return DigestLine(task, owners, due, None, Status.OPEN)


DIGEST = Digest(
    network_key="boern",
    network="Netværk for børn og unge",
    year=2026,
    week=48,
    done=(digest_line("Sende kontaktoplysninger rundt", "Sekretariatet"),),
    new=(digest_line("Indsende eksempler", "Tilde Vangsgaard", due=dt.date(2026, 12, 1)),),
    overdue=(digest_line("Afklare tal for ventetid", "Ringsted", due=dt.date(2026, 11, 10)),),
    unowned=(digest_line("Skrive en fælles folder"),),
    groups=(("Skole og dagbehandling", "Køge Kommune", 2, 1),),
    next_meeting=dt.date(2027, 1, 14),
    link="https://tavle.example.org/networks/boern",
)

PERSONAL_DIGEST = PersonalDigest(
    "Tilde Vangsgaard", Rhythm.WEEKLY, dt.date(2026, 11, 23), TASKS[:2], (DIGEST,)
)
OTHER_DIGEST = replace(DIGEST, network="Netværk for skolestart", done=(), groups=())

ANSWER = Answer(
    to_name="Tilde Vangsgaard",
    outcomes=(
        Outcome(Verb.FINISH, "Indsende eksempler"),
        Outcome(Verb.POSTPONE, "Afklare tal", due=dt.date(2026, 6, 1)),
        Outcome(Verb.DECLINE, "Booke lokale", refusal="Opgaven er allerede meldt færdig."),
    ),
    tasks=TASKS[:2],
    occasion=OCCASION,
)

CORRECTION = Correction(
    OCCASION,
    "Tilde Vangsgaard",
    (
        Corrected(FORMERLY, replace(FORMERLY, due=dt.date(2026, 12, 15)), 1),
        Corrected(replace(FORMERLY, task="Booke lokale til temadagen"), None, 3),
        Corrected(FORMERLY, replace(FORMERLY, owners=("Mogens Lyngbye",)), 4, is_released=True),
    ),
)

SUBSTITUTE = Substitute("Mogens Lyngbye", "Tilde Vangsgaard", None, dt.date(2026, 12, 7), TASKS[:2])

CORRECTED_REVIEW = replace(REVIEW, drafts=CORRECTED_DRAFTS, version=9)

UNREACHABLE = Unreachable(
    OCCASION,
    OCCASION.network,
    "Tilde Vangsgaard",
    "Mogens Lyngbye",
    "mogens@example.org",
    "5.1.1",
    "https://bolden.example.org/netvaerk/broer",
)

NEWS = News(12, 2, reviewer="Birthe Sølvberg")

EXAMPLES: dict[str, Notice] = {
    "review": REVIEW,
    "review, nothing found": replace(REVIEW, drafts=(), groups=(), remarks=(), choices=()),
    "review, first page": LONG_REVIEW,
    "review, second page": replace(LONG_REVIEW, page=1, opened=2),
    "review, approved": replace(REVIEW, approved=True),
    "assignment, several": ASSIGNMENT,
    "assignment, one": replace(ASSIGNMENT, tasks=(TASK,)),
    "assignment, handed over": HANDED_OVER,
    "assignment, part": replace(ASSIGNMENT, part=(1, 2)),
    "assignment, noted": replace(ASSIGNMENT, tasks=NOTED),
    "assignment, nothing": replace(ASSIGNMENT, tasks=()),
    "reminder": REMINDER,
    "review, corrected": CORRECTED_REVIEW,
    "review, corrected after approval": replace(
        CORRECTED_REVIEW, drafts=RENEWED_DRAFTS, opened=12, groups=(), remarks=()
    ),
    "review, superseded": Superseded(OCCASION, "Tilde Vangsgaard"),
    "correction": CORRECTION,
    "correction, taken back": replace(CORRECTION, tasks=CORRECTION.tasks[:1], taken_back=True),
    "substitute": SUBSTITUTE,
    "substitute, reminded": replace(SUBSTITUTE, tasks=TASKS[1:2], reminds=True),
    "substitute, nothing": replace(SUBSTITUTE, tasks=()),
    "substitute, ahead": replace(SUBSTITUTE, starts_on=dt.date(2026, 11, 25), tasks=()),
    "substitute, over": replace(SUBSTITUTE, until=None, tasks=()),
    "unsure sender": UnsureSender("Tilde Vangsgaard", dt.date(2026, 11, 20), TASKS[:2]),
    "unsure sender, nothing open": UnsureSender("Tilde Vangsgaard", dt.date(2026, 11, 20), ()),
    "mail came back": UNREACHABLE,
    "approved by mail": Approved(OCCASION, "Tilde Vangsgaard", 5, 4, channel=True, left=0),
    "approved by mail, in part": Approved(OCCASION, "Tilde Vangsgaard", 1, 0, False, left=2),
    "mail came back, no meeting": replace(UNREACHABLE, occasion=None, code="5.7.1"),
    "call": CALL,
    "call, nobody yet": replace(CALL, roster=(), convener=None, contact=None, quote=""),
    "call, closed": replace(CALL, closed=True),
    "call, with views": replace(CALL, viewers=VIEWERS),
    "call, of who is in": replace(CALL, viewers=VIEWERS, own=OwnAnswer(Verb.VOLUNTEER)),
    "call, of who waits": replace(CALL, **FRAMED, own=OwnAnswer(Verb.VOLUNTEER, place=1)),
    "call, of who might": replace(CALL, own=OwnAnswer(Verb.MAYBE)),
    "call, of who has not answered": replace(CALL, own=OwnAnswer(None)),
    "call, with a waiting list": replace(CALL, **FRAMED),
    "roster, with a waiting list": replace(ROSTER, **FRAMED),
    "seat": SEAT,
    "seat, waiting": replace(SEAT, seated=False, place=2),
    "note to a group": NOTE,
    "seat, withdrawn": replace(SEAT, seated=False),
    "roster": ROSTER,
    "roster, empty": replace(ROSTER, roster=()),
    "roster, closed": replace(ROSTER, closed=True),
    "channel tasks": CHANNEL,
    "channel tasks, news": replace(CHANNEL, news=NEWS),
    "channel tasks, news alone": ChannelTasks(OCCASION, (), replace(NEWS, reviewer=None)),
    "channel tasks, news of a part": replace(CHANNEL, news=replace(NEWS, is_partial=True)),
    "channel tasks, news of corrected minutes": ChannelTasks(
        OCCASION, (FOR_NOBODY,), replace(NEWS, corrected_on=dt.date(2026, 11, 26))
    ),
    "channel tasks, everyone's": ChannelTasks(OCCASION, (replace(FOR_ALL, answered=(), asked=3),)),
    "channel tasks, nobody's": ChannelTasks(OCCASION, (FOR_NOBODY,)),
    "channel tasks, taken": ChannelTasks(OCCASION, (TAKEN,)),
    "owner sought": SOUGHT,
    "owner sought, no candidates": replace(SOUGHT, choices=()),
    "owner sought, settled": replace(SOUGHT, settled="Mogens Lyngbye"),
    "owner sought, taken back": replace(SOUGHT, settled=SOUGHT.declined_by, taken_back=True),
    "digest": DIGEST,
    "digest, one thing": replace(DIGEST, new=(), overdue=(), unowned=(), groups=()),
    "personal digest": PERSONAL_DIGEST,
    "personal digest, daily": replace(
        PERSONAL_DIGEST, rhythm=Rhythm.DAILY, tasks=(), networks=(DIGEST, OTHER_DIGEST)
    ),
    "answer": ANSWER,
    "answer, which language": Answer("Tilde Vangsgaard", (Outcome(Verb.LANGUAGE),), ()),
    "answer, help": Answer("Tilde Vangsgaard", (Outcome(Verb.HELP),), ()),
    "answer, nothing open": Answer("Tilde Vangsgaard", (Outcome(Verb.STATUS),), ()),
    "welcome": Welcome("Tilde Vangsgaard", ("Netværk for børn og unge",), "Mogens Lyngbye"),
    "welcome, several": Welcome("Tilde Vangsgaard", ("Børn og unge", "Skolestart"), None),
}
