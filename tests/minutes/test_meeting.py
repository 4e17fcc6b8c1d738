"""Title, day, hours, place and next meeting."""

from datetime import date, time

import pytest

from bot.domain.meetings import Meeting
from bot.minutes.meeting import meeting_of
from bot.minutes.sections import sections
from bot.minutes.text import blocks_of_text


def of(text: str) -> Meeting:
    return meeting_of(sections(blocks_of_text(text.split("\n"))))


@pytest.mark.parametrize(
    "head",
    [
        "Referat af bestyrelsesmøde d. 3. april 2026",
        "Referat\nDato: Fredag den 3. april 2026 kl. 10-12",
        "Bestyrelsesmøde\nOnsdag d. 3/4-2026 i Klubhuset",
        "# Referat : Havnegruppen 03.04.2026",
        "3. april 2026\nREFERAT\nTil stede: Ylva",
        "2026/04/03 Bestyrelsesmøde",
        "Godkendt 12-05-2026\nReferat af møde 3. april 2026",
        "Referat af mødet fredag d. 3. april\nHavnelauget 2026",
        "Referat20260403",
        "Referat_2026-04-03_havnerådet",
        "Referat havnerådsmøde d. 3.4.26",
        "Havnerådsmøde d. 3/4 - 2026",
        "Mødedato: 3. 4. 2026",
        "Referat fra seminar d. 3.-4. april 2026",
        "Referat fra internat 3-4.04.2026",
        "Referat fra internat d. 3/4 - 4/4 2026",
        "April 3, 2026 Havnerådsmøde",
        "Referat fra havnerådsmøde d. 3. ap 2026",
        "Referat fra havnerådsmøde d. 3. aprli 2026",
        "Referat 3. april\nReferent: Ylva\nNæste møde 8. maj 2026",
        "Havnelaug/2026-04-03\nTil stede: Ylva",
        "Havnelauget, møde 3. april 26 hos Ylva",
        "Referat af møde 2/2026, 3. april kl. 12, lokale 4.1.08\nTil stede: Ylva",
        "Generalforsamling i Havnelauget, 3. april 2026, Klubhuset\n1. Valg af dirigent",
        "Havnelauget, fredag 3/4\nTil stede: Ylva.\n1. Broen\nDen males i 2027.",
        "Fra: Ylva\nTil: havnelauget\nEmne: referat 3/4\nDato: 6. april 2026 22:10\n\nHej",
        "From: Ylva\nSubject: Referat\nDate: Sat, 4 Apr 2026 00:41\n\nHer er det fra i aftes.",
        "Referat af havnemøde 3. april 2026\nFra: Ylva\nDato: 7. april 2026 22:10\n\nHej",
        "NOTAT\nMøde i Havneforum den 3. april 2026\nTil stede: Ylva",
        "HAVNELAUGET\n3.-4. APRIL 2026, KROEN\nREFERAT",
        "Havnemøde nr 2 – 3. april 2026. Deltog: Ylva",
        "# Havnelauget · 3. april 2026\n\n**Tilstede:** Ylva\n\n### Broen",
        "Havnemøde 2026 apr. 3:\nTil stede: Ylva",
        "Opsamling\nHavnelauget, 03.04.26, Sorø\nYlva Haslund (Sorø), Bo Lund (Faxe)",
        "Torsdag d. 2/4 2026 udsendt dagsorden\nReferat af møde fredag d. 3/4 2026",
        "Noter fra møde 3. april 2026\nVi skulle egentlig have holdt mødet d. 1. april 2026",
        "Havnen Dato: fredag den 3. april Dato: 9. april 2026 Referat fra møde den 3. april 2026",
    ],
)
def test_the_day(head: str) -> None:
    text = head + "\n1. Broen\nDen males til havnefesten 1. juni 2026."
    assert of(text).date == date(2026, 4, 3)


def test_a_year_that_the_weekday_denies_is_not_taken() -> None:
    assert of("Havnemøde onsdag 20/11\nTil stede: Ylva\n1. Broen fra 2011").date is None


def test_a_report_has_no_meeting_day() -> None:
    text = "NOTAT: Årsrapport 2025 3. april 2026\nNetværket har i året arbejdet med både."
    assert of(text).date is None


def test_hours_place_and_title() -> None:
    meeting = of(
        "Referat af havnerådsmøde\nTid: fredag d. 3. april 2026 kl. 10.00 - 12.30\n"
        "Sted: Klubhuset, Havnevej 2\nTil stede: Ylva og Cemal"
    )
    assert (meeting.start, meeting.end) == (time(10), time(12, 30))
    assert meeting.place == "Klubhuset, Havnevej 2"
    assert meeting.title == "Havnerådsmøde"


def test_the_meeting_id_is_no_part_of_the_place() -> None:
    meeting = of("Referat\nSted: Teams. Møde-id: ●●●●●● Adgangskode: ●●●●●●\nDato: 3. april 2026")
    assert meeting.place == "Teams"


@pytest.mark.parametrize(
    "tail",
    [
        "Næste møde: 8. maj 2026",
        "Næste møde er torsdag d. 8/5 kl. 19",
        "Vi ses igen 8. maj",
        "Næste møde\n\nFredag d. 8. maj kl. 19",
        "Næste havnerådsmøde holdes ekstraordinært i klubhuset efter spil fredag d. 8/5.\n"
        "Næste almindelige havnerådsmøde holdes d. 5/6",
        "Rådet samles igen den 8. maj",
        "Næste: 8/5 kl. 9 hos Ylva",
        "Broen males af\nnæste gang 8/5 kl. 14 i klubhuset",
        "Næste sammenkomst fredag d. 8. maj i Sorø.",
        "Næste havn.møde 8. maj samme sted",
        "Mødet i maj er flyttet til den 8.",
        "Datoer: 8/5, 9/6, 10/9. Havnefest 1/5.",
        "Kalenderen er godkendt. Møderne ligger 8. maj, 9. juni og 10. september.",
        "Sag 4. Fastsættelse af møder i 2026\n8. maj, 9. juni, alle kl. 17.",
        "*Næste havnemøde* 2. fredag i maj som altid",
        "Næste møde\n- 4. maj: havnefest\nNæste møde: 8. maj kl. 16",
        "Vi mødes igen anden fredag i maj.",
        "Det blev besluttet at rykke næste møde til den 8/5",
        "Planlægning af rådets møde 4. maj.\nSiden er mødet rykket til 8. maj.",
        "Man blev enige om disse mødedage:\n\n8. maj 2026 kl. 9\n\n5. juni 2026 kl. 9",
        "Næste møde onsdag den 7. maj.\n2. Broen\nBo fremlægger tal på næste rådsmøde den 8. Maj.",
    ],
)
def test_next_meeting(tail: str) -> None:
    text = f"Referat af møde 3. april 2026\n1. Broen\nDen males.\n{tail}"
    assert of(text).next_meeting == date(2026, 5, 8)


def test_january_with_the_old_year_is_the_next_one() -> None:
    text = "Referat af møde 3. december 2026\n1. Broen\nDen males.\nNæste møde: 8/1 2026"
    assert of(text).next_meeting == date(2027, 1, 8)


@pytest.mark.parametrize(
    "tail",
    [
        "Valg af formand flyttes til næste gang.\nHavnefest 8. maj",
        "Det tages op på det kommende møde. Både skal op 8. maj.",
        "Rådets møde den 8. maj falder bort.",
        "Næste møde er ikke aftalt",
        "Vi holder bådfest igen. Det er næste gang d. 8. maj.",
        "Havnen tager sagen op på næste kontaktmøde\nFerien skal meldes ud senest 8. maj.",
    ],
)
def test_no_day_is_made_up_for_the_next_meeting(tail: str) -> None:
    assert of(f"Referat af møde 3. april 2026\n1. Broen\n{tail}").next_meeting is None


@pytest.mark.parametrize(
    "tail",
    [
        "Møderække: 6/2 - 3/4 - 8/5 - 12/6",
        "Mødedatoer i 2026: 6/2, 3/4, 8/5 og 12/6.",
        "Mødekalender for året\n\n3. april\n\n8. maj\n\n12. juni",
        "Datoerne for rådets møder blev aftalt til:\n\n8. maj 2026 kl. 10\n\n12. juni 2026",
        "Bestyrelsesmøder i foråret: 8/5 og 12/6.",
        "Næste møde afholdes 8.5. kl. 19",
        "Datoer: Næste møde 08.05, derefter 12.06",
        "Ny mødedato: 8. maj",
        "Opfølgende møde holdes den 8. maj.",
    ],
)
def test_next_meeting_of_a_whole_row_of_days(tail: str) -> None:
    text = f"Referat af møde i Havnerådet 3. april 2026\n\n1. Broen\nDrøftet.\n\n{tail}"
    assert of(text).next_meeting == date(2026, 5, 8)


@pytest.mark.parametrize(
    "tail",
    [
        "Teknisk Udvalgs møde den 8. maj: ingen bemærkninger.",
        "Kultur- og Fritidsudvalgets møde den 8. maj",
        "4. Strandkaffe\nDet gik godt. Næste gang d. 8. maj.",
        "4. Næste møde\n5.1\nKl. 8.05 åbnes døren.",
    ],
)
def test_what_others_meet_for_is_not_the_next_meeting(tail: str) -> None:
    text = f"Referat af møde i Havnerådet 3. april 2026\n\n1. Broen\nDrøftet.\n\n{tail}"
    assert of(text).next_meeting is None


def test_a_day_of_our_own_body_is_the_next_meeting() -> None:
    text = "Referat af møde i Havnerådet 3. april 2026\n\n1. Broen\nDrøftet.\n\n"
    assert of(f"{text}Havnerådets møde den 8. maj holdes på molen.").next_meeting == date(
        2026, 5, 8
    )


@pytest.mark.parametrize(
    ("text", "title", "place"),
    [
        ("UDVALG\n\nHavnerådet\n\nReferat\n\nSTED\n\nMolen 5, 4450 Jyderup\n\nSTART\n\n03-11-2026",
         "Havnerådet", "Molen 5, 4450 Jyderup"),
        ("Havneudvalget\n\nMødedato\n21-08-2026 kl. 14\n\nMødested\nRådhuset, 8. sal\n\nDeltagere",
         "Havneudvalget", "Rådhuset, 8. sal"),
        ("Referater > Møder > 2026 >\n\nReferat af havnemøde d. 1/4/2026 kl. 19.30",
         "Havnemøde", None),
        ("Havnemøde\nMødedato: 31. august 2026\nMødested: Molen 5\nDagsordenpunkter\n1. Bro",
         "Havnemøde", "Molen 5"),
    ],
)  # fmt: skip
def test_title_and_place_as_public_pages_give_them(
    text: str, title: str, place: str | None
) -> None:
    meeting = of(text)
    assert (meeting.title, meeting.place) == (title, place)
