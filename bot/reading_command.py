"""`bolden read`: the reader alone, with nothing configured and little loaded."""

import json
import sys
from argparse import Namespace
from pathlib import Path

from bot.minutes import answer, documents, reading


def read(arguments: Namespace) -> None:
    """Read one document and print what was found."""
    minutes = reading.read(documents.load(Path(arguments.file)), arguments.file)
    if arguments.text:
        shown = "\n".join(minutes.text)  # masked, as everything that leaves the reader
    elif arguments.json:
        shown = json.dumps(answer.as_json(minutes), ensure_ascii=False)
    else:
        shown = answer.as_text(minutes)
    sys.stdout.write(f"{shown}\n")
