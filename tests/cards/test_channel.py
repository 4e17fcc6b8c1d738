"""What the channel and the convener read: calls, rosters, shared tasks, digests."""

from dataclasses import replace

import pytest

from bot.domain.notices import ChannelTask, ChannelTasks, Digest
from cards.rendering import render, summary
from tests.cards.examples import (
    CALL,
    CHANNEL,
    DIGEST,
    FOR_ALL,
    FOR_NOBODY,
    OCCASION,
    ROSTER,
    TAKEN,
    digest_line,
)
from tests.cards.reading import inputs, presses, titles, words


def test_the_call_names_the_group_its_people_and_who_has_joined() -> None:
    seen = words(render(CALL))
    assert "Arbejdsgruppe om skole og dagbehandling" in seen
    assert "Tovholder: Køge Kommune · Kontakt: Gro Ellemose" in seen
    assert "»Køge indkalder. Deltagere meldes til Gro Ellemose.«" in seen
    assert "2 er med fra 2 kommuner, 1 måske" in seen
    assert (
        "• Tilde Vangsgaard (Ringsted)\n• Mogens Lyngbye (Faxe)\n• Birthe Sølvberg – måske" in seen
    )


def test_joining_asks_for_no_name() -> None:
    card = render(CALL)
    assert inputs(card) == []
    assert [(button["title"], button["data"]) for button in presses(card)] == [
        ("Jeg melder mig", {"verb": "group.volunteer", "group_id": "5"}),
        ("Måske", {"verb": "group.maybe", "group_id": "5"}),
        ("Meld fra", {"verb": "group.withdraw", "group_id": "5"}),
    ]


def test_a_contact_who_convenes_is_named_once() -> None:
    seen = words(render(replace(CALL, convener="Gro Ellemose")))
    assert seen.count("Gro Ellemose") == 2  # in the line and in the quote
    assert "Kontakt" not in seen


def test_nobody_yet() -> None:
    assert "Ingen har meldt sig endnu" in words(render(replace(CALL, roster=())))


def test_a_closed_call_can_no_longer_be_answered() -> None:
    closed = replace(CALL, closed=True)
    assert presses(render(closed)) == []
    assert "Tilmeldingen er lukket." in words(render(closed))
    assert summary(closed).endswith("tilmeldingen er lukket")


def test_the_convener_reads_the_roster_and_may_close() -> None:
    card = render(ROSTER)
    assert "• Birthe Sølvberg – måske" in words(card)
    assert titles(card) == ["Luk tilmelding", "Få som fil", "Gem", "Send til gruppen"]
    assert presses(card)[0]["data"] == {"verb": "group.close", "group_id": "5"}
    assert titles(render(replace(ROSTER, closed=True))) == ["Få som fil", "Send til gruppen"]
    assert titles(render(replace(ROSTER, roster=()))) == ["Luk tilmelding", "Gem"]
    assert summary(ROSTER).endswith("2 er med fra 2 kommuner, 1 måske")


def test_what_nobody_has_comes_before_what_everybody_is_asked() -> None:
    seen = words(render(CHANNEL)).splitlines()
    assert seen.index("Hvem tager den?") < seen.index("Til alle kommuner")
    assert "3 af 6 er færdige: Ringsted, Faxe og Sorø" in seen
    assert seen.count("Mangler: Greve, Køge og Lejre") == 1
    assert "Alle er færdige: Ringsted, Faxe og Sorø" in seen
    assert "Mogens Lyngbye har den." in seen


def test_before_the_first_answer_nobody_is_listed() -> None:
    asked = replace(FOR_ALL, answered=(), asked=3)
    seen = words(render(ChannelTasks(OCCASION, (asked,))))
    assert "0 af 3 er færdige" in seen
    assert "Mangler" not in seen


def test_only_what_waits_for_an_answer_has_a_button() -> None:
    assert [(button["title"], button["data"]) for button in presses(render(CHANNEL))] == [
        ("Jeg tager den", {"verb": "followup.take", "follow_up_id": "34"}),
        ("Vi er færdige", {"verb": "followup.finish", "follow_up_id": "33"}),
    ]


def test_a_duty_for_good_is_told_without_counting_or_asking() -> None:
    duty = replace(FOR_ALL, task="Indberette ventetid", is_standing=True, answered=())
    card = render(replace(CHANNEL, tasks=(duty, FOR_NOBODY)))
    seen = words(card).splitlines()
    assert seen.index("Hvem tager den?") < seen.index("Fast fremover")
    assert "Til alle kommuner" not in seen
    assert "færdige" not in words(card)
    assert [button["title"] for button in presses(card)] == ["Jeg tager den"]
    alone = summary(replace(CHANNEL, tasks=(duty,)))
    assert alone == "Fast fremover: Indberette ventetid"


@pytest.mark.parametrize(
    ("task", "line"),
    [
        (FOR_NOBODY, "Hvem tager den? Skrive en fælles folder"),
        (TAKEN, "Mogens Lyngbye har den: Skrive en fælles folder"),
        (FOR_ALL, "Til alle kommuner: Melde deltagere til styregruppen"),
    ],
)
def test_the_notification_of_one_task(task: ChannelTask, line: str) -> None:
    assert summary(replace(CHANNEL, tasks=(task,))) == line


def test_the_notification_of_several_tasks() -> None:
    assert summary(CHANNEL) == "4 opgaver fra Møde i børnenetværket"


def test_a_section_without_tasks_is_left_out() -> None:
    assert "Hvem tager den?" not in words(render(ChannelTasks(OCCASION, (FOR_ALL,))))


def test_the_digest_tells_the_week() -> None:
    assert words(render(DIGEST)) == (
        "Overblik for uge 48\n"
        "Netværk for børn og unge\n"
        "Færdige (1)\n"
        "• Sende kontaktoplysninger rundt – Sekretariatet\n"
        "Nye opfølgninger (1)\n"
        "• Indsende eksempler – Tilde Vangsgaard, frist 1. december 2026\n"
        "Fristen er overskredet (1)\n"
        "• Afklare tal for ventetid – Ringsted, frist 10. november 2026\n"
        "Søger en ansvarlig (1)\n"
        "• Skrive en fælles folder\n"
        "Søger deltagere\n"
        "• Skole og dagbehandling, tovholder Køge Kommune (2 er med, 1 måske)\n"
        "Næste møde: 14. januar 2027\n"
        "[Åbn tavlen]"
    )


def test_empty_sections_of_the_digest_are_left_out() -> None:
    small = Digest(
        "boern", "Netværket", 2026, 1, (), (digest_line("Ny"),), (), (), (), None, DIGEST.link
    )
    assert words(render(small)) == (
        "Overblik for uge 1\nNetværket\nNye opfølgninger (1)\n• Ny\n[Åbn tavlen]"
    )
    assert summary(small) == "Uge 1 i Netværket: 1 ny"


def test_the_digest_offers_nothing_to_press_but_the_board() -> None:
    assert titles(render(DIGEST)) == []
    assert summary(DIGEST) == (
        "Uge 48 i Netværk for børn og unge: 1 meldt færdig, 1 ny, 1 over fristen, 1 uden ansvarlig"
    )
