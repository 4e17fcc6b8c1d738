"""What the minute-taker reads and may press in the review and when an owner is sought."""

from dataclasses import replace

from cards.rendering import render, summary
from tests.cards.examples import DRAFTS, EXAMPLES, LONG_REVIEW, REVIEW, SOUGHT
from tests.cards.reading import inputs, parts, presses, titles, words


def test_each_draft_is_told_with_owner_date_certainty_and_quote() -> None:
    seen = words(render(REVIEW))
    assert (
        "1. Indsende eksempler på sagsgange\n"
        "Tilde Vangsgaard, Mogens Lyngbye · Frist: 1. december 2026 · sikker\n"
        "»Tilde og Mogens sender eksempler på sagsgange inden 1. december.«"
    ) in seen
    assert "Sekretariatet · Frist: snarest · temmelig sikker" in seen
    assert "Alle kommuner · Ingen frist · sikker" in seen
    assert "Afklar: Sekretariatet har to kontaktpersoner: hvem skal spørges?" in seen
    assert "Et CPR-nummer i referatet er skjult." in seen
    assert "• Dagbehandling (tovholder: Køge)" in seen
    assert "Intet er sendt endnu." in seen


def test_what_is_unsure_stands_apart_and_can_be_taken_in() -> None:
    card = render(REVIEW)
    sure, _, maybe = words(card).partition("Måske også\nDe sendes kun, hvis du tager dem med.")
    assert "Der ses på en fælles folder" not in sure
    assert "Ingen ansvarlig · Ingen frist · usikker" in maybe
    take_in = next(button for button in presses(card) if button["title"] == "Tag med")
    assert take_in["data"] == {"verb": "review.edit", "draft": "34"}


def test_unsure_drafts_stand_last_whatever_their_number() -> None:
    seen = words(render(replace(REVIEW, drafts=DRAFTS[::-1])))
    assert seen.index("2. Sende kontaktoplysninger") < seen.index("4. Der ses på en fælles folder")


def test_each_draft_has_a_dialog_that_corrects_it_and_can_be_removed() -> None:
    card = render(REVIEW)
    dialogs = [part for part in parts(card) if part.get("title") == "Ret"]
    assert [one["data"]["draft"] for one in dialogs] == ["31", "32", "33", "34"]
    assert dialogs[0] == {
        "type": "Action.Submit",
        "title": "Ret",
        "data": {"draft": "31", "msteams": {"type": "task/fetch"}},
        "associatedInputs": "none",
    }
    dropped = [one["data"]["draft"] for one in presses(card) if one["title"] == "Fjern"]
    assert dropped == ["31", "32", "33", "34"]


def test_the_panel_adds_one_or_makes_two_one() -> None:
    card = render(REVIEW)
    assert [field["id"] for field in inputs(card)] == ["task", "owner", "due", "draft", "into"]
    for field in inputs(card)[3:]:
        assert [choice["value"] for choice in field["choices"]] == ["31", "32", "33", "34"]
    about_all = {b["title"]: b["data"] for b in presses(card) if "minutes_id" in b["data"]}
    assert about_all == {
        "Tilføj": {"verb": "review.add", "minutes_id": "7"},
        "Saml": {"verb": "review.merge", "minutes_id": "7"},
        "Godkend og send": {"verb": "review.approve", "minutes_id": "7", "file_id": "0"},
        "Godkend de sikre (2)": {
            "verb": "review.approve_sure",
            "minutes_id": "7",
            "file_id": "0",
        },
    }


def test_approving_sends_no_half_written_correction_along() -> None:
    approve, sure = presses(render(REVIEW))[-2:]
    assert approve["associatedInputs"] == sure["associatedInputs"] == "none"
    assert approve["style"] == "positive"


def test_the_sure_ones_are_offered_by_themselves_only_where_that_is_less_than_all() -> None:
    certain = tuple(draft for draft in DRAFTS if draft.is_sure or draft.is_offered_only)
    assert "Godkend de sikre (2)" not in titles(render(replace(REVIEW, drafts=certain)))
    doubtful = tuple(draft for draft in DRAFTS if not draft.is_sure)
    assert "sikre" not in " ".join(titles(render(replace(REVIEW, drafts=doubtful))))


def test_what_has_been_approved_before_is_counted() -> None:
    card = render(replace(REVIEW, drafts=DRAFTS[1:], opened=1))
    assert "1 er godkendt og sendt. Ret resten, og godkend." in words(card)
    assert "Intet er sendt endnu" not in words(card)
    assert "Godkend resten og send" in titles(card)


def _page(number: int) -> str:
    return words(render(replace(LONG_REVIEW, page=number)))


def test_a_long_review_is_paged_by_agenda_item() -> None:
    first, second = _page(0), _page(1)
    assert "Side 1 af 4. Se alle, før du godkender." in first
    assert "2. Skole\n2. Opgave nr. 2\n" in first
    assert [f"{n}. Opgave nr. {n}\nTilde" in first for n in range(1, 9)] == [True] * 4 + [False] * 4
    assert "4. Økonomi\n5. Opgave nr. 5\n" in second
    assert "Side 2: 4. Økonomi" in first
    assert "Side 3: Uden punkt" in first


def test_the_pages_are_turned_and_what_is_about_the_whole_is_said_once() -> None:
    pages = [render(replace(LONG_REVIEW, page=number)) for number in range(4)]
    turns = [
        {b["title"]: b["data"].get("page") for b in presses(page) if "page" in b["data"]}
        for page in pages
    ]
    assert turns == [
        {"Næste side": "1"},
        {"Forrige side": "0", "Næste side": "2"},
        {"Forrige side": "1", "Næste side": "3"},
        {"Forrige side": "2"},
    ]
    assert ["CPR-nummer" in words(page) for page in pages] == [True, False, False, False]
    assert ["Søger deltagere" in words(page) for page in pages] == [False, False, False, True]


def test_a_page_that_is_no_more_is_the_last_one() -> None:
    assert _page(9) == _page(3)
    assert "Forrige side" not in titles(render(replace(REVIEW, page=9)))


def test_one_draft_cannot_be_merged() -> None:
    card = render(replace(REVIEW, drafts=DRAFTS[:1]))
    assert "Saml" not in titles(card)
    assert "into" not in [field["id"] for field in inputs(card)]


def test_minutes_without_follow_ups_can_be_approved_or_added_to() -> None:
    card = render(replace(REVIEW, drafts=()))
    assert "Jeg fandt ingen opfølgninger i referatet." in words(card)
    assert titles(card) == ["Tilføj", "Godkend"]
    assert summary(replace(REVIEW, drafts=())).startswith("Ingen opfølgninger fundet:")


def test_once_approved_nothing_can_be_pressed() -> None:
    approved = replace(REVIEW, approved=True)
    card = render(approved)
    assert words(card).startswith("Godkendt\n")
    assert presses(card) == []
    assert inputs(card) == []
    assert summary(approved) == "Referatet er godkendt: Møde i børnenetværket"


def test_the_notification_counts() -> None:
    assert summary(REVIEW) == "Gennemse 4 opfølgninger: Møde i børnenetværket"
    assert summary(replace(REVIEW, drafts=DRAFTS[:1])).startswith("Gennemse 1 opfølgning:")


def test_who_said_no_is_told_and_another_can_be_chosen() -> None:
    card = render(SOUGHT)
    assert "Tilde Vangsgaard har svaret »Ikke mig«." in words(card)
    (field,) = inputs(card)
    assert field["id"] == "owner"
    (button,) = presses(card)
    assert button["title"] == "Giv den til"
    assert button["associatedInputs"] == "auto"
    assert button["data"] == {"verb": "review.edit", "ownership_id": "12", "follow_up_id": "31"}


def test_whom_they_named_is_told_until_it_is_settled() -> None:
    named = replace(SOUGHT, pointed_to="Rigmor Elkjærsen (ikke på medlemslisten)")
    assert "Peger på: Rigmor Elkjærsen (ikke på medlemslisten)." in words(render(named))
    assert "Peger på" not in words(render(replace(named, settled="Mogens Lyngbye")))
    assert "Peger på" not in words(render(SOUGHT))


def test_without_candidates_the_board_is_pointed_to() -> None:
    card = render(replace(SOUGHT, choices=()))
    assert presses(card) == []
    assert "Giv den til en anden på tavlen." in words(card)


def test_a_settled_search_says_who_has_it() -> None:
    settled = replace(SOUGHT, settled="Mogens Lyngbye")
    card = render(settled)
    assert "Mogens Lyngbye har den nu." in words(card)
    assert presses(card) == []
    assert inputs(card) == []
    assert summary(settled).startswith("Mogens Lyngbye har den nu:")


def test_who_took_the_refusal_back_keeps_it() -> None:
    back = EXAMPLES["owner sought, taken back"]
    said = words(render(back))
    assert f"{SOUGHT.declined_by} har fortrudt og beholder opgaven." in said
    assert "Ikke mig" not in said
    assert "ny ansvarlig" not in said
    assert summary(back).startswith(f"{SOUGHT.declined_by} beholder opgaven:")


def test_who_will_get_no_word_is_told_before_the_approval() -> None:
    said = "1 får ikke besked, fordi vedkommende har sagt stop: Gro Ellemose (nr. 1)."
    assert said in words(render(replace(REVIEW, silent=(said,))))
    assert said not in words(render(replace(REVIEW, silent=(said,), approved=True)))


def test_a_corrected_file_is_marked_in_words() -> None:
    seen = words(render(EXAMPLES["review, corrected"]))
    assert "mærket »Ny«, »Ændret« eller »Udgået«" in seen
    assert "Ny i den rettede udgave" in seen
    assert (
        "Ændret: ansvarlig Tilde Vangsgaard → Tilde Vangsgaard og Mogens Lyngbye; "
        "frist 1. december 2026 → 15. december 2026"
    ) in seen
    assert seen.index("Udgået af referatet") < seen.index("Der kunne ses på en fælles folder")
    assert "Måske også" not in seen


def test_what_is_open_already_is_changed_closed_or_left_alone() -> None:
    card = render(EXAMPLES["review, corrected after approval"])
    seen = words(card)
    assert "12 går videre, og ingen bliver spurgt om dem igen." in seen
    assert "Opgaven er åben – luk den?" in seen
    assert "Udgået: opgaven bliver lukket, når du godkender" in seen
    by_draft: dict[str, list[str]] = {}
    for button in presses(card):
        by_draft.setdefault(button["data"].get("draft", "all"), []).append(button["title"])
    assert by_draft["31"] == ["Behold som før"]
    assert by_draft["35"] == ["Luk opgaven", "Behold opgaven"]
    assert by_draft["36"] == ["Behold opgaven"]
    assert "Godkend ændringerne" in by_draft["all"]


def test_the_card_of_an_earlier_file_leads_on() -> None:
    card = render(EXAMPLES["review, superseded"])
    assert presses(card) == []
    assert "Gennemgangen fortsætter i den nye besked herunder" in words(card)
