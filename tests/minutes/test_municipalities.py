"""Municipalities by the domain of a mail address: only where the domain leaves no doubt."""

import pytest

from bot.minutes.municipalities import of_domain


@pytest.mark.parametrize(
    ("domain", "municipality"),
    [
        ("koege.dk", "Køge Kommune"),
        ("Mail.Soroe.DK", "Sorø Kommune"),
        ("faxekommune.dk", "Faxe Kommune"),
        ("aarhus.dk", "Aarhus Kommune"),
        ("koege.com", None),
        ("koege.dk.example.org", None),
        ("regionsjaelland.dk", None),
        ("example.org", None),
        ("dk", None),
        ("", None),
    ],
)
def test_a_domain_tells_its_municipality(domain: str, municipality: str | None) -> None:
    assert of_domain(domain) == municipality
