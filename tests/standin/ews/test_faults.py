"""What goes wrong with a real Exchange, on demand: exchangelib tells it as it would there."""

import asyncio

import pytest
from exchangelib import Account
from exchangelib.errors import (
    ErrorAccessDenied,
    ErrorImpersonateUserDenied,
    ErrorInvalidSyncStateData,
    ErrorMailboxMoveInProgress,
    ErrorNonExistentMailbox,
    ErrorServerBusy,
    ErrorTimeoutExpired,
    UnauthorizedError,
)

from bot.standin.ews.faults import (
    BUSY,
    BUSY_MESSAGE,
    LOST_ANSWER,
    LOST_REQUEST,
    MOVED,
    SIGNED_OUT,
    STATE_LOST,
    UNAVAILABLE,
    EwsFault,
)
from tests.ews_world import Ews
from tests.gate import Gate
from tests.standin.ews.asking import RAW, asked, synchronised
from tests.standin.ews.test_sending import send


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (BUSY, ErrorServerBusy),
        (BUSY_MESSAGE, ErrorServerBusy),
        (UNAVAILABLE, ErrorServerBusy),
        (SIGNED_OUT, UnauthorizedError),
        (MOVED, ErrorMailboxMoveInProgress),
        (STATE_LOST, ErrorInvalidSyncStateData),
    ],
)
async def test_a_fault_is_told_once(ews: Ews, fault: EwsFault, error: type[Exception]) -> None:
    ews.faults.append(fault)
    with pytest.raises(error):
        await asked(ews, synchronised)
    assert ews.faults == []
    await asked(ews, synchronised)


async def test_a_busy_server_says_how_long_to_wait(ews: Ews) -> None:
    ews.faults.append(BUSY)
    with pytest.raises(ErrorServerBusy) as caught:
        await asked(ews, send)
    assert caught.value.back_off == 2.0
    assert ews.sent == []


async def test_the_answer_is_lost_though_the_mail_was_sent(ews: Ews) -> None:
    ews.faults.append(LOST_ANSWER)
    with pytest.raises(ErrorTimeoutExpired):
        await asked(ews, send)
    assert len(ews.sent) == 1
    assert ews.calls.count("CreateItem") == 1


async def test_the_line_breaks_before_anything_was_done(ews: Ews) -> None:
    ews.faults.append(LOST_REQUEST)
    with pytest.raises(ErrorTimeoutExpired):
        await asked(ews, send)
    assert ews.sent == []


async def test_a_slow_answer_comes_when_it_is_let_go(ews: Ews) -> None:
    gate = Gate()
    ews.faults.append(EwsFault(operation="CreateItem", holds=gate, goes_on=True))
    sending = asyncio.create_task(asked(ews, send))
    await gate.more_than(0)
    assert ews.sent == []
    gate.set()
    assert await sending == ["<f1@example.org>"]


async def test_a_state_that_is_too_old_is_refused_or_begins_anew(ews: Ews) -> None:
    ews.drop(RAW)
    _, state = await asked(ews, synchronised)
    ews.drop(RAW)
    ews.mailbox.oldest = 2
    for no_good in (state, "tilstand"):
        with pytest.raises(ErrorInvalidSyncStateData):
            await asked(ews, lambda account, bad=no_good: synchronised(account, bad))
    ews.standin.exchange.manners.begins_anew = True
    found, _ = await asked(ews, lambda account: synchronised(account, state))
    assert [kind for kind, _ in found] == ["create", "create"]


async def test_watermarks_may_be_left_out(ews: Ews) -> None:
    ews.standin.exchange.manners.without_watermarks = True
    # exchangelib stumbles where the schema allows it
    with pytest.raises(AttributeError):
        await asked(ews, lambda account: account.inbox.subscribe_to_pull())


def inbox(account: Account) -> str:
    return str(account.inbox.name)


async def test_only_those_who_may_get_in(ews: Ews) -> None:
    ews.standin.exchange.open("eva@example.org", "s")
    with pytest.raises(UnauthorizedError):
        await asked(ews, inbox, password="forkert")
    with pytest.raises(ErrorAccessDenied):
        await asked(ews, synchronised, address="eva@example.org")
    with pytest.raises(ErrorNonExistentMailbox):
        await asked(ews, synchronised, address="ingen@example.org")
    with pytest.raises(ErrorImpersonateUserDenied):
        await asked(ews, synchronised, address="eva@example.org", impersonates=True)
