"""The errors that a person may meet; the message is one clear sentence for that person.

BoldenError
├── BadInputError         what was given cannot be used (exit 2)
│   ├── UnreadableError   a document that cannot be read, and why
│   ├── BadSettingsError  a setting that is missing or wrong
│   └── UnknownError      a network, person, meeting or follow-up that does not exist
├── NotAllowedError       somebody who may not do this
└── OutdatedError         it was possible once, but the state has moved on
"""


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


class OutdatedError(BoldenError):
    """The state has moved on since the question was asked."""
