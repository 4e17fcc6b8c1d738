"""All settings: one file (bolden.toml), overridden by BOLDEN_SECTION__KEY, read once, validated.

Every key is documented in docs/operating.md; a test holds the two together.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.errors import BadSettingsError
from bot.mail_settings import Mail as Mail
from bot.mail_settings import validate_mail
from bot.teams_address import is_loopback, is_safe, refuse_anonymous, refuse_stand_in

FILE = Path("bolden.toml")
_PREFIX = "BOLDEN_"
#: the second is how SQLite was named before
_DATABASES = ("sqlite://", "sqlite+aiosqlite://", "postgresql+asyncpg://")


@dataclass(frozen=True)
class Database:
    """Where state is kept."""

    url: str = "sqlite:///var/bolden.sqlite"


@dataclass(frozen=True)
class Board:
    """The board and the address that Teams posts to."""

    host: str = "127.0.0.1"
    port: int = 3978
    #: what the board is called outside, where members sign in and a proxy with TLS stands in front
    link: str = ""
    #: makes sessions that nobody else can make
    key: str = field(default="", repr=False)
    key_file: str = ""

    @property
    def url(self) -> str:
        """Give the address that links begin with, without a slash at the end."""
        return (self.link or f"http://{self.host}:{self.port}").rstrip("/")


@dataclass(frozen=True)
class Teams:
    """The bot's registration; no app id, no Teams."""

    app_id: str = ""
    secret: str = field(default="", repr=False)
    #: a file whose text is the secret
    secret_file: str = ""
    #: instead of a secret: a PEM file with a private key and its certificate
    certificate_file: str = ""
    #: instead of a secret: a client id, or "system" for the machine's own
    managed_identity: str = ""
    tenant_id: str = ""
    #: further tenants whose people may answer, separated by commas
    tenants: str = ""
    service_url: str = "https://smba.trafficmanager.net/teams"
    #: give the app by Graph to people of the own tenant who never had it
    install: bool = False
    #: the app's id in the organisation's catalogue; empty: it is looked up
    catalogue_id: str = ""
    #: no tokens either way, loopback only: for the Agents Playground
    anonymous: bool = False

    @property
    def allowed_tenants(self) -> frozenset[str]:
        """Give the tenants that are listened to."""
        named = (self.tenant_id, *self.tenants.split(","))
        return frozenset(one.strip() for one in named if one.strip())


@dataclass(frozen=True)
class Assistant:
    """A second reader behind a chat endpoint; no url, no second reader."""

    url: str = ""
    model: str = ""
    key: str = field(default="", repr=False)
    key_file: str = ""
    #: for all that is asked about one document
    seconds: int = 40
    #: of one document; what is beyond is not sent
    letters: int = 60_000
    calls: int = 8


@dataclass(frozen=True)
class Reader:
    """How documents are read."""

    #: "auto": scans are read where tesseract is installed; "off": never
    ocr: str = "auto"


@dataclass(frozen=True)
class Settings:
    """Everything that can be set."""

    database: Database = Database()
    board: Board = Board()
    teams: Teams = Teams()
    mail: Mail = Mail()  # noqa: RUF009 - it is as frozen as the others
    assistant: Assistant = Assistant()
    reader: Reader = Reader()

    @property
    def signs_in(self) -> bool:
        """Say whether members sign in at the board: under its own name, by the app registration."""
        is_registered = bool(self.teams.app_id) and not self.teams.managed_identity
        return is_registered and self.board.link.startswith("https://")

    @property
    def open_to_members(self) -> str:
        """Give what links to the board begin with; empty where only this machine can open it."""
        return self.board.url if self.signs_in else ""


def load(
    file: Path | None = None,
    environment: Mapping[str, str] = os.environ,
    *,
    speaks_to_teams: bool = True,
) -> Settings:
    """Read the settings; a missing default file means defaults. Raises BadSettingsError.

    Who does not speak to Teams can do without its secret: the app package is made before there
    is one.
    """
    given = _file(file)
    sections: dict[str, Any] = {}
    for section in fields(Settings):
        values = given.pop(section.name, {})
        if not isinstance(values, dict):
            raise BadSettingsError(f"Setting '{section.name}' must be a section.")
        sections[section.name] = _section(section.name, section.default, values, environment)
    if given:
        raise BadSettingsError(f"Unknown section '{next(iter(given))}' in the settings.")
    _refuse_unknown(environment)
    settings = Settings(**sections)
    _validate(settings)
    if speaks_to_teams:
        _validate_registration(settings.teams)
    return settings


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    """A misspelt secret must not pass for none."""
    known = {
        f"{_PREFIX}{section.name}__{key.name}".upper()
        for section in fields(Settings)
        for key in fields(getattr(Settings(), section.name))
    }
    for name in sorted(environment):
        if name.upper().startswith(_PREFIX) and name.upper() not in known:
            raise BadSettingsError(f"Unknown setting '{name}' in the environment.")


def _file(file: Path | None) -> dict[str, Any]:
    path = file or FILE
    if file is None and not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettingsError(f"The settings file {path} cannot be read.") from error
    except tomllib.TOMLDecodeError as error:
        raise BadSettingsError(f"The settings file {path} is no TOML: {error}.") from error


def _section(name: str, default: Any, given: dict[str, Any], environment: Mapping[str, str]) -> Any:
    values: dict[str, Any] = {}
    for one in fields(default):
        key = f"{name}.{one.name}"
        standard = getattr(default, one.name) if one.default is MISSING else one.default
        value = given.pop(one.name, standard)
        said = environment.get(f"{_PREFIX}{name}__{one.name}".upper())
        if said is not None:
            value = _from_text(key, said, type(standard))
        if type(value) is not type(standard):
            raise BadSettingsError(f"Setting '{key}' must be {type(standard).__name__}.")
        values[one.name] = value
    if given:
        raise BadSettingsError(f"Unknown setting '{name}.{next(iter(given))}'.")
    for key, path in values.items():
        secret = key.removesuffix("_file")
        if path and secret != key and secret in values:
            values[secret] = _secret(f"{name}.{key}", path)
    return type(default)(**values)


def _from_text(key: str, text: str, kind: type) -> Any:
    if kind is bool:
        if text.casefold() not in ("true", "false"):
            raise BadSettingsError(f"Setting '{key}' must be true or false.")
        return text.casefold() == "true"
    if kind is int:
        if not text.isdecimal():
            raise BadSettingsError(f"Setting '{key}' must be a number.")
        return int(text)
    return text


def _secret(key: str, path: str) -> str:
    try:
        return Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettingsError(f"The file that '{key}' names cannot be read.") from error


def _validate(settings: Settings) -> None:
    board, teams = settings.board, settings.teams
    if not is_loopback(board.host) and not settings.signs_in:
        raise BadSettingsError(
            f"The board cannot listen on {board.host} without sign-in: set 'board.link' (https), "
            "'teams.app_id' and a secret or certificate, or 'board.host' to a loopback address."
        )
    if settings.signs_in and board.url.lower() != f"https://{urlsplit(board.link).hostname}":
        raise BadSettingsError("Setting 'board.link' must be https:// and a host, and no more.")
    if board.key and len(board.key) < 32:
        raise BadSettingsError("Setting 'board.key' must be at least 32 characters.")
    if not 0 <= board.port <= 65535:
        raise BadSettingsError("Setting 'board.port' must be between 0 and 65535.")
    if board.link and not is_safe(board.link):
        raise BadSettingsError(
            "Setting 'board.link' must begin with https://, or http:// on this machine."
        )
    if teams.app_id and teams.anonymous:
        raise BadSettingsError("'teams.anonymous' and 'teams.app_id' exclude each other.")
    if teams.anonymous:
        refuse_anonymous(urlsplit(board.link).hostname or "")
    else:
        refuse_stand_in(teams.service_url)
    if not settings.database.url.startswith(_DATABASES):
        raise BadSettingsError(
            "Setting 'database.url' must begin with sqlite:// or postgresql+asyncpg://."
        )
    validate_mail(settings.mail, has_app=bool(teams.app_id))
    if settings.reader.ocr not in ("auto", "off"):
        raise BadSettingsError("Setting 'reader.ocr' must be auto or off.")
    _validate_assistant(settings.assistant)


def _validate_registration(teams: Teams) -> None:
    if not teams.app_id:
        return
    proofs = ("secret", "certificate_file", "managed_identity")
    given = [f"'teams.{name}'" for name in proofs if getattr(teams, name)]
    if not given or not teams.tenant_id:
        one_of = "'teams.secret', 'teams.certificate_file' and 'teams.managed_identity'"
        raise BadSettingsError(f"'teams.app_id' needs 'teams.tenant_id' and one of {one_of}.")
    if len(given) > 1:
        raise BadSettingsError(f"Set only one of {' and '.join(given)}.")


def _validate_assistant(assistant: Assistant) -> None:
    """Minutes leave the machine encrypted or not at all."""
    if assistant.url and not is_safe(assistant.url):
        raise BadSettingsError(
            "Setting 'assistant.url' must begin with https://, or http:// on this machine."
        )
    for name in ("seconds", "letters", "calls"):
        if getattr(assistant, name) < 1:
            raise BadSettingsError(f"Setting 'assistant.{name}' must be at least 1.")
