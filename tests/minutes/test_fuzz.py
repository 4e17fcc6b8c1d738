"""Damaged files and odd texts: read or refused in one sentence, never a crash or a hang."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.minutes import reading
from tests.minutes import damage

FILES = 140
WORDS = (
    *("Vera", "Klitbjerg", "VK", "Sorø", "Kommune", "alle", "vi", "jeg", "sekretariatet", "af"),
    *("sender", "undersøges", "skal", "besluttede", "at", "og", "til", "tovholder", "Ansvarlig:"),
    *("senest", "1. juni", "31/2-2026", "uge 99", "næste møde", "d. 0/0", "2026-13-45", "kl. 25"),
    *("Til stede:", "Afbud:", "Beslutning:", "1.", "2.1", "-", "•", "|", "**", "(", ")", ":", "/"),
    *("\n", "\n\n", "  ", "\t", "010190-1234", "æøå", "\u00ad", "\u2028", "İ", "ﬁ", "\0"),
)


@pytest.mark.parametrize("number", range(FILES))
def test_a_damaged_file_is_read_or_refused(number: int) -> None:
    _, seconds = damage.fared(*damage.damaged(number))

    assert seconds < damage.SLOWEST


def test_every_sample_is_read_whole() -> None:
    for kind, data in damage.samples().items():
        minutes = reading.read(data, f"minutes.{kind}")
        assert any("sender noten" in line for line in minutes.text), kind
        assert "010190-1234" not in "\n".join(minutes.text)


odd_texts = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=80).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(odd_texts)
def test_any_text_is_read_or_refused(text: str) -> None:
    damage.fared("minutes.txt", text.encode("utf-8", "replace"))
