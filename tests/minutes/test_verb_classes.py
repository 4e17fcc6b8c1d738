"""What verbs mean, whichever form they stand in."""

import pytest

from bot.minutes.verb_classes import meanings


@pytest.mark.parametrize(
    ("word", "meaning", "form"),
    [
        ("sender", "communicate", "present"),
        ("udsendes", "communicate", "passive"),
        ("bestilte", "get", "past"),
        ("tømmes", "put", "passive"),
        ("skrev", "communicate", "past"),
        ("tjek", "examine", "imperative"),
        ("fremlægges", "raise", "passive"),
        ("synes", "think", "infinitive"),
    ],
)
def test_forms(word: str, meaning: str, form: str) -> None:
    found = list(meanings([word]))
    assert found in ([(meaning, form)], [(meaning, "passive")])


def test_other_words_mean_nothing() -> None:
    assert list(meanings(["kajak", "hvidtjørn", "<PERSON>"])) == []
