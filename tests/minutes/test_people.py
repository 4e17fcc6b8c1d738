"""The roster in its many layouts."""

import pytest

from bot.minutes.listed import Listed
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


def homes(text: str) -> dict[str, str | None]:
    return {p.name: p.organisation for p in of(text)}


def test_organisations_behind_a_dash_a_colon_or_in_capitals() -> None:
    assert homes(
        "Deltagere:\nYlva Haslund - Havnens Venner\nCemal Yildirim - formand for Havneudvalget\n"
        "Zenia Kvistgaard - Afdelingschef Drift"
    ) == {
        "Ylva Haslund": "Havnens Venner",
        "Cemal Yildirim": "Havneudvalget",
        "Zenia Kvistgaard": None,
    }
    assert homes("Deltagere\n- Ylva Haslund: Blå Kors\n- Cemal Yildirim, 4KK") == {
        "Ylva Haslund": "Blå Kors",
        "Cemal Yildirim": "4KK",
    }
    assert homes("Afbud:\n- Halfdan Kløvborg KFUM") == {"Halfdan Kløvborg": "KFUM"}


def test_two_entries_on_one_line_are_parted_by_the_house_that_comes_twice() -> None:
    assert homes("Til stede: Ylva Haslund - Havnens Venner Bo Yildirim - Havnens Venner") == {
        "Ylva Haslund": "Havnens Venner",
        "Bo Yildirim": "Havnens Venner",
    }


def test_people_under_their_municipality() -> None:
    expected = {
        "Ylva Haslund": "Tønder Kommune",
        "Cemal Yildirim": "Tønder Kommune",
        "Zenia Kvistgaard": "Fanø Kommune",
        "Halfdan Kløvborg": "Varde Kommune",
    }
    run_on = (
        "1 Bilag til møde i havnegruppen Tønder Kommune: Ylva Haslund, Cemal Yildirim "
        "Fanø Kommune: Zenia Kvistgaard Varde Kommune: Halfdan Kløvborg Broen: 1. Hvad nu?"
    )
    assert homes(run_on) == expected
    assert (
        homes(
            "Deltagere:\n- Tønder Kommune: Ylva Haslund, Cemal Yildirim\n"
            "- Fanø Kommune: Zenia Kvistgaard\n- Varde Kommune: Halfdan Kløvborg"
        )
        == expected
    )


def test_headings_inside_a_list_say_where_people_come_from() -> None:
    people = homes(
        "Fra bestyrelsen deltog:\nYlva Haslund\n\nFra havnekontoret deltog:\nCemal Yildirim\n\n"
        "Fra Låsefirmaet:\nZenia Kvistgaard\n\n1. Ylva bød velkommen."
    )
    assert people == {
        "Ylva Haslund": None,
        "Cemal Yildirim": "havnekontoret",
        "Zenia Kvistgaard": "Låsefirmaet",
    }


def test_who_was_not_there_stays_so_under_the_headings_inside() -> None:
    assert brief(
        "Til stede:\nForældrevalgte: Ylva Haslund.\nFraværende:\nForældrevalgte: Cemal Yildirim."
    ) == {"Ylva Haslund": "present", "Cemal Yildirim": "absent"}
    assert brief(
        "Rådsmedlemmer og andre, der ikke var mødt:\nPedel Halfdan Kløvborg\nBo Haslund, Nordre Pr."
        "\n\nFra kontoret deltog:\nFuldmægtig Zenia Kvistgaard (referent)"
    ) == {"Halfdan Kløvborg": "absent", "Bo Haslund": "absent", "Zenia Kvistgaard": "present"}


def test_one_excuse_inside_a_list_excuses_one() -> None:
    assert brief(
        "Til stede:\n\nYlva Haslund, formand\n\nAfbud Cemal Yildirim, suppleant\n\n"
        "Zenia Kvistgaard, rektor\n\nHalfdan 5B, elevråd, afbud\n\nBo Kløvborg, sekretær"
    ) == {
        "Ylva Haslund": "present",
        "Cemal Yildirim": "absent",
        "Zenia Kvistgaard": "present",
        "Halfdan": "absent",
        "Bo Kløvborg": "present",
    }
    assert brief("Deltagere: Ylva Haslund, (Cemal Yildirim havde sendt afbud), Bo Haslund") == {
        "Cemal Yildirim": "absent",
        "Ylva Haslund": "present",
        "Bo Haslund": "present",
    }


def test_who_speaks_opens_or_signs_was_there() -> None:
    assert brief("1. Broen\nYlva Haslund orienterede om broen. Formanden takkede.") == {
        "Ylva Haslund": "present"
    }
    assert brief("Mødet åbnedes af formand Cemal Yildirim.") == {"Cemal Yildirim": "present"}
    people = of("Referat\n1. Broen males.\nMed venlig hilsen\nZenia.")
    assert [(p.name, [r.value for r in p.roles]) for p in people] == [("Zenia", ["minute_taker"])]


def test_a_misspelt_full_name_is_one_person() -> None:
    assert list(brief("Deltagere: Ylva Haslund Kvist, Bo Kvist\nAfbud: Ylva Haslund Kvisst")) == [
        "Ylva Haslund Kvisst",
        "Bo Kvist",
    ]


def test_particles_stay_in_the_name_and_the_next_label_does_not() -> None:
    assert list(brief("Deltagere: Ylva van der Haslund, Cemal bin Yildirim Afbud: Bo Krag")) == [
        "Ylva van der Haslund",
        "Cemal bin Yildirim",
        "Bo Krag",
    ]


def test_a_sentence_with_a_colon_lists_people_too() -> None:
    assert brief("Vi var tre: Ylva Haslund, Cemal Yildirim og Bo Krag\n\nBroen: Ylva maler.") == {
        "Ylva Haslund": "present",
        "Cemal Yildirim": "present",
        "Bo Krag": "present",
    }


def shorts(text: str) -> dict[str, set[str]]:
    return {p.name: p.initials for p in of(text)}


def test_initials_may_stand_first() -> None:
    expected = {"Ylva Haslund": {"YH"}, "Cemal Yildirim": {"CY"}}
    assert shorts("Deltagere: YH (Ylva Haslund, Sorø), CY (Cemal Yildirim)") == expected
    assert shorts("YH = Ylva Haslund, CY = Cemal Yildirim\n1. Broen\nDen er rød.") == expected
    assert shorts("Deltagere\nYH Ylva Haslund (formand)\nCY Cemal Yildirim") == expected


def test_lists_are_parted_by_dashes_dots_and_house_labels() -> None:
    names = ["Ylva Haslund", "Cemal", "Zenia"]
    assert list(brief("Deltagere: Ylva Haslund, formand - Cemal - Zenia")) == names
    assert list(brief("Med: Ylva Haslund, Sorø (formand) · Cemal, Faxe · Zenia, Køge")) == names
    assert list(brief("Til stede: Ylva Haslund, Cemal. Fra havnen: inspektør Zenia Lund")) == [
        *names[:2],
        "Zenia Lund",
    ]
    assert list(brief("Fremmødte: 14 beboere samt Ylva Haslund, Cemal og Zenia")) == names
    assert list(brief("Til stede: alle (Ylva Haslund, Cemal) samt Zenia fra havnen")) == names


def test_one_a_line_with_a_house_behind_the_comma() -> None:
    assert homes(
        "Deltagere:\nYlva Haslund, Sorø Kommune (formand)\nCemal Yildirim, Blå Brædder\n"
        "Zenia Kvistgaard, Rejsende Sejlere\nAfbud: Bo Lund, Gule Brædder"
    ) == {
        "Ylva Haslund": "Sorø Kommune",
        "Cemal Yildirim": "Blå Brædder",
        "Zenia Kvistgaard": "Rejsende Sejlere",
        "Bo Lund": "Gule Brædder",
    }


def test_a_heading_below_a_list_is_nobody() -> None:
    assert list(brief("Til stede: Ylva Haslund, Cemal (ref.)\n\nRundtur\n\nVi så broen.")) == [
        "Ylva Haslund",
        "Cemal",
    ]


def test_what_follows_the_list_is_another_sentence() -> None:
    assert brief("Til stede: Ylva Haslund, Torben P. og Lis. Bo havde afbud.") == {
        "Ylva Haslund": "present",
        "Torben P": "present",
        "Lis": "present",
        "Bo": "absent",
    }


def test_whoever_is_elected_under_the_heading_was_there() -> None:
    names = ["Ylva Haslund"]
    assert list(brief("1. Valg af dirigent\nYlva Haslund blev valgt.")) == names
    assert (
        list(brief("1. Valg af dirigent\nAdvokat Ylva Haslund blev valgt. Han takkede.")) == names
    )
    assert list(brief("1. Valg af dirigent. Ylva Haslund, der takkede for valget.")) == names


def test_a_house_before_its_people() -> None:
    assert homes("Deltagere: Ylva Haslund, Bo Lund\nFra Teknik og Miljø: Zenia Kvistgaard") == {
        "Ylva Haslund": None,
        "Bo Lund": None,
        "Zenia Kvistgaard": "Teknik og Miljø",
    }
    assert list(brief("Til stede: Ylva Haslund (bro), Bo Lund (kro). Forvaltningen: Ida Holm")) == [
        "Ylva Haslund",
        "Bo Lund",
        "Ida Holm",
    ]
    assert list(brief("Til stede: Ylva Haslund, Bo Lund + Zenia fra bestyrelsen til pkt. 3")) == [
        "Ylva Haslund",
        "Bo Lund",
        "Zenia",
    ]


def test_full_stops_or_dashes_between_people_with_their_titles() -> None:
    names = ["Ylva Haslund", "Cemal Yildirim", "Zenia Krag"]
    stops = "Deltagere: Ylva Haslund, formand. Cemal Yildirim, kasserer. Zenia Krag."
    dashes = "Til stede: Ylva Haslund, formand - Cemal Yildirim, kasserer - Zenia Krag"
    assert list(brief(stops)) == names
    assert list(brief(dashes)) == names
    assert list(brief("Sekretariat: Zenia Krag (referent)\n1. Broen")) == ["Zenia Krag"]


def test_room_numbers_and_round_marks_are_no_part_of_a_name() -> None:
    assert list(brief("Fremmødte: Ylva 214, Cemal 108 (kasserer), Zenia 311")) == [
        "Ylva",
        "Cemal",
        "Zenia",
    ]
    assert list(
        brief("Til stede: o Ylva Haslund, Sorø o Cemal Yildirim, Faxe o Zenia Krag, Køge")
    ) == [
        "Ylva Haslund",
        "Cemal Yildirim",
        "Zenia Krag",
    ]


def test_a_title_behind_the_name_may_be_an_office() -> None:
    people = of("Deltagere:\nYlva Haslund, formand\nCemal Yildirim, kasserer\nBo Lund, referent")
    assert [[r.value for r in p.roles] for p in people] == [["chair"], [], ["minute_taker"]]


def test_the_chosen_one_follows_the_office_in_a_new_sentence() -> None:
    people = of("Bestyrelsen var talstærk, også Nina Vest. Dirigent blev Zenia Krag.\n1. Broen")
    assert [(p.name, [r.value for r in p.roles]) for p in people] == [("Zenia Krag", ["chair"])]


def test_initials_and_offices_stand_after_a_name_without_brackets() -> None:
    found = of("Deltagere: Ylva Haslund YH, Cemal Yildirim CY.\nAfbud: Zenia Lund kasserer")
    assert [(p.name, p.initials, p.title) for p in found] == [
        ("Ylva Haslund", {"YH"}, None),
        ("Cemal Yildirim", {"CY"}, None),
        ("Zenia Lund", set(), "kasserer"),
    ]


def test_letters_that_cannot_be_somebodys_own_are_no_initials() -> None:
    assert "KL" not in {
        short for p in of("Deltagere: Bo Haslund KL, Zenia Lund") for short in p.initials
    }


def test_a_board_with_an_office_a_line_is_its_list() -> None:
    found = of(
        "Havnemøde 3/5\n\nBestyrelsen\n\nYlva Haslund formand\n\nCemal Yildirim kasserer\n\n"
        "Afbud:\n\nZenia Lund suppleant\n\nDagsorden:\n\n1. Broen"
    )
    assert {p.name: p.attendance.value for p in found} == {
        "Ylva Haslund": "present",
        "Cemal Yildirim": "present",
        "Zenia Lund": "absent",
    }


def test_who_was_invited_or_a_member_and_sent_word_was_not_there() -> None:
    assert brief("Indkaldte: Ylva, Cemal og Zenia\n\nAfbud: Zenia\n\nReferent: Ylva") == {
        "Ylva": "present",
        "Cemal": "present",
        "Zenia": "absent",
    }
    text = "Medlemmer: Ylva Haslund, Cemal Yildirim, Bo Kvistgaard\nAfbud: Bo Kvistgaard og Cemal"
    assert list(brief(text).values()) == ["present", "absent", "absent"]


def test_offices_in_front_of_names() -> None:
    people = of(
        "Til stede:\nFormand: Ylva Haslund, kasserer & IT: Cemal Yildirim, suppleant: Bo Tang"
    )
    assert [(p.name, p.title) for p in people][1:] == [
        ("Cemal Yildirim", "kasserer & IT"),
        ("Bo Tang", "suppleant"),
    ]
    assert [sorted(r.value for r in p.roles) for p in people] == [["chair"], [], []]
    people = of(
        "Tilstede: Ylva, Cemal, Bo\n\n4. Valg\nFormand: Ylva, Kasserer: Cemal, suppleant: Bo"
    )
    assert [(p.name, p.title) for p in people] == [
        ("Ylva", None), ("Cemal", "Kasserer"), ("Bo", "suppleant")
    ]  # fmt: skip


def test_there_for_some_items_only() -> None:
    assert brief(
        "Deltagere:\n\nYlva Haslund (O)\n\nCemal Yildirim (B)- deltog ikke i behandlingen af"
        " punkt: 6, 8\n\nZenia Kvistgaard (A) - deltog fra punkt 4\n\nBo Tang (A)- afbud"
    ) == {
        "Ylva Haslund": "present",
        "Cemal Yildirim": "present",
        "Zenia Kvistgaard": "present",
        "Bo Tang": "absent",
    }  # fmt: skip


def test_house_numbers_behind_names() -> None:
    people = of(
        "Deltagere: Ylva Haslund #72 Formand\n Cemal Yildirim #17 Næstformand\n"
        " Zenia Kvistgaard  #6 Bestyrelsesmedlem\n Bo Tang (referent) #1 Suppleant"
    )
    assert [(p.name, p.title) for p in people] == [
        ("Ylva Haslund", "Formand"),
        ("Cemal Yildirim", "Næstformand"),
        ("Zenia Kvistgaard", "Bestyrelsesmedlem"),
        ("Bo Tang", "Suppleant"),
    ]


def test_names_with_nothing_between_them() -> None:
    assert list(brief("Afbud Ove Nielsen Ida Jensen Klaus Brønd Madsen")) == [
        "Ove Nielsen", "Ida Jensen", "Klaus Brønd Madsen"
    ]  # fmt: skip
    text = "Medlemmer Ebbe Skak Zenia Krag Tang Rita Hald Fraværende Jens Bro Leon K. Krag Ove Lund"
    said = "\n\n1. Broen\nZenia laver en plan, og Rita ringer. Ove er syg."
    assert brief(text + said) == {
        "Ebbe Skak": "present",
        "Zenia Krag Tang": "present",
        "Rita Hald": "present",
        "Jens Bro": "absent",
        "Leon K. Krag": "absent",
        "Ove Lund": "absent",
    }


def test_who_sits_beside_is_there_after_those_who_are_not() -> None:
    text = "Afbud: Ylva Haslund, Cemal Yildirim Fra sekretariatet Bo Tang og Rita Hald (referent)"
    assert brief(text)["Bo Tang"] == "present"


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Som formand blev Vibe Tofte valgt.", ["Vibe Tofte"]),
        ("Til kasserer valgtes Tove Hald", ["Tove Hald"]),
        (
            "Havnechef Vibe Tofte, Faglig koordinator Tove Lund Hald og jurist Ebbe Bro deltager"
            " under dette punkt.",
            ["Ebbe Bro", "Tove Lund Hald", "Vibe Tofte"],
        ),
        ("Kenneth Dahl og Morten Skak deltog som suppleanter.", ["Kenneth Dahl", "Morten Skak"]),
        ("Bo Kvistgaard deltog ikke i drøftelsen af taget.", []),
    ],
)
def test_who_is_chosen_or_takes_part_in_an_item(said: str, names: list[str]) -> None:
    found = brief(f"Til stede: Ylva, Cemal\n\n2. Broen\n{said}")
    assert (
        sorted(name for name, there in found.items() if " " in name and there == "present") == names
    )


def test_the_region_behind_a_name_with_his_initials() -> None:
    people = of(
        "Deltagere Ylva Haslund, Formand (YHA) Cemal Bo Yildirim, Øst (CBY) Zenia Krag, Syd (ZK)"
        " Lars-Ole Tang (LOT) Jens-Ove Lyng, Plan (JOL)"
    )
    assert [p.name for p in people] == [
        "Ylva Haslund", "Cemal Bo Yildirim", "Zenia Krag", "Lars-Ole Tang", "Jens-Ove Lyng"
    ]  # fmt: skip


def test_who_writes_is_not_among_those_away() -> None:
    text = "Til stede: Ylva Haslund, Bo Tang\n\nAfbud: Zenia Krag\n\nFor referatet: Bo Tang"
    assert brief(text) == {"Ylva Haslund": "present", "Bo Tang": "present", "Zenia Krag": "absent"}


def test_a_board_is_nobody() -> None:
    text = "Deltagere: Ylva Haslund, Bo Tang\n\nNyt fra:\n\n  • Formand\n  • Skolebestyrelse"
    assert list(brief(text)) == ["Ylva Haslund", "Bo Tang"]
