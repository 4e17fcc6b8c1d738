"""`bolden read`: the reader alone, with nothing configured and little loaded."""

import json
import sys
from argparse import Namespace
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.domain.meetings import Minutes
from bot.minutes import answer, documents


def read(arguments: Namespace) -> None:
    """Read one document and print what was found."""
    minutes = _minutes(documents.load(Path(arguments.file)), arguments.file)
    if arguments.text:
        shown = "\n".join(minutes.text)  # masked, as everything that leaves the reader
    elif arguments.json:
        shown = json.dumps(answer.as_json(minutes), ensure_ascii=False)
    else:
        shown = answer.as_text(minutes)
    sys.stdout.write(f"{shown}\n")


def _minutes(data: bytes, name: str) -> Minutes:
    """What the file says; the rest of the reader is loaded while a child reads the PDF."""
    with ThreadPoolExecutor(1) as pool:
        opening = pool.submit(documents.open_document, data, name)
        from bot.minutes import reading

        return reading.understand(opening.result())
