"""What each answer of the connector means for a delivery."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.calling import Answered
from bot.delivery.teams_receipts import PAUSE, receipt_for
from bot.domain.delivery import SendState

NOW = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)


def error(code: str) -> dict[str, object]:
    return {"error": {"code": code, "message": "Anna Berg has left"}}


@pytest.mark.parametrize(
    ("status", "code", "created", "replaced", "reason"),
    [
        (201, "", SendState.SENT, SendState.SENT, None),
        (400, "BadSyntax", SendState.REFUSED, SendState.REFUSED, "BadSyntax"),
        (401, "Unauthorized", SendState.REFUSED, SendState.REFUSED, "Unauthorized"),
        (403, "MessageWritesBlocked", SendState.GONE, SendState.GONE, "MessageWritesBlocked"),
        (403, "Anna Berg", SendState.REFUSED, SendState.REFUSED, "Http403"),  # no free text
        (404, "ConversationNotFound", SendState.GONE, SendState.GONE, "ConversationNotFound"),
        (408, "Timeout", SendState.UNCERTAIN, SendState.RETRY, "Http408"),
        (412, "PreconditionFailed", SendState.UNCERTAIN, SendState.RETRY, "Http412"),
        (413, "MessageSizeTooBig", SendState.REFUSED, SendState.REFUSED, "MessageSizeTooBig"),
        (429, "Throttled", SendState.RETRY, SendState.RETRY, "Http429"),
        (500, "ServiceError", SendState.UNCERTAIN, SendState.RETRY, "Http500"),
        (502, "", SendState.UNCERTAIN, SendState.RETRY, "Http502"),
        (302, "", SendState.REFUSED, SendState.REFUSED, "Http302"),  # nothing is followed
    ],
)
def test_what_a_status_means(
    status: int, code: str, created: SendState, replaced: SendState, reason: str | None
) -> None:
    answered = Answered(status, error(code) if status >= 300 else {"id": "17"})
    for is_repeatable, state in ((False, created), (True, replaced)):
        receipt = receipt_for(answered, conversation_id="a:1", is_repeatable=is_repeatable, now=NOW)
        assert (receipt.state, receipt.reason) == (state, reason)
        assert receipt.conversation_id == "a:1"
        assert (receipt.retry_at is not None) == (state is SendState.RETRY)


@pytest.mark.parametrize(
    ("retry_after", "pause"),
    [
        ("7", timedelta(seconds=7)),
        ("0", timedelta()),
        ("Mon, 07 Sep 2026 08:01:30 GMT", timedelta(seconds=90)),
        ("Mon, 07 Sep 2026 07:00:00 GMT", timedelta()),  # in the past: at once
        ("999999999999999999999999", PAUSE),  # no such time
        ("99999", timedelta(hours=1)),  # nobody is put off for a day
        ("soon", PAUSE),
        (None, PAUSE),
    ],
)
def test_when_to_try_again(retry_after: str | None, pause: timedelta) -> None:
    answered = Answered(429, {}, retry_after)
    receipt = receipt_for(answered, conversation_id=None, is_repeatable=False, now=NOW)
    assert receipt.retry_at == NOW + pause


@pytest.mark.parametrize("body", [{}, {"error": None}, {"error": "text"}, {"error": {"code": 5}}])
def test_an_error_without_a_code_is_given_by_its_status(body: dict[str, object]) -> None:
    receipt = receipt_for(Answered(403, body), conversation_id=None, is_repeatable=False, now=NOW)
    assert receipt.reason == "Http403"
