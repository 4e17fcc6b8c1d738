"""The command line: `bolden …` or `python -m bot …`."""

import argparse
import json
import sys
from pathlib import Path

from bot.errors import BadInputError, BoldenError


def read(arguments: argparse.Namespace) -> None:
    """Read one document and print what was found."""
    from bot.minutes import answer, documents, reading

    data = documents.load(Path(arguments.file))
    if arguments.text:
        print("\n".join(documents.open_document(data, arguments.file).text))
        return
    minutes = reading.read(data, arguments.file)
    if arguments.json:
        print(json.dumps(answer.as_json(minutes), ensure_ascii=False))
    else:
        print(answer.as_text(minutes))


def build_parser() -> argparse.ArgumentParser:
    """All commands with their arguments."""
    parser = argparse.ArgumentParser(prog="bolden", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("read", help="read minutes and show what they ask of whom")
    command.add_argument("file")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object")
    form.add_argument("--text", action="store_true", help="the text that the lines count")
    command.set_defaults(run=read)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 when done, 2 on bad input, 1 on failure."""
    arguments = build_parser().parse_args(argv)
    try:
        arguments.run(arguments)
    except BoldenError as error:
        print(f"bolden: {error}", file=sys.stderr)
        return 2 if isinstance(error, BadInputError) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
