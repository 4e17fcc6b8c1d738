"""What replies mean: a table of invented ones, the hard ones among them."""

from datetime import date
from pathlib import Path
from time import process_time

import pytest

from bot.domain.replies import Act, OpenItem
from bot.domain.verbs import Verb
from handlers.understanding import understand

TODAY = date(2026, 5, 4)
ITEMS = (
    OpenItem(1, "Sende referat til udvalget", date(2026, 5, 1)),
    OpenItem(2, "Booke lokale", date(2026, 5, 8)),
    OpenItem(3, "Indkalde til evaluering", None),
)
TABLE = Path(__file__).with_name("said.txt")


def rows() -> list[tuple[str, str, str]]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and line[0] != "#"]
    split = [line.split(" | ") for line in lines]
    return [(who, words.replace("⏎", "\n"), meaning) for who, words, meaning in split]


def shown(act: Act) -> str:
    words = [act.verb.rpartition(".")[2]]
    if act.item is not None:
        words.append(str(act.item))
    words += [day.isoformat() for day in (act.due, act.until) if day]
    words += [f"@{act.to}"] if act.to else []
    return " ".join(words)


def read(who: str, words: str) -> str:
    is_group = who == "g"
    items = ITEMS[: 0 if is_group else int(who)]
    acts = understand(words, items, TODAY, group=is_group)
    if who == "1":  # with one open item it goes without saying
        acts = tuple(Act(act.verb) if act.verb is Verb.UNDO else act for act in acts)
    return "; ".join(shown(act) for act in acts)


@pytest.mark.parametrize(("who", "words", "meaning"), rows(), ids=lambda value: value[:40])
def test_a_reply_means(who: str, words: str, meaning: str) -> None:
    assert read(who, words) == meaning


@pytest.mark.parametrize(
    "words",
    [
        "den det ",
        "jeg vi er har den ",
        "sendt kastet ",
        "hvad har jeg ",
        "⟦i0⟧ ",
        "1 2 3 ",
        "1/1/",
        "a",
    ],
)
def test_no_words_take_long(words: str) -> None:
    started = process_time()
    assert read("2", (words * 400)[:1490]) == "ask"
    assert process_time() - started < 1.0


WITH_A_NAME = (
    *ITEMS,
    OpenItem(4, "Sende noterne til Torvald", None),
    OpenItem(5, "Skrive brev", None),
)


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("1 ikke mig, Torvald Engsø har den", "decline 1 @Torvald Engsø"),
        ("3 ikke mig, spørg Torvald Engsø", "decline 3 @Torvald Engsø"),
        ("3 not me ask Torvald Engsø", "decline 3 @Torvald Engsø"),
        ("3 ikke mig. Torvald har den", "decline 3 @Torvald"),
        ("3: givet videre til torvald", "decline 3 @torvald"),
        (
            "2 er færdig\n3 ikke mig, spørg Torvald Engsø\n5: udsæt til 1/12",
            "finish 2; decline 3 @Torvald Engsø; postpone 5 2026-12-01",
        ),
        ("3 sidder fast, venter på Torvald", "block 3"),
        ("3 er færdig, Torvald har fået notatet", "finish 3"),
        ("noterne er sendt", "finish 4"),
        ("3 er færdig, og noterne er sendt", "finish 3; finish 4"),
        ("ikke mig, spørg Torvald Engsø", "ask"),
    ],
)
def test_a_name_selects_no_task(words: str, meaning: str) -> None:
    acts = understand(words, WITH_A_NAME, TODAY)
    assert "; ".join(shown(act) for act in acts) == meaning


NAMING = (
    OpenItem(1, "Melde deltagere ind til arbejdsgruppen om overgange", date(2026, 5, 8)),
    OpenItem(2, "Booke lokale", None),
)
TWO_WANTED = (OpenItem(1, "Udpege to deltagere til gruppen", None),)
BOTH = (NAMING[0], OpenItem(2, "Udpege en repræsentant til styregruppen", None))


@pytest.mark.parametrize(
    ("items", "words", "is_done"),
    [
        (NAMING[:1], "vi har meldt to deltagere til", True),
        (NAMING[:1], "Vi har meldt deltagere ind.", True),
        (NAMING[:1], "Hej. Vi har udpeget en repræsentant til gruppen. Tak", True),
        (NAMING, "vi har meldt to deltagere til", True),
        (TWO_WANTED, "vi har meldt to deltagere til", True),
        (TWO_WANTED, "vi har meldt en deltager til", False),
        (BOTH, "vi har meldt to deltagere til", False),
        (ITEMS[:1], "vi har meldt to deltagere til", False),
        (NAMING[:1], "vi har meldt to deltagere fra", False),
        (NAMING[:1], "vi har ikke meldt deltagere til", False),
        (NAMING[:1], "vi melder to deltagere til", False),
        (NAMING[:1], "har vi meldt deltagere til?", False),
        (NAMING[:1], "vi har meldt to deltagere til mødet på fredag", False),
        (NAMING[:1], "vi har meldt to deltagere til, men mangler en", False),
        (NAMING[:1], "måske har vi meldt deltagere til", False),
        (NAMING[:1], "Køge har meldt to deltagere til", False),
    ],
)
def test_who_has_named_participants_is_done(
    items: tuple[OpenItem, ...], words: str, is_done: bool
) -> None:
    done = (Act(Verb.FINISH, item=1),)
    assert (understand(words, items, TODAY) == done) is is_done
    if not is_done:
        assert not any(act.verb is Verb.FINISH for act in understand(words, items, TODAY))
