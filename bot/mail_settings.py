"""The settings of the mailbox, and what is wrong with them."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.delivery.mail.server import Security, Server
from bot.errors import BadSettingsError
from bot.teams_address import is_loopback, is_safe

ROADS = ("folder", "graph", "ews", "smtp")
#: how one may sign in at an Exchange server
EWS_WAYS = ("ntlm", "basic", "kerberos", "oauth")
#: Exchange Online lets no program in by password, and ends EWS; Graph is the road there
_EXCHANGE_ONLINE = ("office365.com", "outlook.office.com")
_PORTS = {
    "smtp": {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25},
    "imap": {Security.STARTTLS: 143, Security.TLS: 993, Security.NONE: 143},
}


@dataclass(frozen=True)
class Mail:
    """The mailbox: a folder, in Exchange Online, on an Exchange server, or by SMTP and IMAP."""

    #: one of ROADS
    road: str = "folder"
    folder: str = "var/mail"
    name: str = "Bolden"
    address: str = "bolden@example.org"
    #: makes message ids that nobody else can make
    key: str = field(default="", repr=False)
    key_file: str = ""
    #: where an Exchange server answers, as https://post.example.org/EWS/Exchange.asmx
    ews_url: str = ""
    #: one of EWS_WAYS; kerberos needs neither user nor password, but a ticket
    ews_auth: str = "ntlm"
    ews_user: str = ""
    ews_password: str = field(default="", repr=False)
    ews_password_file: str = ""
    #: with oauth: where a token for the account is to be had, and as which app
    ews_token_url: str = ""
    ews_client_id: str = ""
    ews_client_secret: str = field(default="", repr=False)
    ews_client_secret_file: str = ""
    smtp_host: str = ""
    #: 0 for the usual one
    smtp_port: int = 0
    smtp_security: str = "starttls"
    #: empty: the server takes mail from us without signing in
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_password_file: str = ""
    imap_host: str = ""
    imap_port: int = 0
    imap_security: str = "tls"
    imap_user: str = ""
    imap_password: str = field(default="", repr=False)
    imap_password_file: str = ""
    #: whose Authentication-Results are believed, separated by commas
    trusted_servers: str = ""

    @property
    def trusted(self) -> frozenset[str]:
        """Give the servers whose word on a sender counts."""
        return frozenset(
            one.strip().lower() for one in self.trusted_servers.split(",") if one.strip()
        )

    @property
    def smtp(self) -> Server:
        """Give where mail is sent."""
        return _server(
            "smtp",
            self.smtp_host,
            self.smtp_port,
            self.smtp_security,
            self.smtp_user,
            self.smtp_password,
        )

    @property
    def imap(self) -> Server:
        """Give where mail is fetched."""
        return _server(
            "imap",
            self.imap_host,
            self.imap_port,
            self.imap_security,
            self.imap_user,
            self.imap_password,
        )


def _server(kind: str, host: str, port: int, security: str, user: str, password: str) -> Server:
    way = Security(security)
    return Server(host, port or _PORTS[kind][way], way, user, password)


def validate_mail(mail: Mail, *, has_app: bool) -> None:
    """Raise BadSettingsError where something is missing or wrong."""
    if mail.address.count("@") != 1 or mail.address.strip("@") != mail.address:
        raise BadSettingsError("Setting 'mail.address' must be a mail address.")
    if mail.road not in ROADS:
        raise BadSettingsError("Setting 'mail.road' must be folder, graph, ews or smtp.")
    if mail.road == "graph" and not (has_app and mail.key):
        raise BadSettingsError("'mail.road' graph needs 'teams.app_id' and 'mail.key'.")
    if mail.road == "ews":
        _validate_ews(mail)
    if mail.road == "smtp":
        _validate_servers(mail)


def _validate_ews(mail: Mail) -> None:
    if mail.ews_auth not in EWS_WAYS:
        raise BadSettingsError("Setting 'mail.ews_auth' must be ntlm, basic, kerberos or oauth.")
    known_by = () if mail.ews_auth == "kerberos" else ("ews_user", "ews_password")
    token_from = ("ews_token_url", "ews_client_id") if mail.ews_auth == "oauth" else ()
    _refuse_missing(mail, "ews_url", *known_by, *token_from, "key")
    if token_from and not mail.ews_token_url.startswith("https://"):
        raise BadSettingsError("Setting 'mail.ews_token_url' must begin with https://.")
    if not is_safe(mail.ews_url) or urlsplit(mail.ews_url).path in ("", "/"):
        raise BadSettingsError(
            "Setting 'mail.ews_url' must be the whole address, https://, a host and mostly "
            "/EWS/Exchange.asmx; http:// on this machine alone."
        )
    host = urlsplit(mail.ews_url).hostname or ""
    if "@" in urlsplit(mail.ews_url).netloc:
        raise BadSettingsError(
            "Setting 'mail.ews_url' holds a name or a password: 'mail.ews_user' and "
            "'mail.ews_password' are for those."
        )
    if _is_exchange_online(host):
        raise BadSettingsError(
            f"'mail.ews_url' {host} is Exchange Online, where EWS is being switched off tenant by "
            "tenant since 1 October 2026 and ends for all on 1 April 2027: set 'mail.road' to "
            "graph."
        )


def _validate_servers(mail: Mail) -> None:
    _refuse_missing(
        mail, "smtp_host", "imap_host", "imap_user", "imap_password", "key", "trusted_servers"
    )
    if bool(mail.smtp_user) != bool(mail.smtp_password):
        raise BadSettingsError("'mail.smtp_user' and 'mail.smtp_password' need each other.")
    for kind in ("smtp", "imap"):
        _validate_server(
            kind,
            getattr(mail, f"{kind}_host"),
            getattr(mail, f"{kind}_port"),
            getattr(mail, f"{kind}_security"),
        )


def _refuse_missing(mail: Mail, *needed: str) -> None:
    missing = [f"'mail.{name}'" for name in needed if not getattr(mail, name)]
    if missing:
        raise BadSettingsError(f"'mail.road' {mail.road} needs {', '.join(missing)}.")


def _is_exchange_online(host: str) -> bool:
    return host.lower().rstrip(".").endswith(_EXCHANGE_ONLINE)


def _validate_server(kind: str, host: str, port: int, security: str) -> None:
    if _is_exchange_online(host):
        raise BadSettingsError(
            f"'mail.{kind}_host' {host} is Exchange Online, which lets no program in by password: "
            "set 'mail.road' to graph."
        )
    if not 0 <= port <= 65535:
        raise BadSettingsError(f"Setting 'mail.{kind}_port' must be between 0 and 65535.")
    if security not in list(Security):
        raise BadSettingsError(f"Setting 'mail.{kind}_security' must be starttls, tls or none.")
    if security == Security.NONE and not is_loopback(host):
        raise BadSettingsError(
            f"'mail.{kind}_security' may be none only where 'mail.{kind}_host' is this machine."
        )
