"""What may come in from Teams besides words and buttons: dialogs, extensions and files."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.delivery.connector import Connector
from bot.delivery.verification import LoopbackOnly, TokenVerifier
from bot.domain.meetings import Minutes
from cards import review_dialog
from cards.rendering import render, summary
from handlers.dialogs import Dialogs
from handlers.dispatch import Dispatcher
from handlers.extension import Extension
from handlers.files import Files
from handlers.messages import MessagesEndpoint
from handlers.teams import Invoke, TakeFile, TeamsBot


@dataclass(frozen=True)
class Parts:
    """What the doors are made of."""

    dispatcher: Dispatcher
    connector: Connector
    read: Callable[[bytes, str], Awaitable[Minutes]]


def endpoint(
    parts: Parts, verifier: TokenVerifier | LoopbackOnly, tenants: frozenset[str]
) -> MessagesEndpoint:
    """Give who takes what Teams posts."""
    teams = TeamsBot(
        parts.connector,
        parts.dispatcher,
        render=render,
        summary=summary,
        invokes=invokes(parts),
        take_file=take_file(parts),
    )
    return MessagesEndpoint(verifier, teams, tenants=tenants)


def invokes(parts: Parts) -> dict[str, Invoke]:
    """Give who answers an invoke, by its name; what is not named is not implemented."""
    extension = Extension(parts.dispatcher)
    dialogs = Dialogs(parts.dispatcher, review_dialog.build, review_dialog.title)
    return {
        "task/fetch": dialogs.fetch,
        "task/submit": dialogs.submit,
        "composeExtension/fetchTask": extension.fetch,
        "composeExtension/submitAction": extension.submit,
    }


def take_file(parts: Parts) -> TakeFile:
    """Give who takes a file that is sent in a chat."""
    return Files(parts.dispatcher, parts.connector, parts.read).take
