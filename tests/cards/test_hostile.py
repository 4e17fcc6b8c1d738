"""Whatever minutes and names hold, a card shows it as it stands, and no more."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.notices import (
    Answer,
    Assignment,
    ChannelTask,
    ChannelTasks,
    Choice,
    Notice,
    Outcome,
    Volunteer,
)
from bot.domain.verbs import Verb
from cards.elements import links, literal
from cards.rendering import note, render, summary
from tests.cards import examples
from tests.cards.reading import parts, words

HOSTILE = (
    "[klik her](https://ondt.example.org)",
    "**fed** _kursiv_ `kode` ~~slettet~~",
    "![billede](https://ondt.example.org/x.png)",
    "<a href='https://ondt.example.org'>her</a><script>alert(1)</script>",
    "1. et\n2. to\n- tre\n# fire",
    "{{DATE(2026-01-01T00:00:00Z, SHORT)}} ${task}",
    "omvendt \u202etxet\u202c og skjult\u200b tegn\x00\x07",
    "halv \ud83d bogstav",
)


def _poisoned(text: str) -> dict[str, Notice]:
    occasion = replace(examples.OCCASION, title=text, network=text)
    task = replace(
        examples.TASK,
        task=text,
        due=None,
        due_words=text,
        quote=text,
        item=text,
        behalf=text,
        together_with=(text, text),
    )
    draft = replace(
        examples.DRAFTS[0], task=text, owners=(text,), quote=text, due_words=text, doubt=text
    )
    volunteers = (Volunteer(text, text, Verb.VOLUNTEER), Volunteer(text, None, Verb.MAYBE))
    choices = (Choice("person:1", text),)
    channel = ChannelTask(
        follow_up_id=1,
        task=text,
        due=None,
        due_words=text,
        quote=text,
        audience=examples.FOR_ALL.audience,
        answered=(text,),
        asked=2,
    )
    line = replace(examples.digest_line(text, text), due_words=text)
    return {
        "review": replace(
            examples.REVIEW,
            occasion=occasion,
            drafts=(draft, replace(draft, confidence=0.1, follow_up_id=99)),
            groups=(text,),
            remarks=(text,),
            choices=choices,
        ),
        "assignment": Assignment(occasion, text, (task,), handed_over_by=text),
        "call": replace(
            examples.CALL,
            occasion=occasion,
            name=text,
            convener=text,
            contact=f"{text}!",
            quote=text,
            roster=volunteers,
        ),
        "roster": replace(examples.ROSTER, occasion=occasion, name=text, roster=volunteers),
        "channel": ChannelTasks(
            occasion,
            (
                channel,
                replace(channel, audience=examples.FOR_NOBODY.audience, taken_by=text),
            ),
        ),
        "sought": replace(
            examples.SOUGHT,
            occasion=occasion,
            task=text,
            quote=text,
            declined_by=text,
            choices=choices,
        ),
        "settled": replace(examples.SOUGHT, settled=text),
        "digest": replace(
            examples.DIGEST,
            network=text,
            done=(line,),
            new=(line,),
            overdue=(line,),
            unowned=(line,),
            groups=((text, text, 0, 0),),
        ),
        "answer": Answer(
            text,
            (
                Outcome(Verb.FINISH, text),
                Outcome(Verb.DECLINE, text, to=text),
                Outcome(Verb.ASK, refusal=text),
            ),
            (task,),
            occasion,
        ),
    }


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", _poisoned(""))
def test_people_s_words_never_reach_what_reads_markdown(name: str, text: str) -> None:
    card = render(_poisoned(text)[name])
    marks = ("[", "](", "*", "_", "`", "<", "{{", "$", "#", "~")
    for part in parts(card):
        if part.get("type") == "TextBlock":
            assert not any(mark in part["text"] for mark in marks), part["text"]
            assert text not in part["text"]
    assert "ondt" not in str(card["fallbackText"])
    assert all("ondt" not in str(part.get("url", "")) for part in parts(card))


@pytest.mark.parametrize("text", HOSTILE[:4])
@pytest.mark.parametrize("name", _poisoned(""))
def test_what_was_written_stands_there_letter_for_letter(name: str, text: str) -> None:
    assert text in words(render(_poisoned(text)[name]))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", _poisoned(""))
def test_nothing_unseen_gets_through_and_every_card_can_be_sent(name: str, text: str) -> None:
    notice = _poisoned(text)[name]
    seen = json.dumps(render(notice), ensure_ascii=False) + summary(notice)
    assert not set(seen) & set("\u202e\u202c\u200b\x00\x07\n")
    assert seen.encode("utf-8")


def test_a_note_says_hostile_words_as_they_stand() -> None:
    assert words(note(HOSTILE[0])) == HOSTILE[0]


def test_words_are_put_on_one_line_and_cut_at_a_word() -> None:
    assert literal(" en \n to\ttre ") == "en to tre"
    assert literal("aldrig midt i et ord", limit=12) == "aldrig midt…"


@pytest.mark.parametrize(
    "url",
    ["", " ", "javascript:alert(1)", "ftp://example.org", "https://", "/meetings/7", "mailto:a@b"],
)
def test_what_is_no_web_address_gives_no_button(url: str) -> None:
    occasion = replace(examples.OCCASION, link=url)
    card: dict[str, Any] = render(replace(examples.ASSIGNMENT, occasion=occasion))
    assert links("Se referatet", url) == []
    assert "actions" not in card
    assert "Se referatet" not in words(card)


def test_a_web_address_gives_a_button() -> None:
    assert "[Se referatet]" in words(render(examples.ASSIGNMENT))
