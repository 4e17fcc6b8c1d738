"""Sentences, and where they stand."""

import pytest

from bot.minutes.blocks import Block, BlockKind
from bot.minutes.places import Places
from bot.minutes.sentences import sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ylva maler. Cemal køber kaffe.", 2),
        ("Vi mødes kl. 9 hos Ylva, jf. pkt. 3 i referatet.", 1),
        ("Mødet er d. 3. maj. Husk kage.", 2),
        ("Ca. 20 mødte op bl.a. fra Sorø. Fint!", 2),
        ("Det gælder fra 2027. Alle betaler.", 2),
        ("Broen males i uge 31. Ylva køber maling.", 2),
        ("Vi ses d. 4. Maj, og kl. 9. Husk kaffe.", 2),
        ("Lister hentes søndag d. 21. Ylva køber maling.", 2),
        ("Broen males 24/3 og 5/5. Ylva køber maling.", 2),
        ("Vi mødes den 3. Juli på broen.", 1),
        ("Broen males. derefter ryddes der op.", 2),  # a slip of the pen
        ("Kommer H. Kløvborg? Ja.", 2),
        ("Opgaver: • Ylva maler • Cemal rydder op", 3),
        ("Der er 3.112 kr. Vi køber en dug.", 2),
        ("Der er plads til 60. Alle er velkomne.", 2),
        ("Vi køber reb m.m. Bestyrelsen betaler.", 2),
        ("Det koster 300 kr. Ylva Haslund betaler nr. 3 i dag.", 1),
        ("Der købes reb m.m. (Ylva) Broen males. (YH/CY)", 2),
        ("Vi talte om broen. (Ylva var imod)", 2),
        ("Han er leder af 2. Division.", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(list(sentences(text))) == count


def test_a_sentence_knows_its_lines() -> None:
    lines = ["Ylva maler broen rød. Cemal køber", "", "maling i Sorø. Vi ses", "snart igen."]
    text = " ".join(line for line in lines if line)
    places = Places(Block(BlockKind.PARAGRAPH, text, (1, 4)), lines)
    found = [places.lines(s.start, s.end) for s in sentences(text)]
    assert found == [(1, 1), (1, 3), (3, 4)]


def test_a_page_run_into_one_line_is_parted_at_its_list_marks() -> None:
    page = (
        "1. Broen Rådet talte længe om broen og alt det, der skal til, før den kan bære traktorer"
        " - Ylva henter tre tilbud - Cemal måler op – Kaffe og the: Halfdan - Entré 40 kr. betales"
        " ved døren 2. Havnen - bådene flyttes i uge 12 - formanden skriver til dem, der ligger på"
        " land, og beder dem om at sætte navn på, og hvis ingen melder sig inden påske, bliver de"
        " kørt på lossepladsen af havnefogeden, som har lånt en traktor til det i Sorø"
    )
    said = [s.text for s in sentences(page)]
    assert "Ylva henter tre tilbud" in said
    assert "Kaffe og the: Halfdan" in said
    assert all(page[s.start : s.end] == s.text for s in sentences(page))
    assert len(sentences("Broen – Ylvas bro – er rød, og havnen - Cemals havn - er grå.")) == 1
