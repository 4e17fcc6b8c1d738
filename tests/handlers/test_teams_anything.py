"""Whatever JSON comes under a good token: no 500, and nothing but events out of it."""

import string
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.verbs import Verb
from bot.errors import BadInputError
from handlers import teams_activities as incoming

_NAMES = st.sampled_from(
    [
        *("type", "id", "channelId", "serviceUrl", "conversation", "from", "recipient"),
        *("channelData", "tenant", "value", "action", "verb", "data", "text", "entities"),
        *("mentioned", "membersAdded", "conversationType", "tenantId", "aadObjectId"),
        *("settings", "selectedChannel", "channel", "name", "replyToId"),
    ]
)
_LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=20),
    st.sampled_from(["message", "invoke", "mention", "personal", "channel", *Verb]),
)
_VALUES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(_NAMES, inner, max_size=8)
    ),
    max_leaves=25,
)
_OUTLINE = {
    "type": "message",
    "id": "1",
    "channelId": "msteams",
    "serviceUrl": "https://smba.trafficmanager.net/emea/",
    "conversation": {"id": "a:1"},
    "from": {"id": "29:1"},
}


@given(st.dictionaries(_NAMES, _VALUES, max_size=12))
def test_anything_is_an_event_or_bad_input(changes: dict[str, Any]) -> None:
    try:
        arrived = incoming.read(_OUTLINE | changes)
    except BadInputError:
        return
    assert set(arrived.key.removeprefix("teams:")) <= set(string.hexdigits)
    verb, data = incoming.executed(arrived)
    pressed = incoming.pressed(arrived, "e", verb, data)
    assert pressed is None or all(isinstance(value, str) for value in pressed.data.values())
    submitted = incoming.submitted(arrived)
    if submitted is not None:
        incoming.pressed(arrived, "e", *submitted)
    written = incoming.written(arrived, "e")
    assert written is None or 0 < len(written.text) <= 4000
    incoming.reached(arrived)
    incoming.adds_bot(arrived)
