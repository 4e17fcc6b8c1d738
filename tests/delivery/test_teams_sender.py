"""Delivering notices to Teams: where the card ends up, and the receipt for every fault."""

import asyncio

import pytest

from bot.delivery.connector import Connector, TrustedUrls
from bot.delivery.credentials import Secret
from bot.delivery.teams import TeamsSender
from bot.delivery.tokens import TokenSource
from bot.domain.delivery import Receipt, Sending, SendState, TeamsAddress
from bot.standin import faults
from bot.standin.faults import Fault
from tests.teams_world import ANSWER, APP_ID, NOTICE, TENANT, Teams, render, summary


async def test_a_person_never_spoken_with_gets_a_card_in_a_new_chat(teams: Teams) -> None:
    receipt = await teams.sender.deliver(NOTICE, teams.ida_at, Sending(1))
    assert receipt == Receipt(SendState.SENT, receipt.ref, "a:e-ida")
    (post,) = teams.standin.world.messages("a:e-ida")
    assert post.card == {"type": "AdaptiveCard", "version": "1.5", "shows": "Roster"}
    # a message with text and card gets no id, and could never be replaced
    assert (post.text, post.summary) == (None, "Resume af Roster")
    assert post.activity_id == receipt.ref


async def test_a_second_card_goes_to_the_same_chat(teams: Teams) -> None:
    first = await teams.sender.deliver(NOTICE, teams.ida_at, Sending(1))
    known = TeamsAddress(teams.standin.service_url, TENANT, first.conversation_id, "e-ida")
    await teams.sender.deliver(NOTICE, known, Sending(2))
    await teams.sender.deliver(NOTICE, teams.ida_at, Sending(3))
    assert len(teams.standin.world.messages("a:e-ida")) == 3


async def test_a_card_is_replaced_where_it_stands(teams: Teams) -> None:
    first = await teams.sender.deliver(NOTICE, teams.ida_at, Sending(1))
    known = TeamsAddress(teams.standin.service_url, TENANT, first.conversation_id, "e-ida")
    receipt = await teams.sender.deliver(ANSWER, known, Sending(2, replaces=first.ref))
    assert (receipt.state, receipt.ref) == (SendState.SENT, first.ref)
    (post,) = teams.standin.world.messages("a:e-ida")
    assert post.card is not None and post.card["shows"] == "Answer"
    assert post.edited_at is not None


async def test_a_channel_gets_a_post_of_its_own_that_can_be_replaced(teams: Teams) -> None:
    first = await teams.sender.deliver(NOTICE, teams.channel_at, Sending(1))
    thread = f"{teams.channel.conversation_id};messageid={first.ref}"
    assert (first.state, first.conversation_id) == (SendState.SENT, thread)
    in_thread = TeamsAddress(teams.standin.service_url, TENANT, thread)
    for place in (teams.channel_at, in_thread):
        receipt = await teams.sender.deliver(ANSWER, place, Sending(2, replaces=first.ref))
        assert (receipt.ref, receipt.conversation_id) == (first.ref, thread)
    await teams.sender.deliver(NOTICE, in_thread, Sending(3))
    posts = teams.channel.posts
    assert [post.card and post.card["shows"] for post in posts] == ["Answer", "Roster"]
    assert [post.thread_id for post in posts] == [None, first.ref]


@pytest.mark.parametrize(
    ("fault", "state", "reason"),
    [
        (faults.THROTTLED, SendState.RETRY, "Http429"),
        (faults.BLOCKED, SendState.GONE, "MessageWritesBlocked"),
        (faults.NOT_IN_ROSTER, SendState.GONE, "BotNotInConversationRoster"),
        (faults.GONE, SendState.GONE, "ConversationNotFound"),
        (faults.TOO_BIG, SendState.REFUSED, "MessageSizeTooBig"),
        (faults.CONFLICT, SendState.UNCERTAIN, "Http412"),
        (faults.BROKEN, SendState.UNCERTAIN, "Http500"),
        (Fault(502, after_doing=True), SendState.UNCERTAIN, "Http502"),
        (faults.LOST_ANSWER, SendState.UNCERTAIN, "Disconnected"),
        (Fault(drops=True), SendState.UNCERTAIN, "Disconnected"),
    ],
)
async def test_each_fault_of_a_new_message_has_its_receipt(
    teams: Teams, fault: Fault, state: SendState, reason: str
) -> None:
    chat = teams.standin.world.personal(teams.ida)
    known = TeamsAddress(teams.standin.service_url, TENANT, chat.conversation_id, "e-ida")
    teams.standin.connector.faults.append(fault)
    receipt = await teams.sender.deliver(NOTICE, known, Sending(1))
    assert (receipt.state, receipt.reason) == (state, reason)
    assert len(teams.standin.record.calls) == 1  # one attempt: repeating is decided elsewhere
    # "surely not sent" must be true
    if state in (SendState.RETRY, SendState.REFUSED, SendState.GONE):
        assert chat.posts == []


@pytest.mark.parametrize("fault", [faults.BROKEN, faults.CONFLICT, faults.LOST_ANSWER])
async def test_replacing_may_be_repeated_whatever_went_wrong(teams: Teams, fault: Fault) -> None:
    first = await teams.sender.deliver(NOTICE, teams.ida_at, Sending(1))
    known = TeamsAddress(teams.standin.service_url, TENANT, first.conversation_id, "e-ida")
    # twice: aiohttp itself repeats a PUT whose pooled connection broke
    teams.standin.connector.faults.extend([fault] * (2 if fault.drops else 1))
    receipt = await teams.sender.deliver(ANSWER, known, Sending(2, replaces=first.ref))
    assert receipt.state is SendState.RETRY
    again = await teams.sender.deliver(ANSWER, known, Sending(2, replaces=first.ref))
    assert again.state is SendState.SENT
    assert len(teams.standin.world.messages("a:e-ida")) == 1


@pytest.mark.parametrize("fault", [faults.BROKEN, faults.LOST_ANSWER, faults.THROTTLED])
async def test_a_chat_that_could_not_be_opened_is_tried_again(teams: Teams, fault: Fault) -> None:
    teams.standin.connector.faults.append(fault)
    receipt = await teams.sender.deliver(NOTICE, teams.ida_at, Sending(1))
    assert receipt.state is SendState.RETRY
    assert (await teams.sender.deliver(NOTICE, teams.ida_at, Sending(1))).state is SendState.SENT
    assert len(teams.standin.world.messages("a:e-ida")) == 1


async def test_a_doubtful_post_in_a_channel_is_not_repeatable(teams: Teams) -> None:
    teams.standin.connector.faults.append(faults.LOST_ANSWER)
    receipt = await teams.sender.deliver(NOTICE, teams.channel_at, Sending(1))
    assert receipt.state is SendState.UNCERTAIN
    assert len(teams.channel.posts) == 1


async def test_an_answer_that_does_not_come_in_time_leaves_a_doubt(teams: Teams) -> None:
    standin, released = teams.standin, asyncio.Event()
    credential = Secret(APP_ID, TENANT, "s3cret")
    tokens = TokenSource(credential, now=teams.clock, http_client=standin.login)
    trusted = TrustedUrls(frozenset({standin.origin}))
    impatient = Connector(tokens, trusted=trusted, timeout_seconds=0.05)
    sender = TeamsSender(
        impatient, bot_id=standin.world.bot_id, render=render, summary=summary, now=teams.clock
    )
    standin.connector.faults.append(Fault(holds=released))
    receipt = await sender.deliver(NOTICE, teams.channel_at, Sending(1))
    released.set()
    assert (receipt.state, receipt.reason) == (SendState.UNCERTAIN, "TimedOut")
    await impatient.close()


async def test_what_never_left_may_be_tried_again(teams: Teams) -> None:
    await teams.sender.deliver(NOTICE, teams.ida_at, Sending(1))
    address = teams.ida_at
    await teams.connector.close()
    await teams.standin.stop()
    receipt = await teams.sender.deliver(NOTICE, address, Sending(2))
    assert (receipt.state, receipt.reason) == (SendState.RETRY, "NotConnected")


async def test_a_foreign_person_and_an_empty_address_are_refused(teams: Teams) -> None:
    foreign = TeamsAddress(teams.standin.service_url, TENANT, None, "e-ole")
    receipt = await teams.sender.deliver(NOTICE, foreign, Sending(1))
    assert (receipt.state, receipt.reason) == (SendState.GONE, "UserNotFound")
    nowhere = TeamsAddress(teams.standin.service_url, TENANT, None)
    assert (await teams.sender.deliver(NOTICE, nowhere, Sending(1))).reason == "NoAddress"


async def test_many_at_once_share_one_token(teams: Teams) -> None:
    sends = (teams.sender.deliver(NOTICE, teams.ida_at, Sending(n)) for n in range(30))
    assert {receipt.state for receipt in await asyncio.gather(*sends)} == {SendState.SENT}
    assert teams.standin.identity.issued == 1
    assert len(teams.standin.world.messages("a:e-ida")) == 30
