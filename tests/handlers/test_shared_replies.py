"""How well Danish replies are read, scored against the shared samples."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

REPLIES = Path(__file__).parents[2].parent / "shared" / "replies"


@pytest.mark.skipif(not REPLIES.exists(), reason="../shared/replies is not here")
def test_shared_samples_are_read() -> None:
    command = [sys.executable, str(REPLIES / "score.py"), "--json", "--", sys.executable]
    done = subprocess.run(
        [*command, "-m", "bot", "understand"], capture_output=True, text=True, check=True
    )
    score = json.loads(done.stdout)
    assert score["bodies"]["share"] >= 0.95
    assert score["classes"]["share"] == 1.0
    assert score["meanings"]["share"] >= 0.95
    assert score["wrong_acts"]["count"] == 0
