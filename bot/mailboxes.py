"""The mailbox that the settings name, for as long as it is needed, and whose word counts in it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.delivery.channel import Mailbox
from bot.delivery.mail.folder import MaildirMailbox
from bot.mail_settings import Mail
from handlers.sender_check import EXCHANGE, MICROSOFT_365

if TYPE_CHECKING:
    from bot.linking import TeamsLink


@asynccontextmanager
async def mailbox_of(
    mail: Mail,
    link: "TeamsLink | None",
    clock: Callable[[], datetime],
    wake: Callable[[], None],
) -> AsyncIterator[Mailbox]:
    """Give the mailbox; `wake` is called where it is told of new mail."""
    if mail.road == "graph" and link is not None and link.graph is not None:
        from bot.delivery.mail.graph_mailbox import GraphMailbox

        yield GraphMailbox(link.graph, mail.address, clock=clock)
    elif mail.road == "ews":
        from bot.delivery.mail.ews_mailbox import EwsMailbox
        from bot.delivery.mail.exchange_line import App, Login

        app = App(mail.ews_token_url, mail.ews_client_id, mail.ews_client_secret)
        login = Login(mail.ews_url, mail.ews_auth, mail.ews_user, mail.ews_password, app)
        exchange = EwsMailbox(login, mail.address, clock=clock)
        try:
            yield exchange
        finally:
            await exchange.close()
    elif mail.road == "smtp":
        from bot.delivery.mail.internet_mailbox import InternetMailbox
        from bot.delivery.mail.server import trusted_tls
        from bot.delivery.mail.smtp import Courier

        tls = trusted_tls()
        courier = Courier(mail.smtp, mail.address, clock=clock, tls=tls)
        mailbox = InternetMailbox(courier, mail.imap, clock=clock, tls=tls, wake=wake)
        try:
            yield mailbox
        finally:
            await mailbox.close()
    else:
        yield MaildirMailbox(Path(mail.folder), clock=clock)


def trusted_servers(mail: Mail) -> frozenset[str]:
    """Give those who vouch for a sender; with none, only those write whom the folder lets in."""
    if mail.road == "graph":
        return frozenset({MICROSOFT_365, EXCHANGE})
    return mail.trusted | {EXCHANGE} if mail.road == "ews" else mail.trusted


def described(mail: Mail) -> str:
    """Say for `bolden check` which mailbox it is."""
    if mail.road == "graph":
        return f"{mail.address} by Graph"
    if mail.road == "ews":
        return f"{mail.address} by Exchange Web Services at {urlsplit(mail.ews_url).hostname}"
    if mail.road == "smtp":
        return f"{mail.address} by {mail.smtp_host} and {mail.imap_host}"
    return f"folder {mail.folder}"
