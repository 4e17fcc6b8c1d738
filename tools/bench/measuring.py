"""Measures things in turns, so that a busy machine slows all of them alike."""

import os
import resource
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence


def say(what: str, figure: str, goal: str = "") -> None:
    """Print one line of the report."""
    sys.stdout.write(f"{what:<58}{figure:>22}{'   goal ' + goal if goal else ''}\n")
    sys.stdout.flush()


def ms(seconds: float) -> str:
    """Seconds as milliseconds."""
    return f"{seconds * 1000:.1f} ms"


def ratio(what: str, ours: Sequence[float], floor: Sequence[float], goal: str) -> None:
    """Print the medians and how they stand to each other."""
    one, two = statistics.median(ours), statistics.median(floor)
    say(what, f"{ms(one)} / {ms(two)} = {one / two:.2f}", goal)


def in_turns(runs: int, kinds: Mapping[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Processor seconds of each kind and its children, one after the other and again."""
    taken: dict[str, list[float]] = {name: [] for name in kinds}
    for _ in range(runs):
        for name, run in kinds.items():
            start = _spent()
            run()
            taken[name].append(_spent() - start)
    return taken


def _spent() -> float:
    """Processor seconds of this process and of its children that have ended (Unix)."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


async def cpu_in_turns(
    runs: int, kinds: Mapping[str, Callable[[], Awaitable[object]]]
) -> dict[str, list[float]]:
    """Processor seconds of this whole process for each kind, one after the other and again."""
    taken: dict[str, list[float]] = {name: [] for name in kinds}
    for turn in range(runs + 5):
        for name, run in kinds.items():
            start = time.process_time()
            await run()
            if turn >= 5:  # the first ones open connections and fill caches
                taken[name].append(time.process_time() - start)
    return taken


def cpu_of(pid: int) -> float:
    """Processor seconds of another process, itself and its threads (Linux)."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:  # noqa: PTH123 - no file on a disk
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> int:
    """Resident memory of another process in MB (Linux)."""
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:  # noqa: PTH123 - no file on a disk
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // (1024 * 1024)
