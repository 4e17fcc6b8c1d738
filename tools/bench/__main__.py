"""`make bench`: all figures, each with its floor; names as arguments choose some of them."""

import asyncio
import sys

from tools.bench import idle, reader, teams


def main(chosen: list[str]) -> None:
    """Run what is chosen, else all."""
    if not chosen or "teams" in chosen:
        asyncio.run(teams.bench())
    if not chosen or "idle" in chosen:
        idle.bench()
    if not chosen or "reader" in chosen:
        reader.bench()


if __name__ == "__main__":
    main(sys.argv[1:])
