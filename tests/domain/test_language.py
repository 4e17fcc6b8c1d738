"""Which language is spoken, and when."""

from bot.domain.language import speaking, spoken, t, tn


def test_danish_is_spoken_unless_somebody_chose() -> None:
    assert spoken() == "da"
    assert t("Ingen frist") == "Ingen frist"


def test_a_language_is_spoken_within_and_not_after() -> None:
    with speaking("en"):
        assert spoken() == "en"
        with speaking(None):
            assert spoken() == "da"
        assert spoken() == "en"
    assert spoken() == "da"


def test_an_unknown_language_is_danish() -> None:
    with speaking("tlh"):
        assert spoken() == "da"


def test_what_no_catalogue_has_stays_danish() -> None:
    with speaking("en"):
        assert t("Ørsted {navn}") == "Ørsted {navn}"
        assert tn("{n} ørred", "{n} ørreder", 2) == "{n} ørreder"
