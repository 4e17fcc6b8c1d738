"""Why something was found is kept in Danish and said in the language spoken."""

from bot.domain.language import speaking
from bot.domain.reasons import OTHERWISE, SIGNS, kept, said
from bot.minutes.convention.agreed import LINE


def test_in_danish_as_it_is_kept() -> None:
    assert kept("due_week", "uge 34") == "en uge: »uge 34«"
    for reason in (kept("due_week", "uge 34"), kept("due_week", ""), LINE, OTHERWISE):
        assert said(reason) == reason


def test_in_english_but_for_the_minutes_own_words() -> None:
    with speaking("en"):
        assert said("en uge: »uge 34«") == "a week: “uge 34”"
        assert said("en handling: »sende »listen« ud«") == "an act: “sende »listen« ud”"
        assert said(LINE) == "written in the agreed form of a follow-up"
        assert all(said(sign) != sign for sign in SIGNS.values())


def test_what_nobody_here_wrote_stays() -> None:
    with speaking("en"):
        assert said("set i kalenderen: »uge 34«") == "set i kalenderen: »uge 34«"
