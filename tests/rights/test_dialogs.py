"""Who gets to see a draft in a dialog; the others are refused, and that is logged by ids."""

import logging
from collections.abc import Mapping

import pytest

from cards import review_dialog
from handlers import teams_activities
from handlers.dialogs import Dialogs
from tests.rights.conftest import Copies, Copy
from tests.rights.people import ENTRA_IDS, LEADING, Who
from tests.rights.stage import dump


def _activity(who: Who, data: Mapping[str, object]) -> dict[str, object]:
    """Give what Teams posts when somebody opens or sends a dialog."""
    return {
        "type": "invoke",
        "id": "f:1",
        "name": "task/fetch",
        "channelId": "msteams",
        "serviceUrl": "https://smba.trafficmanager.net/emea/",
        "conversation": {"id": f"a:{who}", "conversationType": "personal"},
        "from": {"id": f"29:{who}", "aadObjectId": ENTRA_IDS[who]},
        "value": {"data": data},
    }


async def _opened(copy: Copy, who: Who, draft: object) -> str:
    """Ask for the dialog; give what Teams is told to do."""
    dialogs = Dialogs(copy.dispatcher, review_dialog.build, review_dialog.title)
    answer = await dialogs.fetch(
        teams_activities.read(_activity(who, {"draft": draft, "words": "Fortrolige ord"}))
    )
    assert answer.body is not None
    told: str = answer.body["task"]["type"]
    return told


async def test_only_who_reviews_sees_a_draft(
    copies: Copies, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with copies() as copy:
        before = dump(copy.file)
        for who in Who:
            caplog.clear()
            told = await _opened(copy, who, str(copy.stage.in_review.owned))
            assert told == ("continue" if who in LEADING else "message"), who
            assert ("refused" in caplog.text) == (who not in LEADING), who
            assert "Fortrolige" not in caplog.text
        assert dump(copy.file) == before


async def test_a_refused_form_is_logged_once(
    copies: Copies, caplog: pytest.LogCaptureFixture
) -> None:
    async with copies() as copy:
        dialogs = Dialogs(copy.dispatcher, review_dialog.build, review_dialog.title)
        for who in set(Who) - LEADING:
            caplog.clear()
            draft = {"draft": str(copy.stage.in_review.owned), "verb": "review.drop"}
            answer = await dialogs.submit(teams_activities.read(_activity(who, draft)))
            assert answer.body is not None
            assert answer.body["task"]["type"] == "message"
            assert caplog.text.count("refused") == 1, who


async def test_no_other_draft_is_shown(copies: Copies, caplog: pytest.LogCaptureFixture) -> None:
    """Neither what is approved, nor the neighbours', nor what does not exist."""
    caplog.set_level(logging.INFO)
    async with copies() as copy:
        others = (copy.stage.approved.owned, copy.stage.neighbours.owned)
        for draft in (*others, 0, "999999999", "-1", "", None, ["1"]):
            caplog.clear()
            assert await _opened(copy, Who.REVIEWER, draft) == "message", draft
            assert "refused" in caplog.text
