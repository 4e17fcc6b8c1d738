"""Our token for the connector: renewed in time, once for all, and again when it is rejected."""

import asyncio

import pytest

from bot.delivery.connector import Connector, TrustedUrls
from bot.delivery.credentials import Secret
from bot.delivery.teams import TeamsSender
from bot.delivery.tokens import TokenSource
from bot.domain.delivery import Sending, SendState
from bot.errors import NoTokenError
from bot.standin.login import StandInLogin
from tests.teams_world import APP_ID, NOTICE, TENANT, Teams, render, summary


def source(teams: Teams, *, secret: str, origin: str | None = None) -> TokenSource:
    login = StandInLogin(origin or teams.standin.origin)
    return TokenSource(Secret(APP_ID, TENANT, secret), now=teams.clock, http_client=login)


async def test_one_token_serves_until_five_minutes_before_its_end(teams: Teams) -> None:
    tokens = source(teams, secret="s3cret")
    first = await asyncio.gather(*(tokens.token() for _ in range(20)))
    assert len(set(first)) == 1
    teams.clock.forward(minutes=54)
    assert await tokens.token() == first[0]
    assert teams.standin.identity.issued == 1
    teams.clock.forward(minutes=1)
    assert await tokens.token() != first[0]
    assert teams.standin.identity.issued == 2


async def test_a_rejected_token_is_replaced_once_for_all(teams: Teams) -> None:
    tokens = source(teams, secret="s3cret")
    old = await tokens.token()
    new = await asyncio.gather(*(tokens.instead_of(old) for _ in range(5)))
    assert len(set(new)) == 1
    assert new[0] != old
    assert teams.standin.identity.issued == 2


async def test_a_withdrawn_token_costs_no_message(teams: Teams) -> None:
    await teams.sender.deliver(NOTICE, teams.ida_at, Sending(1))
    teams.standin.identity.withdraw_tokens()
    receipt = await teams.sender.deliver(NOTICE, teams.ida_at, Sending(2))
    assert receipt.state is SendState.SENT
    assert len(teams.standin.world.messages("a:e-ida")) == 2


async def test_a_token_serves_to_its_end_where_no_new_one_is_to_be_had(teams: Teams) -> None:
    tokens = source(teams, secret="s3cret")
    token = await tokens.token()
    teams.standin.identity.secret = "another"
    teams.clock.forward(minutes=57)
    assert await tokens.token() == token
    teams.clock.forward(minutes=3)
    with pytest.raises(NoTokenError):
        await tokens.token()


async def test_a_failure_is_one_for_all_who_wait(teams: Teams) -> None:
    tokens = source(teams, secret="wrong")
    results = await asyncio.gather(*(tokens.token() for _ in range(20)), return_exceptions=True)
    assert len({id(result) for result in results}) == 1


async def test_who_goes_away_takes_nobodys_token_along(teams: Teams) -> None:
    tokens = source(teams, secret="s3cret")
    impatient = asyncio.create_task(tokens.token())
    await asyncio.sleep(0)
    patient = asyncio.create_task(tokens.token())
    await asyncio.sleep(0)
    impatient.cancel()
    assert await patient
    assert teams.standin.identity.issued == 1


@pytest.mark.parametrize(("secret", "origin"), [("wrong", None), ("s3cret", "http://127.0.0.1:9")])
async def test_without_a_token_nothing_leaves(
    teams: Teams, secret: str, origin: str | None
) -> None:
    tokens = source(teams, secret=secret, origin=origin)
    with pytest.raises(NoTokenError) as caught:
        await tokens.token()
    assert secret not in str(caught.value)
    connector = Connector(tokens, trusted=TrustedUrls(frozenset({teams.standin.origin})))
    sender = TeamsSender(connector, bot_id="28:b", render=render, summary=summary, now=teams.clock)
    receipt = await sender.deliver(NOTICE, teams.ida_at, Sending(1))
    assert (receipt.state, receipt.reason) == (SendState.RETRY, "NoToken")
    assert not teams.standin.record.calls
    await connector.close()
