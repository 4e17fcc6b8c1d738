"""Who somebody is, by a token of Entra's: what is believed, and everything that is not."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from selectolax.lexbor import LexborHTMLParser

from bot.delivery.accounts import Account, AccountVerifier
from bot.delivery.code_flow import ANY_TENANT, CodeFlow
from bot.delivery.credentials import Secret
from bot.delivery.keyring import KeyRing
from bot.errors import NoTokenError, UnverifiedError
from bot.standin.identity import Identity
from bot.standin.serving import StandIn
from bot.standin.world import User
from tests.teams_world import APP_ID, FOREIGN_TENANT, TENANT, Clock
from tests.web.visitor import fields_of

BACK = "https://tavle.example.org/log-ind/svar"
RESOURCE = f"api://tavle.example.org/botid-{APP_ID}"
IDA = User("29:ida", "Ida Blom", "E-IDA", TENANT)


@pytest.fixture
async def standin() -> AsyncIterator[StandIn]:
    running = StandIn(app_id=APP_ID, secret="hemmelig", tenant_id=TENANT, now=Clock())
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
def verifier(standin: StandIn) -> AccountVerifier:
    now = standin.identity.now
    keys = KeyRing(now=now, metadata_url=standin.entra_metadata_url)
    return AccountVerifier((APP_ID, RESOURCE), keys, tenants={TENANT.upper()}, now=now)


@pytest.fixture
def flow(standin: StandIn) -> CodeFlow:
    return _flow(standin)


def _flow(standin: StandIn, secret: str | None = None) -> CodeFlow:
    credential = Secret(APP_ID, TENANT, secret or standin.identity.secret)
    return CodeFlow(credential, BACK, tenant=ANY_TENANT, http_client=standin.login)


async def test_who_is_in_teams_is_known_by_tenant_and_id(
    standin: StandIn, verifier: AccountVerifier
) -> None:
    for audience in (APP_ID, RESOURCE):
        token = standin.accounts.tab_token(IDA, aud=audience)
        assert await verifier.verify_tab(token) == Account(TENANT, "e-ida")


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "00000000-0000-4000-8000-00000000feed"},
        {"aud": f"api://{APP_ID}"},
        {"iss": f"https://login.microsoftonline.com/{FOREIGN_TENANT}/v2.0"},
        {"iss": f"https://sts.windows.net/{TENANT}/"},
        {"iss": None},
        {"tid": FOREIGN_TENANT},
        {
            "tid": FOREIGN_TENANT,
            "iss": f"https://login.microsoftonline.com/{FOREIGN_TENANT}/v2.0",
        },
        {"tid": None},
        {"oid": None},
        {"oid": 7},
        {"exp": 1},
        {"exp": None},
        {"nbf": 4_000_000_000},
        {"scp": "User.Read"},
        {"scp": None},
        {"scp": None, "roles": ["access_as_user"]},
    ],
    ids=str,
)
async def test_what_entra_did_not_say_of_us_is_not_believed(
    standin: StandIn, verifier: AccountVerifier, changes: dict[str, Any]
) -> None:
    with pytest.raises(UnverifiedError):
        await verifier.verify_tab(standin.accounts.tab_token(IDA, **changes))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é.é.é", "\udcff", "eyJhbGciOiJub25lIn0.e30."])
async def test_what_is_no_token_is_refused(verifier: AccountVerifier, token: str) -> None:
    with pytest.raises(UnverifiedError):
        await verifier.verify_tab(token)


async def test_a_strangers_signature_is_refused(
    standin: StandIn, verifier: AccountVerifier
) -> None:
    own = standin.accounts.tab_token(IDA)
    stranger = Identity(app_id=APP_ID, secret="s", tenant_id=TENANT, now=standin.identity.now)
    stranger.rotate()
    head, body, _ = own.split(".")
    for forged in (stranger.sign_claims({"tid": TENANT}), f"{head}.{body}.", f"{head}.{body}.AAAA"):
        with pytest.raises(UnverifiedError):
            await verifier.verify_tab(forged)


async def test_a_key_signs_for_its_own_tenant_only(
    standin: StandIn, verifier: AccountVerifier
) -> None:
    (entry,) = standin.identity.keys()["keys"]
    entry["issuer"] = f"https://login.microsoftonline.com/{FOREIGN_TENANT}/v2.0"
    with pytest.raises(UnverifiedError, match="another issuer"):
        await verifier.verify_tab(standin.accounts.tab_token(IDA))


async def test_a_key_of_any_tenant_signs_for_ours(
    standin: StandIn, verifier: AccountVerifier
) -> None:
    (entry,) = standin.identity.keys()["keys"]
    entry["issuer"] = "https://login.microsoftonline.com/{tenantid}/v2.0"
    assert await verifier.verify_tab(standin.accounts.tab_token(IDA))


async def test_one_door_does_not_take_the_others_token(
    standin: StandIn, verifier: AccountVerifier
) -> None:
    token = standin.accounts.id_token(IDA, "n")
    assert await verifier.verify_identity(token) == Account(TENANT, "e-ida")
    with pytest.raises(UnverifiedError):
        await verifier.verify_tab(token)
    with pytest.raises(UnverifiedError):
        await verifier.verify_identity(standin.accounts.tab_token(IDA))


async def _signed_in(standin: StandIn, address: str) -> dict[str, str]:
    """Go where the browser is sent; give what it is made to post back."""
    asked = urlsplit(address)
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{standin.origin}{asked.path}?{asked.query}") as answer,
    ):
        form = LexborHTMLParser(await answer.text()).css_first("form")
    assert form is not None
    assert form.attributes["action"] == BACK
    return fields_of(form)


async def test_a_browser_is_sent_to_entra_and_comes_back(
    standin: StandIn, verifier: AccountVerifier, flow: CodeFlow
) -> None:
    standin.accounts.at_browser = IDA
    address, kept = await flow.begin()
    asked = parse_qs(urlsplit(address).query)
    assert address.startswith("https://login.microsoftonline.com/organizations/oauth2/v2.0/")
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [BACK]
    assert asked["response_mode"] == ["form_post"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    answer = await _signed_in(standin, address)
    token = await flow.finish(kept, answer)
    assert await verifier.verify_identity(token) == Account(TENANT, "e-ida")
    with pytest.raises(UnverifiedError):  # a code is good once
        await flow.finish(kept, answer)


@pytest.mark.parametrize("broken", ["state", "nonce", "code_verifier", "redirect_uri"])
async def test_an_answer_to_somebody_elses_sign_in_is_refused(
    standin: StandIn, flow: CodeFlow, broken: str
) -> None:
    standin.accounts.at_browser = IDA
    address, kept = await flow.begin()
    answer = await _signed_in(standin, address)
    with pytest.raises(UnverifiedError):
        await flow.finish(kept | {broken: "noget andet"}, answer)


async def test_who_gives_up_is_not_signed_in(standin: StandIn, flow: CodeFlow) -> None:
    address, kept = await flow.begin()
    with pytest.raises(UnverifiedError, match="access_denied"):
        await flow.finish(kept, await _signed_in(standin, address))


async def test_a_wrong_secret_and_a_silent_entra_are_said_so(standin: StandIn) -> None:
    standin.accounts.at_browser = IDA
    wrong = _flow(standin, secret="forkert")
    address, kept = await wrong.begin()
    with pytest.raises(UnverifiedError, match="invalid_client"):
        await wrong.finish(kept, await _signed_in(standin, address))
    await standin.stop()
    with pytest.raises(NoTokenError):
        await _flow(standin).begin()
