"""Every text that reaches a person is in every catalogue, whole and fresh."""

import ast
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.domain.language import DANISH, LANGUAGES

_ROOT = Path(__file__).parents[1]
_LOCALE = _ROOT / "bot" / "locale"
#: `later` with more than the text is that of the roads
_KEYWORDS = parse_keywords(["t", "later:1,1t", "tn:1,2"])
_OTHERS = [language for language in LANGUAGES if language != DANISH]
_FIELD = re.compile(r"\{\w*\}")

Message = str | tuple[str, ...]

#: where words for people are made; every string in them goes through `t` or is one of these
_WORDED = sorted(
    [
        *(_ROOT / "cards").glob("*.py"),
        *(_ROOT / "bot" / "followups" / "composing").glob("*.py"),
        *(
            _ROOT / "bot" / "domain" / f"{name}.py"
            for name in (
                *("corrected", "doubts", "retelling", "roster_file", "sentences", "standing_in"),
                *("taken_back", "unreadable", "welcoming", "wording"),
            )
        ),
        *(_ROOT / "bot" / "followups" / f"{name}.py" for name in ("choices", "handing_in")),
        *(
            path
            for path in (_ROOT / "handlers").glob("*.py")
            if path.stem
            not in ("bounces", "html_text", "mail_heads", "mailbox", "messages", "signature")
        ),
        *(_ROOT / "handlers" / "pressing").glob("*.py"),
        *(_ROOT / "bot" / "web").glob("*.py"),
    ]
)
_TEMPLATES = [
    path
    for room in ("delivery", "web")
    for path in sorted((_ROOT / "bot" / room / "templates").rglob("*.*"))
    if path.suffix != ".css"
]
_SCRIPTS = sorted((_ROOT / "bot" / "web" / "static").glob("*.js"))
#: in Danish as we write it, or a sentence: what nobody reads has neither
_FOR_PEOPLE = re.compile(
    r"[æøåÆØÅ»«]|[a-zæøå,;:]{2,} [a-zæøå]{2,}|^[A-ZÆØÅ][a-zæøå]+[.!?:]*$|^ [a-zæøå]+|[a-zæøå]+ $"
)
#: what cards and the web are written with, and patterns
_OF_MACHINES = re.compile(
    r"Small|Medium|Large|None|Bolder|Full|Attention|Accent|Container|C[cfs]|.*(?:\(\?|\]\?).*"
    r"|Forwarded|Via|Origin|Referer|noindex, nofollow|frame-ancestors |attachment; filename=."
    r"|https://.*|Account|Bolden"
)
#: of a template: what is done, markup, comments, commands, signs by name
_NO_WORDS = re.compile(
    r"(?s)\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->|<code>.*?</code>|<[^>]*>|&\w+;"
)
#: attributes that are read aloud or shown
_SHOWN = re.compile(
    r'(?:aria-label|data-label|data-name|data-refused|title|placeholder|alt)="([^{"]+)'
)
_CALLS_FOR_OTHERS = {
    "BadInputError",  # from the wire
    "LookupError",
    "UnknownError",
    "UnverifiedError",
    "ValueError",
    "error_answer",
    "compile",
    "search",
    "endswith",
    "getLogger",
    "log",
    "debug",
    "info",
    "warning",
    "error",
}


@cache
def _catalogue(language: str) -> Catalog:
    with _po(language).open("rb") as file:
        return read_po(file)


def _po(language: str) -> Path:
    return _LOCALE / language / "LC_MESSAGES" / "bolden.po"


@cache
def _said() -> frozenset[Message]:
    """Give all texts in the code and the templates of mails."""
    found: set[Message] = set()
    for room in ("bot", "cards", "handlers"):
        for path in sorted((_ROOT / room).rglob("*.py")):
            if "standin" not in path.parts:
                found |= _texts_of(path, "python")
    for room in ("delivery", "web"):
        for path in sorted((_ROOT / "bot" / room / "templates").rglob("*.*")):
            found |= _texts_of(path, "jinja2")
    return frozenset(found)


def _texts_of(path: Path, method: str) -> set[Message]:
    with path.open("rb") as file:
        return {message for _, message, _, _ in extract(method, file, keywords=_KEYWORDS)}


def _as_list(message: Message) -> list[str]:
    return [message] if isinstance(message, str) else list(message)


@pytest.mark.parametrize("language", _OTHERS)
def test_what_is_said_is_what_is_translated(language: str) -> None:
    kept = {
        tuple(message.id) if isinstance(message.id, list) else message.id
        for message in _catalogue(language)
        if message.id
    }
    assert kept == _said(), "run 'make catalogue'"
    assert not _catalogue(language).obsolete


@pytest.mark.parametrize("language", _OTHERS)
def test_everything_is_translated_with_the_same_fields(language: str) -> None:
    for message in _catalogue(language):
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        pairs = zip(_as_list(message.id), _as_list(message.string), strict=True)
        for danish, other in pairs:
            assert other, f"{danish!r} is not translated"
            assert set(_FIELD.findall(danish)) >= set(_FIELD.findall(other)), danish
            # "én" and "one" may stand where the other has the number
            missing = set(_FIELD.findall(danish)) - set(_FIELD.findall(other))
            assert missing <= {"{count}"}, danish
            edges = danish[:1].isspace(), danish[-1:].isspace()
            assert edges == (other[:1].isspace(), other[-1:].isspace()), danish


@pytest.mark.parametrize("language", _OTHERS)
def test_no_translation_is_danish(language: str) -> None:
    for message in _catalogue(language):
        for other in _as_list(message.string if message.id else ""):
            assert not re.search("[æøåÆØÅ»«]", other), other


@pytest.mark.parametrize("language", _OTHERS)
def test_what_is_shipped_is_compiled_from_what_is_written(language: str) -> None:
    fresh = io.BytesIO()
    write_mo(fresh, _catalogue(language))
    assert _po(language).with_suffix(".mo").read_bytes() == fresh.getvalue(), "run 'make catalogue'"


@pytest.mark.parametrize("path", _WORDED, ids=lambda path: str(path.relative_to(_ROOT)))
def test_no_word_for_people_goes_round_the_catalogue(path: Path) -> None:
    tree = ast.parse(path.read_text())
    bare = [text for text in _bare(tree) if not _OF_MACHINES.fullmatch(text)]
    assert not [text for text in bare if _FOR_PEOPLE.search(text)]


@pytest.mark.parametrize("path", _TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_word_of_a_template_goes_round_the_catalogue(path: Path) -> None:
    written = path.read_text()
    assert not _SHOWN.findall(written)
    bare = _NO_WORDS.sub(" ", written)
    assert set(re.findall(r"[^\W\d_]{2,}", bare)) <= {"Bolden", "selected"}
    said = re.sub(r'(?<!\w)(?:t\(|tn\("[^"]*", )"[^"]*"', "", written)
    assert not re.findall(r'[(,] ?"[A-ZÆØÅ»][^"]*[a-zæøå]"', said)


@pytest.mark.parametrize("path", _SCRIPTS, ids=lambda path: path.name)
def test_no_script_has_words_of_its_own(path: Path) -> None:
    code = re.sub(r"(?m)//.*$|/\*.*?\*/", "", path.read_text())
    said = re.findall(r'"([^"\n]*)"', code)
    assert not [text for text in said if text != "use strict" and _FOR_PEOPLE.search(text)]


def test_a_word_that_goes_round_it_is_seen() -> None:
    assert list(_bare(ast.parse('heading("Ny frist")'))) == ["Ny frist"]
    assert list(_bare(ast.parse('heading(f"{a} af {b}")'))) == [" af "]
    assert not list(_bare(ast.parse('heading(t("Ny frist"))')))
    assert all(
        map(_FOR_PEOPLE.search, ("Gem", "på siden", "fra mødet ", " af ", "Referatet er læst"))
    )


def _bare(tree: ast.AST) -> Iterator[str]:
    """Give all strings but docstrings, keys, and what a translation or a log takes."""
    children = tree.values if isinstance(tree, ast.Dict) else ast.iter_child_nodes(tree)
    for node in children:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Call) and _name_of(node.func) in {*_KEYWORDS, *_CALLS_FOR_OTHERS}:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        yield from _bare(node)


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
