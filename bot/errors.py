"""The errors that a person may meet; the message is one clear sentence for that person.

BoldenError
├── BadInputError         what was given cannot be used (exit 2)
│   ├── UnreadableError   a document that cannot be read, and why
│   ├── BadSettingsError  a setting that is missing or wrong
│   └── UnknownError      a network, person, meeting or follow-up that does not exist
├── NotAllowedError       somebody who may not do this
│   └── UnverifiedError   a token, or what else says who somebody is, that is not believed
├── NoTokenError          Entra gives no token, or cannot be reached; the cause says why
└── OutdatedError         it was possible once, but the state has moved on
"""

from pathlib import Path

_BOT = Path(__file__).parent


def place_of(error: BaseException) -> str:
    """Say what a log may of an error nobody expected: its own text may hold people's words."""
    from traceback import extract_tb  # rarely wanted, and slow to load

    way = [(Path(frame.filename), frame.lineno) for frame in extract_tb(error.__traceback__)]
    ours = [one for one in way[:-1] if one[0].is_relative_to(_BOT)]
    lines = [f"{file.name}:{line}" for file, line in (*way[-1:], *reversed(ours[-5:]))]
    return f"{type(error).__name__} at {' < '.join(lines)}"


class BoldenError(Exception):
    """Base of all errors with a sentence that may be shown to a person."""


class BadInputError(BoldenError):
    """What was given cannot be used."""


class UnreadableError(BadInputError):
    """The document cannot be read."""


class BadSettingsError(BadInputError):
    """A setting is missing or wrong."""


class UnknownError(BadInputError):
    """What is asked for does not exist."""


class NotAllowedError(BoldenError):
    """The person may not do this."""


class UnverifiedError(NotAllowedError):
    """It does not come from where it says."""


class NoTokenError(BoldenError):
    """No token could be had; the cause says why."""


class OutdatedError(BoldenError):
    """The state has moved on since the question was asked."""
