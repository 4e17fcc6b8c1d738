"""`bolden read`: the reader alone, with nothing configured and little loaded."""

import importlib
import json
import sys
from argparse import Namespace
from pathlib import Path
from threading import Thread

from bot.minutes import answer, documents
from bot.minutes.blocks import Document


def read(arguments: Namespace) -> None:
    """Read one document and print what was found."""
    sys.stdout.write(f"{_shown(arguments)}\n")


def _shown(arguments: Namespace) -> str:
    document = _opened(documents.load(Path(arguments.file)), arguments.file)
    from bot.minutes import explaining, reading

    if arguments.explain:
        return explaining.explain(reading.survey(document))
    minutes = reading.understand(document)
    if arguments.text:
        return "\n".join(minutes.text)  # masked, as everything that leaves the reader
    if arguments.json:
        return json.dumps(answer.as_json(minutes), ensure_ascii=False)
    return answer.as_text(minutes)


def _opened(data: bytes, name: str) -> Document:
    """The document; the rest of the reader is loaded while a child reads the PDF."""
    loading = Thread(target=importlib.import_module, args=["bot.minutes.reading"])
    loading.start()
    try:
        return documents.open_document(data, name, ocr=True)
    finally:
        loading.join()
