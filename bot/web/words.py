"""Words of the pages alone, said through `t`; what cards and mails say too is in the domain."""

from datetime import date, datetime

from bot.domain.calendar import DENMARK
from bot.domain.language import later, t
from bot.domain.meetings import Kind
from bot.domain.notices import NoticeKind
from bot.domain.people import Person, Road, Role
from bot.domain.verbs import Verb
from bot.domain.wording import joined, long_date, short_date
from bot.storage.outbox import OutboxState
from bot.storage.people import Wishes

ROADS = {
    Road.TEAMS: later("Teams"),
    Road.MAIL: later("mail"),
    Road.BOARD: later("tavlen"),
    Road.SYSTEM: later("Bolden"),
}
BY_ROAD = {
    Road.TEAMS: later("i Teams"),
    Road.MAIL: later("med mail"),
    Road.BOARD: later("på tavlen"),
    Road.SYSTEM: later("af sig selv"),
}
ROLES = {
    Role.CHAIR: later("mødeleder"),
    Role.MINUTE_TAKER: later("referent"),
    Role.CONTACT: later("kontaktperson"),
    Role.SECRETARIAT: later("sekretariat"),
    Role.CONVENER: later("tovholder"),
}
NOTICES = {
    NoticeKind.REVIEW_REQUEST: later("Gennemgang af referat"),
    NoticeKind.ASSIGNMENT: later("Opgaver fra mødet"),
    NoticeKind.VOLUNTEER_CALL: later("Opråb om deltagere"),
    NoticeKind.CHANNEL_TASKS: later("Fælles opgaver"),
    NoticeKind.ROSTER: later("Deltagerliste"),
    NoticeKind.SEAT: later("Plads i en arbejdsgruppe"),
    NoticeKind.GROUP_NOTE: later("Besked til en arbejdsgruppe"),
    NoticeKind.WELCOME: later("Velkomst"),
    NoticeKind.OWNER_SOUGHT: later("Spørgsmål om ansvarlig"),
    NoticeKind.REMINDER: later("Påmindelse"),
    NoticeKind.SUBSTITUTE: later("Til en afløser"),
    NoticeKind.DIGEST: later("Ugeoverblik"),
    NoticeKind.ANSWER: later("Svar"),
    NoticeKind.CORRECTION: later("Rettelse efter ny udgave"),
    NoticeKind.UNREACHABLE: later("Mail, der kom retur"),
    NoticeKind.APPROVED: later("Kvittering for godkendelse"),
    NoticeKind.UNSURE_SENDER: later("Svar, der ikke kunne bekræftes"),
}
#: in the order in which somebody should look at them
STATES = {
    OutboxState.UNCERTAIN: later("usikker"),
    OutboxState.FAILED: later("mislykket"),
    OutboxState.READY: later("venter"),
    OutboxState.CLAIMED: later("på vej"),
    OutboxState.SENDING: later("sendes nu"),
    OutboxState.SENT: later("sendt"),
    OutboxState.SKIPPED: later("sprunget over"),
    OutboxState.VOID: later("trukket tilbage"),
}
#: where there are several
STATES_MANY = {
    OutboxState.UNCERTAIN: later("usikre"),
    OutboxState.FAILED: later("mislykkede"),
}
REASONS = {
    "nothing-to-say": later("Der var ikke noget at sige længere."),
    "no-address": later("Der er ingen adresse at sende til."),
    "bounced": later("Mail til modtageren kommer retur."),
    "opted-out": later("Modtageren har bedt om ikke at få beskeder."),
    "no-digest": later("Modtageren har afmeldt ugeoverblikket."),
    "paused": later("Modtageren holder pause og får beskeden bagefter."),
    "worker-gone": later("Programmet stoppede midt i afsendelsen."),
    "internal-error": later("Der skete en fejl hos Bolden."),
    "office-hours": later("Den bliver sendt i arbejdstiden."),
    "awaits-card": later("Venter på, at det forrige når frem."),
    "no-card": later("Der står ikke noget kort i Teams at rette."),
    "Http429": later("Teams bad os vente."),
    "gave-up": later("Flere forsøg mislykkedes."),
    "no-teams": later("Bolden er ikke koblet på Teams."),
    "no-chat": later("Bolden har ingen chat med modtageren i Teams."),
    "foreign-tenant": later("Modtagerens organisation er ikke med i aftalen om Teams."),
    "uninstalled": later("Bolden er fjernet i Teams."),
    "BotDisabledByAdmin": later("Teams-administratoren har slået Bolden fra."),
    "BotNotInConversationRoster": later("Bolden er fjernet i Teams."),
    "ConversationBlockedByUser": later("Modtageren har blokeret Bolden i Teams."),
    "ConversationNotFound": later("Samtalen i Teams findes ikke længere."),
    "guest": later("Modtageren er gæst i vores Teams."),
    "install-forbidden": later("Bolden har ikke lov til at installere sig hos modtageren i Teams."),
    "install-not-found": later("Modtageren eller Bolden findes ikke i vores Teams."),
    "install-refused": later("Teams ville ikke installere Bolden hos modtageren."),
    "catalogue-forbidden": later("Bolden har ikke lov til at slå op i organisationens apps."),
    "not-in-catalogue": later("Bolden er ikke blandt organisationens apps i Teams."),
    "graph-busy": later("Microsoft Graph svarer ikke."),
    "MailPace": later("Postkassen må ikke sende flere mails lige nu."),
    "NotConnected": later("Serveren svarer ikke."),
    "MailFolderNotWritable": later("Der kan ikke skrives i mailmappen."),
    "Mail403": later("Bolden har ikke lov til at bruge postkassen."),
    "Mail404": later("Boldens postkasse findes ikke."),
    "Mail429": later("Postkassen bad os vente."),
    "MailLogin401": later("Mailserveren lukker ikke Bolden ind."),
    "ErrorAccessDenied": later("Bolden har ikke lov til at bruge postkassen."),
    "ErrorSendAsDenied": later("Bolden har ikke lov til at bruge postkassen."),
    "ErrorNonExistentMailbox": later("Boldens postkasse findes ikke."),
    "ErrorServerBusy": later("Postkassen bad os vente."),
    "ErrorTimeoutExpired": later("Serveren svarer ikke."),
    "ErrorInternalServerTransientError": later("Serveren svarer ikke."),
    "ErrorInvalidRecipients": later("Mailserveren kender ikke modtagerens adresse."),
    "ErrorMessageSizeExceeded": later("Mailen er for stor."),
    "chat-not-ready": later("Chatten i Teams er ikke klar endnu."),
    "ForbiddenOperationException": later("Bolden er ikke installeret hos modtageren i Teams."),
    "MessageSizeTooBig": later("Beskeden er for stor til Teams."),
    "MessageWritesBlocked": later("Modtageren har blokeret eller fjernet Bolden i Teams."),
    "UserNotFound": later("Modtageren findes ikke i vores Teams (gæst eller anden organisation)."),
}
KINDS = {
    Kind.REPORT: later("Skal indsendes"),
    Kind.ESCALATE: later("Skal videre"),
    Kind.VOLUNTEER: later("Søger deltagere"),
    Kind.AGENDA: later("Til dagsordenen"),
    Kind.STANDING: later("Fast pligt"),
}
ACTS = {
    Verb.ACCEPT: later("tog den"),
    Verb.TAKE: later("tog den"),
    Verb.FINISH: later("meldte den færdig"),
    Verb.POSTPONE: later("flyttede fristen"),
    Verb.DECLINE: later("sagde »ikke mig«"),
    Verb.BLOCK: later("meldte, at den sidder fast"),
    Verb.QUESTION: later("stillede et spørgsmål"),
    Verb.UNDO: later("fortrød"),
    Verb.EDIT: later("rettede den"),
    Verb.ADD: later("tilføjede den"),
    Verb.MERGE: later("samlede den med en anden"),
    Verb.DROP: later("fjernede den"),
    Verb.VOLUNTEER: later("meldte sig"),
    Verb.MAYBE: later("svarede måske"),
    Verb.WITHDRAW: later("meldte fra"),
    Verb.CLOSE_GROUP: later("lukkede for tilmelding"),
    Verb.FRAME: later("ændrede pladser og frist"),
    Verb.NOTE: later("skrev til gruppen"),
    Verb.SEND_ROSTER: later("bad om deltagerlisten"),
    Verb.APPROVE: later("godkendte referatet"),
    Verb.APPROVE_SURE: later("godkendte de sikre"),
}
#: what an approved correction of the minutes did
RENEWED = {
    Verb.EDIT: later("rettede den efter en ny udgave af referatet"),
    Verb.DROP: later("lukkede den: den er udgået af referatet"),
}
#: what was just done, by the name that the redirect carries
DONE = {
    "gemt": later("Rettelsen er gemt."),
    "fjernet": later("Opfølgningen er fjernet."),
    "moede-gemt": later("Mødets navn og dato er gemt."),
    "gruppe-fjernet": later("Gruppen er fjernet. Der bliver ikke spurgt efter deltagere til den."),
    "samlet": later("De to opfølgninger er samlet."),
    "tilfoejet": later("Opfølgningen er tilføjet."),
    "taget-med": later("Opfølgningen er taget med."),
    "godkendt": later("Referatet er godkendt. Beskederne bliver sendt nu."),
    "sikre-godkendt": later(
        "De sikre er godkendt, og beskederne bliver sendt nu. Resten venter her."
    ),
    "ansvarlig": later("Den nye ansvarlige får besked nu."),
    "faerdig": later("Den er meldt færdig."),
    "i-gang": later("Det er noteret, at du er i gang."),
    "udsaet": later("Fristen er flyttet."),
    "ikke-mig": later("Det er noteret, at den ikke er din."),
    "sidder-fast": later("Det er noteret, at den sidder fast."),
    "fortryd": later("Det er fortrudt."),
    "overblik": later("Dit valg er gemt."),
    "lukket": later("Der er lukket for tilmelding, og tovholderen får deltagerlisten."),
    "laest": later("Referatet er læst. Intet er sendt til de ansvarlige endnu."),
    "rettet-udgave": later("Det er en rettet udgave af dette referat. Intet er sendt endnu."),
    "uaendret": later("Det er en ny udgave af dette referat. Opfølgningerne er de samme."),
    "kendt": later("Det samme referat er taget ind før. Her er det."),
}


def moment(at: datetime, now: datetime) -> str:
    """Give "17. sep. kl. 14.05", in Danish time whatever is spoken."""
    local = at.astimezone(DENMARK)
    day = short_date(local.date(), now.astimezone(DENMARK).date())
    return t("{day} kl. {hour}.{minute}").format(day=day, hour=f"{local:%H}", minute=f"{local:%M}")


def unheard(person: Person | None, wishes: Wishes | None, today: date) -> str | None:
    """Say why somebody gets no word, or may not read it; None where nothing tells so."""
    return _silent(wishes, today) or _out_of_reach(person, today)


def _silent(wishes: Wishes | None, today: date) -> str | None:
    """Say why somebody gets no word; None where they do."""
    if wishes and wishes.opted_out:
        return t("har sagt stop – får ikke besked")
    if wishes and wishes.paused_until and today < wishes.paused_until:
        return t("holder pause til {day}").format(day=long_date(wishes.paused_until))
    return None


def _out_of_reach(person: Person | None, today: date) -> str | None:
    """Say why somebody may not read what is sent; None where nothing tells so."""
    if person and person.bounce_code:
        return t("mail kommer retur")
    if person and person.away_until and today < person.away_until:
        day = short_date(person.away_until, today)
        return t("på ferie til {day} ifølge autosvar").format(day=day)
    return None


def lines(spans: tuple[tuple[int, int], ...]) -> str:
    """Give "linje 4" or "linje 4–6 og 9"."""
    said = [str(first) if first == last else f"{first}–{last}" for first, last in spans]
    return t("linje {lines}").format(lines=joined(said))


def same(quote: str, task: str) -> bool:
    """Say whether the task is the minutes' own sentence, which need not stand there twice."""
    return _bare(quote) == _bare(task) != ""


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def source(item: str | None, spans: tuple[tuple[int, int], ...], verbatim: bool) -> str:
    """Say where in the minutes it stands, and whether in these very words."""
    if not item and not spans:
        return t("Tilføjet i gennemgangen")
    where = [t("punkt »{item}«").format(item=item)] if item else []
    where += [lines(spans)] if spans else []
    told = t("Ordret fra referatet: {where}") if verbatim else t("Fra referatet: {where}")
    return told.format(where=", ".join(where))


def roles(held: frozenset[Role]) -> str:
    """Give a member's roles in one line."""
    return ", ".join(t(name) for role, name in ROLES.items() if role in held)


def reason(code: str) -> str:
    """Say why; a code of the other side's stays as it is, for whoever runs the mail or Teams."""
    return t(REASONS[code]) if code in REASONS else code
