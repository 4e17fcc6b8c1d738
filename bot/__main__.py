"""The command line: `bolden …` or `python -m bot …`."""

import argparse
import importlib
import sys

from bot import __version__
from bot.domain.language import LANGUAGES
from bot.errors import BadInputError, BoldenError

# Commands are named, not imported: reading a file must not wait for aiohttp to load.
_COMMANDS = "bot.commands"


def build_parser() -> argparse.ArgumentParser:
    """All commands with their arguments."""
    parser = argparse.ArgumentParser(
        prog="bolden",
        description="Bolden reads published minutes and follows up with those who promised.",
    )
    parser.add_argument("--version", action="version", version=f"Bolden {__version__}")
    parser.add_argument("--settings", metavar="FILE", help="settings file (default: bolden.toml)")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, does: str, run: str, into: object = commands) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = into.add_parser(name, help=does, description=does)  # type: ignore[attr-defined]
        added.set_defaults(run=run)
        return added

    demo = command("demo", "play the main job on sample minutes and serve the board", "demo")
    demo.add_argument("files", nargs="*", metavar="FILE", help="own minutes instead of the samples")
    demo.add_argument("--exit", action="store_true", help="end after the summary")
    demo.add_argument("--port", type=int, default=3978)

    one = command("read", "read minutes and show what they ask of whom", "read")
    one.add_argument("file", metavar="FILE")
    form = one.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object")
    form.add_argument("--text", action="store_true", help="the text that the lines count")
    form.add_argument("--explain", action="store_true", help="each clause through all stages")

    one = command("template", "write a Word template for minutes that are read surely", "template")
    one.add_argument("--output", default="referat.docx", metavar="FILE.docx")
    one.add_argument("--guide", action="store_true", help="print the one-page guide instead")

    one = command("intake", "read minutes into a network and ask for the review", "take_in")
    one.add_argument("file", metavar="FILE")
    one.add_argument("--network", required=True, metavar="KEY")

    command("serve", "serve the board and Teams, and do the work that is due", "serve")
    command("work", "do the work that is due, without a board", "work")

    group = commands.add_parser("network", help="add or list networks")
    inner = group.add_subparsers(metavar="COMMAND", required=True)
    one = command("add", "add a network", "network_add", inner)
    one.add_argument("key", metavar="KEY", help="short name, as born-og-unge")
    one.add_argument("name", metavar="NAME")
    one.add_argument("--channel", metavar="ID", help="the Teams channel, as 19:…@thread.tacv2")
    one.add_argument("--language", choices=LANGUAGES, help="what is spoken in the channel (da)")
    command("list", "list the networks", "network_list", inner)
    one = command("language", "choose what is spoken in the channel", "network_language", inner)
    one.add_argument("key", metavar="KEY")
    one.add_argument("language", choices=LANGUAGES)

    group = commands.add_parser("members", help="a network's members")
    inner = group.add_subparsers(metavar="COMMAND", required=True)
    one = command("import", "add or renew members from a CSV file", "members_import", inner)
    one.add_argument("file", metavar="FILE.csv")
    one.add_argument("--network", required=True, metavar="KEY")
    one = command("export", "print the members as such a file", "members_export", inner)
    one.add_argument("--network", required=True, metavar="KEY")
    one = command("address", "give a person another mail address", "members_address", inner)
    one.add_argument("old", metavar="OLD")
    one.add_argument("new", metavar="NEW")
    one = command("sync", "add or renew members from a group in Entra", "members_sync", inner)
    one.add_argument("--network", required=True, metavar="KEY")
    one.add_argument("--group", required=True, metavar="ID", help="the group's object id")
    one.add_argument("--dry-run", action="store_true", help="only show what would change")

    one = command(
        "channel", "know members by the accounts in the channel", "members_channel", inner
    )
    one.add_argument("--network", required=True, metavar="KEY")
    one.add_argument("--team", required=True, metavar="ID", help="the group id of the team")
    one.add_argument(
        "--tenant", action="append", default=[], metavar="ID", help="believe this tenant too"
    )
    one.add_argument("--dry-run", action="store_true", help="only show what would change")

    one = command("digest", "send this week's digest now, or show it", "digest")
    one.add_argument("--network", required=True, metavar="KEY")
    one.add_argument("--dry-run", action="store_true", help="only show it")
    one.add_argument("--day", metavar="DATE", help="a day of the week meant, as 2026-05-04")

    one = command("outbox", "show what is, was or will be sent", "show_outbox")
    one.add_argument("--state", help="only this state, as uncertain or failed")
    one.add_argument(
        "--resend", action="store_true", help="send again what failed, and never what is in doubt"
    )

    one = command("manifest", "write the Teams app package", "manifest")
    one.add_argument("--output", default="bolden-teams.zip", metavar="FILE.zip")

    command("check", "say what is set up", "check")
    one = command("understand", "say what Danish replies mean (JSON lines)", "understand")
    one.epilog = (
        "Each line in is an object: text or html (the mail), headers (optional), today (as "
        "2026-05-04), open (how many tasks), due and tasks (optional, one for each), group (true "
        "in answer to a call for volunteers). Each line out has class, reply and acts."
    )

    group = commands.add_parser("db", help="the database")
    inner = group.add_subparsers(metavar="COMMAND", required=True)
    command("upgrade", "bring the tables up to date", "upgrade", inner)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 when done, 2 on bad input, 1 on failure."""
    arguments = build_parser().parse_args(argv)
    try:
        if arguments.run == "read":
            from bot.reading_command import read

            read(arguments)
        elif arguments.run == "demo":
            from bot.demo.playing import demo

            return demo(arguments)
        else:
            commands = importlib.import_module(_COMMANDS)
            commands.run(getattr(commands, arguments.run)(arguments))
    except BoldenError as error:
        print(f"bolden: {error}", file=sys.stderr)
        return 2 if isinstance(error, BadInputError) else 1
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
