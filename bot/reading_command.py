"""`bolden read`: the reader alone, with nothing configured and little loaded."""

import json
import sys
from argparse import Namespace
from pathlib import Path

from bot.minutes import answer, documents, reading


def read(arguments: Namespace) -> None:
    """Read one document and print what was found."""
    data = documents.load(Path(arguments.file))
    if arguments.text:
        shown = "\n".join(documents.open_document(data, arguments.file).text)
    else:
        minutes = reading.read(data, arguments.file)
        shown = (
            json.dumps(answer.as_json(minutes), ensure_ascii=False)
            if arguments.json
            else answer.as_text(minutes)
        )
    sys.stdout.write(f"{shown}\n")
