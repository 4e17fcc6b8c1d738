"""`bolden serve` with nothing to do."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tools.bench.measuring import cpu_of, memory_of, say

ROOT = Path(__file__).parents[2]
SECONDS = 10.0
#: until everything is loaded and the tables are made
START = 6.0


def bench() -> None:
    """Let it stand for a while and look at what it takes."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "BOLDEN_DATABASE__URL": f"sqlite:///{folder}/bolden.sqlite",
            "BOLDEN_MAIL__FOLDER": f"{folder}/mail",
            "BOLDEN_BOARD__PORT": "39781",
            "PYTHONPATH": str(ROOT),
        }
        # as at nearly every start: the tables are up to date
        command = [sys.executable, "-m", "bot", "db", "upgrade"]
        subprocess.run(  # noqa: S603 - our own command, no shell
            command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL
        )
        serving = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"],
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            time.sleep(START)
            before, start = cpu_of(serving.pid), time.perf_counter()
            time.sleep(SECONDS)
            share = (cpu_of(serving.pid) - before) / (time.perf_counter() - start)
            say(f"bolden serve idle for {SECONDS:.0f} s, CPU", f"{share:.2%}", "<= 0.5 %")
            say("bolden serve idle, memory", f"{memory_of(serving.pid)} MB", "<= 80 MB")
        finally:
            serving.terminate()
            serving.wait()
