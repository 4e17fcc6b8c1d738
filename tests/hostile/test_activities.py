"""Whatever is posted to the real endpoint: no 500, and no change that the table forbids.

300 in the suite; BOLDEN_EXAMPLES=10000 for more (`make fuzz`).
"""

import asyncio
import itertools
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.demo.building import stage
from bot.demo.clock import DemoClock
from bot.demo.stage import TENANT
from tests.conftest import TUESDAY
from tests.hostile.activities import Json, activities
from tests.hostile.audit import changes, person_with, unexplained
from tests.rights.people import ENTRA_IDS, Who
from tests.rights.stage import Dump, Stage, dump

EXAMPLES = int(os.environ.get("BOLDEN_EXAMPLES", "300"))
_IDS = itertools.count(1)
#: what the door may say; 501 is for invokes that nobody answers
_ANSWERS = frozenset({200, 202, 400, 401, 403, 501})


class Door:
    """Bolden as it is served, before Teams' stand-in, on a database that is put back each time."""

    def __init__(self, folder: Path, template: Path) -> None:
        self.runner = asyncio.Runner()
        self._template = template
        self._file = folder / "bolden.sqlite"
        shutil.copy(template, self._file)
        self._folder = folder
        self._open = AsyncExitStack()

    def __enter__(self) -> "Door":
        self.stage = self.runner.run(
            self._open.enter_async_context(stage(self._folder, DemoClock(TUESDAY), port=0))
        )
        self._signed = f"Bearer {self.stage.standin.identity.sign(self.stage.standin.service_url)}"
        return self

    def __exit__(self, *_: object) -> None:
        self.runner.run(self._open.aclose())
        self.runner.close()

    def post(self, activity: Json) -> int:
        """Post as Teams does; what is in the activity goes before what Teams would write."""
        outline = {
            "id": f"f:{next(_IDS)}",
            "channelId": "msteams",
            "serviceUrl": self.stage.standin.service_url,
            "recipient": {"id": self.stage.standin.world.bot_id},
            "channelData": {"tenant": {"id": TENANT}},
        }
        sending = self.stage.driver.send(outline | activity, authorization=self._signed)
        return self.runner.run(sending).status

    def dump(self) -> Dump:
        """Give what is stored."""
        return dump(self._file)

    def restore(self) -> None:
        """Put everything back, so that each example stands alone."""
        with sqlite3.connect(self._template) as whole, sqlite3.connect(self._file) as changed:
            whole.backup(changed)
        whole.close()
        changed.close()


@pytest.fixture(scope="module")
def door(built: tuple[Path, Stage], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """Open the door once."""
    with Door(tmp_path_factory.mktemp("hostile"), built[0]) as opened:
        yield opened


@pytest.fixture(scope="module")
def invented(built: tuple[Path, Stage]) -> st.SearchStrategy[Json]:
    """Give what may be posted."""
    return activities(built[1])


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    # to make an example smaller takes as long as ten thousand more; what is posted says enough
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_nothing_breaks_and_nothing_is_done_that_may_not_be(
    door: Door, invented: st.SearchStrategy[Json], data: st.DataObject
) -> None:
    activity = data.draw(invented)
    before = door.dump()
    status = door.post(activity)
    after = door.dump()
    if before != after:
        door.restore()
    assert status in _ANSWERS, f"{status} for {activity}"
    sender = activity.get("from")
    entra_id = sender.get("aadObjectId") if isinstance(sender, dict) else None
    assert not unexplained(before, after, person_with(before, "entra_id", entra_id))


def _press(who: Who, verb: str, **data: str) -> Json:
    entra_id = ENTRA_IDS[who]
    action = {"type": "Action.Execute", "verb": verb, "data": data}
    return {
        "type": "invoke",
        "name": "adaptiveCard/action",
        "from": {"id": f"29:{entra_id}", "aadObjectId": entra_id},
        "conversation": {"id": f"a:{entra_id}", "conversationType": "personal"},
        "value": {"action": action},
    }


def test_the_door_lets_good_presses_in_and_they_are_explained(
    door: Door, built: tuple[Path, Stage]
) -> None:
    """Else nothing that is posted above would mean anything."""
    part = str(built[1].approved.part)
    before = door.dump()
    try:
        assert door.post(_press(Who.OWNER, "followup.finish", ownership_id=part)) == 200
        after = door.dump()
        assert {one.table for one in changes(before, after)} >= {"ownership", "history"}
        found = {
            who: unexplained(before, after, person_with(before, "entra_id", ENTRA_IDS[who]))
            for who in (Who.OWNER, Who.MEMBER, Who.UNKNOWN)
        }
        assert found[Who.OWNER] == []
        # the same change, had somebody else been let in
        assert found[Who.MEMBER]
        assert found[Who.UNKNOWN]
    finally:
        door.restore()
