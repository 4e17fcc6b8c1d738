"""The buttons in a mail: what a press on each would send."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from bot.domain.delivery import Sending
from bot.domain.notices import Notice, Outcome
from bot.domain.verbs import Verb
from tests.delivery.mail.samples import ANSWER, ASSIGNMENT, CALL, REMINDER, SUBSTITUTE
from tests.delivery.mail.test_message import BINDING, parts, sent


def mailto(html: str) -> list[tuple[str, str, str]]:
    """Give name, subject and words of each mail that a press would begin."""
    found = []
    for link in LexborHTMLParser(html).css("a[href^='mailto:']"):
        address = urlsplit(link.attributes["href"] or "")
        query = parse_qs(address.query)
        assert unquote(address.path).startswith("bolden")
        found.append((link.text(), query["subject"][0], query["body"][0]))
    return found


async def _html(root: Path, notice: Notice, language: str | None = None) -> str:
    _, message = await sent(root, notice, sending=Sending(4711, language=language))
    assert message is not None
    return parts(message)[1]


async def test_each_task_has_the_answers_that_change_something(tmp_path: Path) -> None:
    tag = BINDING.subject_tag(4711)
    found = mailto(await _html(tmp_path, ASSIGNMENT))
    assert {subject for _, subject, _ in found} == {f"Svar til Bolden {tag}"}
    assert [(label, words) for label, _, words in found] == [
        ("Færdig", "1 færdig"),
        ("I gang", "1 i gang"),
        ("Udsæt", "1 udsæt til "),
        ("Ikke mig", "1 ikke mig"),
        ("Sidder fast", "1 sidder fast"),
        # this one is in progress
        ("Færdig", "2 færdig"),
        ("Udsæt", "2 udsæt til "),
        ("Ikke mig", "2 ikke mig"),
        ("Sidder fast", "2 sidder fast"),
    ]


async def test_the_words_are_in_the_language_of_the_mail(tmp_path: Path) -> None:
    found = mailto(await _html(tmp_path, REMINDER, language="en"))
    assert [words for _, _, words in found] == [
        "2 done",
        "2 postpone to ",
        "2 not me",
        "2 is stuck",
    ]
    assert found[0][1].startswith("Reply to Bolden [#4711-")


async def test_a_call_has_the_three_answers_until_it_is_closed(tmp_path: Path) -> None:
    found = mailto(await _html(tmp_path / "open", CALL))
    answers = ["Jeg melder mig", "Måske", "Nej tak"]
    assert [(label, words) for label, _, words in found] == [(one, one) for one in answers]
    assert mailto(await _html(tmp_path / "closed", replace(CALL, closed=True))) == []


async def test_who_asks_how_it_stands_can_answer_by_a_press(tmp_path: Path) -> None:
    asked = replace(ANSWER, outcomes=(Outcome(Verb.STATUS),))
    found = mailto(await _html(tmp_path, asked))
    assert [words for _, _, words in found] == [
        "2 færdig",
        "2 udsæt til ",
        "2 ikke mig",
        "2 sidder fast",
    ]


async def test_only_owners_mails_have_buttons(tmp_path: Path) -> None:
    notices: tuple[Notice, ...] = (ANSWER, SUBSTITUTE)
    for number, notice in enumerate(notices):
        assert mailto(await _html(tmp_path / str(number), notice)) == []


async def test_they_are_sent_where_replies_go(tmp_path: Path) -> None:
    """To the plus-address, where the mailbox has one."""
    _, message = await sent(tmp_path, REMINDER)
    assert message is not None
    (reply_to,) = message["Reply-To"].addresses
    assert "+b4711." in reply_to.addr_spec
    assert f"mailto:{reply_to.addr_spec}?" in parts(message)[1]
