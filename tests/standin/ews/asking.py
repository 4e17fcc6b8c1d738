"""exchangelib as one asks it here: in a thread, failing at once, and shut again."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from exchangelib import BASIC, DELEGATE, IMPERSONATION, Account, Configuration, Credentials
from exchangelib.protocol import close_connections
from exchangelib.version import EXCHANGE_2019, Version

from tests.ews_world import PASSWORD, Ews

T = TypeVar("T")

RAW = (
    "From: Eva Holm <eva@example.org>\r\nTo: bolden@example.org\r\nSubject: Færdig\r\n"
    "Message-ID: <a@example.org>\r\nIn-Reply-To: <b@example.org>\r\n"
    "References: <b@example.org>\r\nAuto-Submitted: auto-replied\r\n"
    'Content-Type: text/plain; charset="utf-8"\r\n\r\nDen er færdig.\r\n'
).encode()
MAIL = (
    b"From: bolden@example.org\r\nTo: Eva Holm <eva@example.org>\r\nSubject: Hej\r\n"
    b"Message-ID: <f1@example.org>\r\nAuto-Submitted: auto-generated\r\n\r\nHej\r\n"
)


async def asked(
    ews: Ews,
    question: Callable[[Account], T],
    *,
    user: str | None = None,
    password: str = PASSWORD,
    address: str | None = None,
    impersonates: bool = False,
) -> T:
    """Put a question to a mailbox."""

    def ask() -> T:
        configuration = Configuration(
            service_endpoint=ews.url,
            credentials=Credentials(user or ews.user, password),
            auth_type=BASIC,
            version=Version(EXCHANGE_2019),
        )
        account = Account(
            address or ews.address,
            config=configuration,
            access_type=IMPERSONATION if impersonates else DELEGATE,
        )
        try:
            return question(account)
        finally:
            close_connections()

    return await asyncio.to_thread(ask)


def synchronised(account: Account, state: str | None = None) -> tuple[list[tuple[str, str]], str]:
    """Give kinds and message ids (or item ids) of what is new, and the state after it."""
    found = []
    for kind, item in account.inbox.sync_items(sync_state=state, only_fields=["message_id"]):
        if kind in {"create", "update"}:
            found.append((kind, item.message_id))
        else:
            found.append((kind, item.id if kind == "delete" else item[0].id))
    return found, account.inbox.item_sync_state
