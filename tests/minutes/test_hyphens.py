"""Hyphens at line ends: taken out when only the line end put them in."""

import pytest

from bot.minutes.hyphens import HYPHEN, clean, join


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("en bekym" + HYPHEN, "ret borger", "en bekymret borger"),
        ("en bekym-", "ret borger", "en bekymret borger"),
        ("en bekym\xad", "ret borger", "en bekymret borger"),
        ("en bekym " + HYPHEN, "ret borger", "en bekymret borger"),
        ("social" + HYPHEN, "og sundhedsområdet", "social- og sundhedsområdet"),
        ("social-", "og sundhedsområdet", "social- og sundhedsområdet"),
        ("mødet 11/2-", "2022 blev aflyst", "mødet 11/2-2022 blev aflyst"),
        ("covid" + HYPHEN, "19 fylder", "covid-19 fylder"),
        ("en VIVE" + HYPHEN, "analyse", "en VIVE-analyse"),
        ("Bjerre" + HYPHEN, "Lund deltager", "Bjerre-Lund deltager"),
        ("se https://example.org/moede" + HYPHEN, "i-juni", "se https://example.org/moede-i-juni"),
        ("se https://", "example.org/plan", "se https://example.org/plan"),
        ("se example.org/a/", "b", "se example.org/a/ b"),
        ("kl. 10 –", "12", "kl. 10 – 12"),
        ("helt almindelig", "linje", "helt almindelig linje"),
    ],
)
def test_joins(before: str, after: str, whole: str) -> None:
    assert join(before, after) == whole


def test_a_hyphen_inside_a_line_stays() -> None:
    assert clean(f"mer{HYPHEN}udgift og so\xadcial") == "mer-udgift og social"
