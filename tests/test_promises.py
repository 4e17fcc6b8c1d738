"""What the parts promise each other and the documents promise the reader."""

import re
from pathlib import Path

import pytest

from bot.__main__ import build_parser
from bot.domain.followups import Status
from bot.domain.notices import NoticeKind, Outcome
from bot.domain.sentences import outcome_sentence
from bot.domain.verbs import Verb
from bot.followups.composing.composer import _COMPOSERS
from handlers.presses import _ACTIONS
from handlers.pressing import channel, choosing, grouping, owning, reviewing

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
OPERATING = (ROOT / "docs" / "operating.md").read_text("utf-8")

#: asked for in words alone
_WORDS_ONLY = {Verb.QUESTION, Verb.HELP, Verb.STATUS, Verb.ASK, Verb.RHYTHM}
_WORDS_ONLY |= {Verb.OPT_OUT, Verb.PAUSE, Verb.RESUME, Verb.SUBSTITUTE, Verb.NO_SUBSTITUTE}
_PRESSED = (
    owning.ACTIONS,
    channel.ACTIONS,
    grouping.ACTIONS,
    reviewing.ACTIONS,
    choosing.ACTIONS,
)


@pytest.mark.parametrize("status", Status)
def test_the_readme_draws_every_state(status: Status) -> None:
    diagram = README.partition("stateDiagram")[2].partition("```")[0]
    assert re.search(rf"\b{status}\b", diagram)


@pytest.mark.parametrize("verb", Verb)
def test_every_verb_is_acted_on_and_said(verb: Verb) -> None:
    assert (verb in _ACTIONS) != (verb in _WORDS_ONLY)
    assert (verb in _ACTIONS) == sum(verb in actions for actions in _PRESSED)
    assert outcome_sentence(Outcome(verb)).endswith((".", "!", "«"))


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_notice_is_composed_and_has_three_mail_files(kind: NoticeKind) -> None:
    assert kind in _COMPOSERS
    folder = ROOT / "bot" / "delivery" / "templates" / kind
    for name in ("subject.txt", "body.txt", "body.html"):
        assert (folder / name).exists(), f"{kind}/{name}"


def test_every_command_is_documented() -> None:
    for name in re.findall(r"^    ([a-z]+) ", build_parser().format_help(), re.MULTILINE):
        assert f"`bolden {name}" in OPERATING or f", `{name}" in OPERATING, name


def test_links_between_documents_lead_somewhere() -> None:
    for document in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_project_names_no_package_index_and_no_machine() -> None:
    wanted = ("--index" + "-url", "pypi" + ".org", "registry." + "npmjs", "/work" + "/")
    looked_at = [p for p in ROOT.rglob("*") if p.suffix in (".md", ".py", ".toml", ".txt", ".json")]
    skipped = {".venv", "node_modules", ".git", "var", "build", ".mypy_cache", ".ruff_cache"}
    for path in looked_at:
        if skipped & set(path.relative_to(ROOT).parts):
            continue
        text = path.read_text("utf-8", errors="replace")
        assert not [word for word in wanted if word in text], path.relative_to(ROOT)
