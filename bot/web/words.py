"""Danish words of the pages alone; what cards and mails say too stands in the domain."""

from datetime import date, datetime

from bot.domain.calendar import DENMARK
from bot.domain.meetings import Kind
from bot.domain.notices import NoticeKind
from bot.domain.people import Person, Road, Role
from bot.domain.verbs import Verb
from bot.domain.wording import joined, long_date, short_date
from bot.storage.outbox import OutboxState
from bot.storage.people import Wishes

ROADS = {
    Road.TEAMS: "Teams",
    Road.MAIL: "mail",
    Road.BOARD: "tavlen",
    Road.SYSTEM: "Bolden",
}
BY_ROAD = {
    Road.TEAMS: "i Teams",
    Road.MAIL: "med mail",
    Road.BOARD: "på tavlen",
    Road.SYSTEM: "af sig selv",
}
ROLES = {
    Role.CHAIR: "mødeleder",
    Role.MINUTE_TAKER: "referent",
    Role.CONTACT: "kontaktperson",
    Role.SECRETARIAT: "sekretariat",
    Role.CONVENER: "tovholder",
}
NOTICES = {
    NoticeKind.REVIEW_REQUEST: "Gennemgang af referat",
    NoticeKind.ASSIGNMENT: "Opgaver fra mødet",
    NoticeKind.VOLUNTEER_CALL: "Opråb om deltagere",
    NoticeKind.CHANNEL_TASKS: "Fælles opgaver",
    NoticeKind.ROSTER: "Deltagerliste",
    NoticeKind.SEAT: "Plads i en arbejdsgruppe",
    NoticeKind.GROUP_NOTE: "Besked til en arbejdsgruppe",
    NoticeKind.WELCOME: "Velkomst",
    NoticeKind.OWNER_SOUGHT: "Spørgsmål om ansvarlig",
    NoticeKind.REMINDER: "Påmindelse",
    NoticeKind.SUBSTITUTE: "Til en afløser",
    NoticeKind.DIGEST: "Ugeoverblik",
    NoticeKind.ANSWER: "Svar",
    NoticeKind.CORRECTION: "Rettelse efter ny udgave",
    NoticeKind.UNREACHABLE: "Mail, der kom retur",
}
#: in the order in which somebody should look at them
STATES = {
    OutboxState.UNCERTAIN: "usikker",
    OutboxState.FAILED: "mislykket",
    OutboxState.READY: "venter",
    OutboxState.CLAIMED: "på vej",
    OutboxState.SENDING: "sendes nu",
    OutboxState.SENT: "sendt",
    OutboxState.SKIPPED: "sprunget over",
    OutboxState.VOID: "trukket tilbage",
}
#: where there are several
STATES_MANY = {OutboxState.UNCERTAIN: "usikre", OutboxState.FAILED: "mislykkede"}
REASONS = {
    "nothing-to-say": "Der var ikke noget at sige længere.",
    "no-address": "Der er ingen adresse at sende til.",
    "bounced": "Mail til modtageren kommer retur.",
    "opted-out": "Modtageren har bedt om ikke at få beskeder.",
    "no-digest": "Modtageren har afmeldt ugeoverblikket.",
    "paused": "Modtageren holder pause og får beskeden bagefter.",
    "worker-gone": "Programmet stoppede midt i afsendelsen.",
    "internal-error": "Der skete en fejl hos Bolden.",
    "office-hours": "Den bliver sendt i arbejdstiden.",
    "awaits-card": "Venter på, at det forrige når frem.",
    "no-card": "Der står ikke noget kort i Teams at rette.",
    "Http429": "Teams bad os vente.",
    "gave-up": "Flere forsøg mislykkedes.",
    "no-teams": "Bolden er ikke koblet på Teams.",
    "no-chat": "Bolden har ingen chat med modtageren i Teams.",
    "foreign-tenant": "Modtagerens organisation er ikke med i aftalen om Teams.",
    "uninstalled": "Bolden er fjernet i Teams.",
    "BotDisabledByAdmin": "Teams-administratoren har slået Bolden fra.",
    "BotNotInConversationRoster": "Bolden er fjernet i Teams.",
    "ConversationBlockedByUser": "Modtageren har blokeret Bolden i Teams.",
    "ConversationNotFound": "Samtalen i Teams findes ikke længere.",
    "guest": "Modtageren er gæst i vores Teams.",
    "install-forbidden": "Bolden har ikke lov til at installere sig hos modtageren i Teams.",
    "install-not-found": "Modtageren eller Bolden findes ikke i vores Teams.",
    "install-refused": "Teams ville ikke installere Bolden hos modtageren.",
    "catalogue-forbidden": "Bolden har ikke lov til at slå op i organisationens apps.",
    "not-in-catalogue": "Bolden er ikke blandt organisationens apps i Teams.",
    "graph-busy": "Microsoft Graph svarer ikke.",
    "MailPace": "Postkassen må ikke sende flere mails lige nu.",
    "Mail403": "Bolden har ikke lov til at bruge postkassen.",
    "Mail404": "Boldens postkasse findes ikke.",
    "Mail429": "Postkassen bad os vente.",
    "chat-not-ready": "Chatten i Teams er ikke klar endnu.",
    "ForbiddenOperationException": "Bolden er ikke installeret hos modtageren i Teams.",
    "MessageSizeTooBig": "Beskeden er for stor til Teams.",
    "MessageWritesBlocked": "Modtageren har blokeret eller fjernet Bolden i Teams.",
    "UserNotFound": "Modtageren findes ikke i vores Teams (gæst eller anden organisation).",
}
KINDS = {
    Kind.REPORT: "Skal indsendes",
    Kind.ESCALATE: "Skal videre",
    Kind.VOLUNTEER: "Søger deltagere",
    Kind.AGENDA: "Til dagsordenen",
    Kind.STANDING: "Fast pligt",
}
ACTS = {
    Verb.ACCEPT: "tog den",
    Verb.TAKE: "tog den",
    Verb.FINISH: "meldte den færdig",
    Verb.POSTPONE: "flyttede fristen",
    Verb.DECLINE: "sagde »ikke mig«",
    Verb.BLOCK: "meldte, at den sidder fast",
    Verb.QUESTION: "stillede et spørgsmål",
    Verb.UNDO: "fortrød",
    Verb.EDIT: "rettede den",
    Verb.ADD: "tilføjede den",
    Verb.MERGE: "samlede den med en anden",
    Verb.DROP: "fjernede den",
    Verb.VOLUNTEER: "meldte sig",
    Verb.MAYBE: "svarede måske",
    Verb.WITHDRAW: "meldte fra",
    Verb.CLOSE_GROUP: "lukkede for tilmelding",
    Verb.FRAME: "ændrede pladser og frist",
    Verb.NOTE: "skrev til gruppen",
    Verb.SEND_ROSTER: "bad om deltagerlisten",
    Verb.APPROVE: "godkendte referatet",
    Verb.APPROVE_SURE: "godkendte de sikre",
}
#: what an approved correction of the minutes did
RENEWED = {
    Verb.EDIT: "rettede den efter en ny udgave af referatet",
    Verb.DROP: "lukkede den: den er udgået af referatet",
}
#: what was just done, by the name that the redirect carries
DONE = {
    "gemt": "Rettelsen er gemt.",
    "fjernet": "Opfølgningen er fjernet.",
    "moede-gemt": "Mødets navn og dato er gemt.",
    "gruppe-fjernet": "Gruppen er fjernet. Der bliver ikke spurgt efter deltagere til den.",
    "samlet": "De to opfølgninger er samlet.",
    "tilfoejet": "Opfølgningen er tilføjet.",
    "taget-med": "Opfølgningen er taget med.",
    "godkendt": "Referatet er godkendt. Beskederne bliver sendt nu.",
    "sikre-godkendt": "De sikre er godkendt, og beskederne bliver sendt nu. Resten venter her.",
    "ansvarlig": "Den nye ansvarlige får besked nu.",
    "faerdig": "Den er meldt færdig.",
    "i-gang": "Det er noteret, at du er i gang.",
    "udsaet": "Fristen er flyttet.",
    "ikke-mig": "Det er noteret, at den ikke er din.",
    "sidder-fast": "Det er noteret, at den sidder fast.",
    "fortryd": "Det er fortrudt.",
    "lukket": "Der er lukket for tilmelding, og tovholderen får deltagerlisten.",
    "laest": "Referatet er læst. Intet er sendt til de ansvarlige endnu.",
    "rettet-udgave": "Det er en rettet udgave af dette referat. Intet er sendt endnu.",
    "uaendret": "Det er en ny udgave af dette referat. Opfølgningerne er de samme.",
    "kendt": "Det samme referat er taget ind før. Her er det.",
}


def moment(at: datetime, now: datetime) -> str:
    """Give "17. sep. kl. 14.05", Danish time."""
    local = at.astimezone(DENMARK)
    day = short_date(local.date(), now.astimezone(DENMARK).date())
    return f"{day} kl. {local:%H.%M}"


def silent(wishes: Wishes | None, today: date) -> str | None:
    """Say why somebody gets no word; None where they do."""
    if wishes and wishes.opted_out:
        return "har sagt stop – får ikke besked"
    if wishes and wishes.paused_until and today < wishes.paused_until:
        return f"holder pause til {long_date(wishes.paused_until)}"
    return None


def out_of_reach(person: Person | None, today: date) -> str | None:
    """Say why somebody may not read what is sent; None where nothing tells so."""
    if person and person.bounce_code:
        return "mail kommer retur"
    if person and person.away_until and today < person.away_until:
        return f"på ferie til {short_date(person.away_until, today)} ifølge autosvar"
    return None


def counted(count: int, one: str, many: str) -> str:
    """Give "1 opgave" or "3 opgaver"."""
    return f"{count} {one if count == 1 else many}"


def lines(spans: tuple[tuple[int, int], ...]) -> str:
    """Give "linje 4" or "linje 4–6 og 9"."""
    said = [str(first) if first == last else f"{first}–{last}" for first, last in spans]
    return f"linje {joined(said)}"


def same(quote: str, task: str) -> bool:
    """Say whether the task is the minutes' own sentence, which need not stand there twice."""
    return _bare(quote) == _bare(task) != ""


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def source(item: str | None, spans: tuple[tuple[int, int], ...], verbatim: bool) -> str:
    """Say where in the minutes it stands, and whether in these very words."""
    if not item and not spans:
        return "Tilføjet i gennemgangen"
    where = [f"punkt »{item}«"] if item else []
    where += [lines(spans)] if spans else []
    return f"{'Ordret fra' if verbatim else 'Fra'} referatet: {', '.join(where)}"


def roles(held: frozenset[Role]) -> str:
    """Give a member's roles in one line."""
    return ", ".join(name for role, name in ROLES.items() if role in held)


def reason(code: str) -> str:
    """Say why; a code of the other side's stays as it is, for whoever runs the mail or Teams."""
    return REASONS.get(code, code)
