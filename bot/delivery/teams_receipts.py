"""What the connector's answer means: sent, again later, in doubt, refused, or gone for good."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.delivery.calling import Answered
from bot.domain.delivery import Receipt, SendState

#: until the next attempt where the connector names no time
PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=1)

#: the connector's codes that help whoever reads the report; others are given as their status
_CODES = frozenset(
    {
        "ActivityNotFoundInConversation",
        "BadArgument",
        "BadSyntax",
        "BotDisabledByAdmin",
        "BotNotInConversationRoster",
        "ConversationBlockedByUser",
        "ConversationNotFound",
        "Forbidden",
        "ForbiddenOperationException",
        "InvalidBotApiHost",
        "MessageSizeTooBig",
        "MessageWritesBlocked",
        "NotEnoughPermissions",
        "NotFound",
        "Unauthorized",
        "UserNotFound",
    }
)
#: nothing else gets there either, until somebody lets us in again
_CLOSED = frozenset(
    {
        "BotNotInConversationRoster",
        "ConversationBlockedByUser",
        "ConversationNotFound",
        "ForbiddenOperationException",
        "MessageWritesBlocked",
        "UserNotFound",
    }
)
#: the connector may or may not have done it
_DOUBTFUL = frozenset({408, 412})


def receipt_for(
    answered: Answered, *, conversation_id: str | None, is_repeatable: bool, now: datetime
) -> Receipt:
    """Judge an answer; `is_repeatable` where doing it twice does the same as once."""
    if answered.is_success:
        ref = answered.body.get("activityId") or answered.body.get("id")
        return Receipt(SendState.SENT, str(ref) if ref else None, conversation_id)
    reason = _reason(answered)
    if answered.status == 429:
        return later(reason, conversation_id, retry_at(answered.retry_after, now))
    if answered.status in _DOUBTFUL or answered.status >= 500:
        if is_repeatable:
            return later(reason, conversation_id, retry_at(answered.retry_after, now))
        return doubtful(reason, conversation_id)
    state = SendState.GONE if reason in _CLOSED else SendState.REFUSED
    return Receipt(state, conversation_id=conversation_id, reason=reason)


def later(reason: str, conversation_id: str | None, retry_at: datetime) -> Receipt:
    """It was surely not done, or may be done again."""
    return Receipt(
        SendState.RETRY, conversation_id=conversation_id, reason=reason, retry_at=retry_at
    )


def doubtful(reason: str, conversation_id: str | None) -> Receipt:
    """Nobody can know."""
    return Receipt(SendState.UNCERTAIN, conversation_id=conversation_id, reason=reason)


def _reason(answered: Answered) -> str:
    error = answered.body.get("error")
    code = error.get("code") if isinstance(error, Mapping) else None
    return code if isinstance(code, str) and code in _CODES else f"Http{answered.status}"


def retry_at(retry_after: str | None, now: datetime) -> datetime:
    """Give when to try again what was answered with this Retry-After."""
    return now + min(max(asked_pause(retry_after, now), timedelta()), _LONGEST_PAUSE)


def asked_pause(retry_after: str | None, now: datetime) -> timedelta:
    """Give the pause that a Retry-After asks for, in seconds or as a date; else the usual one."""
    text = (retry_after or "").strip()
    try:
        if text.isdecimal():
            return timedelta(seconds=int(text))
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return PAUSE
    return moment.replace(tzinfo=moment.tzinfo or UTC) - now
