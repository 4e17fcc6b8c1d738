"""The roster in its many layouts."""

from bot.minutes.people import Listed
from bot.minutes.rosters import roster
from bot.minutes.sections import sections
from bot.minutes.text import blocks_of_text


def of(text: str) -> list[Listed]:
    return roster(sections(blocks_of_text(text.split("\n"))))


def brief(text: str) -> dict[str, str]:
    return {p.name: p.attendance.value for p in of(text)}


def test_semicolons_with_title_organisation_and_role() -> None:
    people = of(
        "Deltagere: Ylva Haslund, sektorchef Børn, Unge og Familie, Sorø Kommune (formand); "
        "Cemal Yildirim, Afdelingsleder, Faxe Kommune.\nReferent: Zenia Kvistgaard, Køge Kommune"
    )
    assert [(p.name, p.organisation) for p in people] == [
        ("Ylva Haslund", "Sorø Kommune"),
        ("Cemal Yildirim", "Faxe Kommune"),
        ("Zenia Kvistgaard", "Køge Kommune"),
    ]
    assert people[0].title == "sektorchef Børn, Unge og Familie"
    assert [sorted(r.value for r in p.roles) for p in people] == [["chair"], [], ["minute_taker"]]


def test_first_names_and_absentees() -> None:
    assert brief("Tilstede: Ylva, Cemal og Zenia\nAfbud: Halfdan") == {
        "Ylva": "present",
        "Cemal": "present",
        "Zenia": "present",
        "Halfdan": "absent",
    }


def test_absence_in_brackets_and_unticked_boxes() -> None:
    assert brief("Til stede:\nYlva Haslund\nCemal Yildirim (afbud)") == {
        "Ylva Haslund": "present",
        "Cemal Yildirim": "absent",
    }
    assert brief("#### Deltagere\n- [x] Ylva Haslund\n- [ ] Cemal Yildirim") == {
        "Ylva Haslund": "present",
        "Cemal Yildirim": "absent",
    }


def test_organisations_in_brackets_and_behind_commas() -> None:
    people = of("Deltagere: Ylva Haslund (Sorø), Cemal Yildirim (Faxe Kommune) og Bo Kvistgaard")
    assert [p.organisation for p in people] == ["Sorø Kommune", "Faxe Kommune", None]
    people = of("Deltagere\n- Ylva Haslund, Sorø Kommune, IT\n- Cemal Yildirim, Havnesekretariatet")
    assert [p.organisation for p in people] == ["Sorø Kommune", "Havnesekretariatet"]


def test_initials_and_titles_before_the_name() -> None:
    people = of("Mødt: Ylva Haslund (YH), kasserer Cemal Yildirim, præst: Halfdan Kløvborg")
    assert people[0].initials == {"YH"}
    assert [p.title for p in people] == [None, "kasserer", "præst"]


def test_initials_alone_are_people() -> None:
    assert list(brief("Mødt: YH, CY, ZK, HK")) == ["YH", "CY", "ZK", "HK"]


def test_a_first_name_is_completed_by_the_text() -> None:
    assert list(brief("Til stede: Ylva, Cemal\n1. Broen\nYlva Haslund maler den.")) == [
        "Ylva Haslund",
        "Cemal",
    ]


def test_whoever_is_elected_to_write_or_to_lead_was_there() -> None:
    people = of("1. Valg af referent\nYlva Haslund blev valgt til referent.\n2. Broen\nDen er rød.")
    assert [(p.name, [r.value for r in p.roles]) for p in people] == [
        ("Ylva Haslund", ["minute_taker"])
    ]


def test_words_are_no_names() -> None:
    assert of("Til stede: Hele bestyrelsen og begge suppleanter\nAfbud: Ingen") == []
