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
