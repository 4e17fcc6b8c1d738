"""Damages small files of minutes in every format by chance, the same way for the same number.

`python -m tests.minutes.damage 2400` reads that many and says how they fared (`make fuzz`).
"""

import io
import random
import re
import resource
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import cache

from bot.errors import UnreadableError
from bot.minutes import reading
from tests.minutes import making

#: seconds and MB that no damaged file may take
SLOWEST = 10.0
MOST_MEMORY = 512
LINES = (
    "Referat af møde i Netværk for børn 4. maj 2026",
    "Til stede: Vera Klitbjerg (mødeleder), Ulla Ravn, Tue Fjeld Afbud: Mona Strand",
    "1. Velkomst",
    "Beslutning: Vera Klitbjerg sender noten til alle senest 1. juni.",
    "Ulla undersøger, om lokalet kan lånes, og Tue skriver til kommunen inden næste møde.",
    "2. Arbejdsgruppe om fravær: Tovholder Ulla Ravn. Meld jer til hende senest i uge 34.",
    "Næste møde: 14/8 kl. 9-11 i Sorø. CPR 010190-1234.",
)
#: what upsets parsers
SPITEFUL = (
    b"\0" * 300,
    b"<" * 2000,
    b"<div>" * 3000,
    b"<w:tbl><w:tr><w:tc>" * 500,
    b"99999999999999999999",
    b"-1",
    b"\xff\xfe\xfd",
    b"&#xD800;&#1114112;",
    b"]]>",
    b"=?utf-8?B?////?=",
    b"Content-Type: multipart/mixed; boundary=\n",
    b"(" * 3000,
    b"| " * 2000,
    b" og " * 2000,
    b"1.1.1.1." * 1000,
    b"\n" * 5000,
    "\u202e\u0300\u2028æ".encode() * 200,
)
ZIPPED = ("docx", "odt")


@cache
def samples() -> dict[str, bytes]:
    """One small file of each format."""
    text = "\n\n".join(LINES)
    table = "| Handling | Ansvarlig | Frist |\n|---|---|---|\n| Leje sal | Ulla Ravn | 1. juni |\n"
    page = "".join(f"<h2>{line}</h2><ul><li>{line}</li></ul>" for line in LINES)
    cells = "<table><tr><td>Leje sal</td><td>Ulla Ravn</td></tr></table>"
    body = "".join(making.paragraph(line, bold=True) for line in LINES)
    rows = "<w:tbl><w:tr><w:tc>" + making.paragraph("Leje sal") + "</w:tc></w:tr></w:tbl>"
    odd = "".join(
        f"<text:h text:outline-level='2'>{line}</text:h><text:list><text:list-item>"
        f"<text:p>{line}</text:p></text:list-item></text:list>"
        for line in LINES
    )
    word = making.word(body + rows)
    paper = making.pdf(making.column(*LINES), making.column(*LINES, top=600))
    return {
        "txt": text.encode(),
        "md": f"# {text}\n\n{table}".encode(),
        "html": f"<!doctype html><html><body><main>{page}{cells}</main></body></html>".encode(),
        "pdf": paper,
        "docx": word,
        "odt": making.odt(odd),
        "eml": making.mail(text, ("Referat.docx", word), ("Bilag.pdf", paper), page=page),
    }


def damaged(number: int) -> tuple[str, bytes]:
    """A name and what is left of the file."""
    dice = random.Random(number)  # noqa: S311 - damage, not secrets
    kind = list(samples())[number % len(samples())]
    # Hardly any damage gets past the checksums of a zip archive from outside.
    way = _inside if kind in ZIPPED and dice.random() < 0.7 else _hurt
    return f"minutes.{kind}", way(samples()[kind], dice)


def _inside(data: bytes, dice: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = max(parts, key=lambda each: len(parts[each]))
    content = parts[name]
    hurt = _hurt if dice.random() < 0.3 else _values
    parts[name] = hurt(content if isinstance(content, bytes) else content.encode(), dice)
    return making.zipped(parts)


def _values(data: bytes, dice: random.Random) -> bytes:
    """Well-formed XML that says odd things: other values, other elements' names."""
    names = re.findall(rb"[a-z]+:[\w-]+", data)

    def other(found: re.Match[bytes]) -> bytes:
        if dice.random() < 0.8 or b":/" in found[0] or b"urn:" in found[0]:
            return found[0]
        return b'"' + dice.choice((b"", b"-1", b"0", b"99999999999", b"x" * 5000, b"none")) + b'"'

    data = re.sub(rb'"[^"]*"', other, data)
    for _ in range(dice.choice((0, 1, 2))):
        one, two = dice.choice(names), dice.choice(names)
        if b"document" not in one and not one.startswith(b"xmlns"):
            data = re.sub(re.escape(one) + rb"(?![\w-])", two.replace(b"xmlns:", b"w:"), data)
    return data


def _hurt(data: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.choice((1, 1, 2, 4, 8))):
        data = dice.choice(WAYS)(data or b" ", dice)
    return data


def _flip(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 5, 40))):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def _drop(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data))
    return data[:start] + data[start + dice.randrange(1, 200) :]


def _repeat(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data))
    piece = data[start : start + dice.randrange(1, 300)]
    return data[:start] + piece * dice.choice((2, 20)) + data[start:]


def _insert(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data))
    return data[:start] + dice.choice(SPITEFUL) + data[start:]


def _move(data: bytes, dice: random.Random) -> bytes:
    one, two = sorted((dice.randrange(len(data)), dice.randrange(len(data))))
    return data[:one] + data[two:] + data[one:two]


def _noise(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data))
    return data[:start] + dice.randbytes(dice.randrange(1, 400)) + data[start:]


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip,
    _cut,
    _drop,
    _repeat,
    _insert,
    _move,
    _noise,
)


def fared(name: str, data: bytes) -> tuple[str, float]:
    """How the reader took a file, and the seconds that it needed; anything else is raised."""
    start = time.monotonic()
    try:
        minutes = reading.read(data, name)
    except UnreadableError as error:
        said = str(error)
        assert said.endswith(".")
        assert "\n" not in said
        how = "refused"
    else:
        lines = [line for found in minutes.follow_ups for span in found.lines for line in span]
        assert all(0 < line <= len(minutes.text) for line in lines)
        how = "read, with a remark" if minutes.remarks else "read"
    return how, time.monotonic() - start


def peak() -> int:
    """The most memory that this process or one of its children has taken, in MB."""
    most = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)


def main(count: int) -> int:
    """Read `count` damaged files; 1 when one of them did harm."""
    counted: Counter[str] = Counter()
    slowest, harm = 0.0, 0
    for number in range(count):
        name, data = damaged(number)
        try:
            how, seconds = fared(name, data)
        except Exception as error:  # noqa: BLE001 - any of them is the finding
            how, seconds = f"HARMED by {type(error).__name__}: {error}"[:120], 0.0
            sys.stdout.write(f"{number} {name}: {how}\n")
            harm += 1
        counted[f"{name} {how}"] += 1
        slowest = max(slowest, seconds)
        if seconds > SLOWEST:
            sys.stdout.write(f"{number} {name}: {seconds:.1f} s\n")
            harm += 1
    for what, times in sorted(counted.items()):
        sys.stdout.write(f"{times:6} {what}\n")
    sys.stdout.write(f"{count} files, slowest {slowest:.2f} s, {peak()} MB at most\n")
    return int(harm > 0 or peak() > MOST_MEMORY)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
