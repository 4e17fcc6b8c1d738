"""The answer as JSON and as a page for the terminal."""

import json

from bot.minutes.answer import as_json, as_text
from bot.minutes.reading import read

TEXT = """Referat af møde i havneudvalget d. 3. april 2026 kl. 19-21
Til stede: Ylva Haslund og Cemal Yildirim
Beslutning:
- Ylva sender listen til kommunen senest 1. maj.
"""


def test_the_shape_of_the_json() -> None:
    answer = as_json(read(TEXT.encode(), "x.txt"))
    assert json.loads(json.dumps(answer)) == answer
    assert answer["meeting"]["date"] == "2026-04-03"
    assert (answer["meeting"]["start"], answer["meeting"]["end"]) == ("19:00", "21:00")
    assert answer["people"][0] == {
        "name": "Ylva Haslund",
        "organisation": None,
        "title": None,
        "attendance": "present",
        "roles": [],
    }
    (found,) = answer["follow_ups"]
    assert found["owners"] == [{"kind": "person", "name": "Ylva Haslund"}]
    assert (found["due"], found["kind"], found["lines"]) == ("2026-05-01", "task", [[4, 4]])
    assert found["quote"].startswith("Ylva sender")
    assert found["reasons"]


def test_the_page_is_for_people() -> None:
    page = as_text(read(TEXT.encode(), "x.txt"))
    assert "Opfølgning (1)" in page
    assert "Ylva Haslund · 01.05.2026 · linje 4" in page


def test_nothing_found_is_said() -> None:
    page = as_text(read("Indkøb\nmælk".encode(), "x.txt"))
    assert "Ingen opfølgning fundet." in page
    assert "Det ligner ikke et referat" in page


def test_doubt_is_shown() -> None:
    text = TEXT.replace("Ylva Haslund og", "Ylva Haslund, Ylva Rolighed,")
    page = as_text(read(text.encode(), "x.txt"))
    assert "OBS: Ylva kan være Ylva Haslund eller Ylva Rolighed." in page
