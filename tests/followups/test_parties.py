"""Who is meant by a name in the minutes; what is unclear is said, not guessed."""

import pytest

from bot.domain.meetings import Attendance, Attendee, Party, PartyKind
from bot.domain.people import Member, Person, Role
from bot.followups.parties import Directory, Resolved, resolve, same_body


def member(name: str, municipality: str | None = None, *roles: Role) -> Member:
    person = Person(abs(hash(name)), name, f"{name}@example.org", municipality=municipality)
    return Member(person, frozenset(roles))


MEMBERS = (
    member("Tilde Rosenhave", "Køge Kommune", Role.CONTACT),
    member("Gro Havgaard", "Køge Kommune"),
    member("Lau Tangmose", "Faxe Kommune"),
    member("Lau Engkær", "Sorø Kommune"),
    member("Andrea Tangmose", "Faxe Kommune"),
    member("Ida Marie Klint", "Greve Kommune"),
    member("Frej Østermark", "Stevns Kommune", Role.CONTACT),
    member("Elva Kildeskov", "Københavns Kommune"),
    member("Signe Morgenrød", "Fællessekretariatet", Role.SECRETARIAT),
)


def person(name: str, *attendees: Attendee, members: tuple[Member, ...] = MEMBERS) -> Resolved:
    (found,) = resolve(Party(PartyKind.PERSON, name), Directory(members, attendees))
    return found


def body(name: str, *attendees: Attendee, members: tuple[Member, ...] = MEMBERS) -> Resolved:
    (found,) = resolve(Party(PartyKind.ORGANISATION, name), Directory(members, attendees))
    return found


def asked(found: Resolved) -> str | None:
    return found.person.name if found.person else None


def there(name: str, of: str | None = None) -> Attendee:
    return Attendee(name, of, attendance=Attendance.PRESENT)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Tilde Rosenhave", "Tilde Rosenhave"),
        ("tilde  rosenhave", "Tilde Rosenhave"),
        ("Tilde Maja Rosenhave", "Tilde Rosenhave"),
        ("Ida Klint", "Ida Marie Klint"),
        ("Ida Marie", "Ida Marie Klint"),
        ("Gro", "Gro Havgaard"),
        ("Gro Havgaards", "Gro Havgaard"),
        ("Gro Havgaard’s", "Gro Havgaard"),
        ("Lau Engkær", "Lau Engkær"),
        ("Frej O\u0308stermark", None),  # an o with dots is no ø
        ("Frej \u00d8stermark", "Frej Østermark"),
    ],
)
def test_a_member_is_known_by_name(written: str, meant: str | None) -> None:
    assert asked(person(written)) == meant


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        ("Lau", "Flere kan være »Lau«: Lau Engkær (Sorø Kommune) og Lau Tangmose (Faxe Kommune)."),
        ("Havgaard", "»Havgaard« står ikke på medlemslisten."),
        ("Andreas", "»Andreas« står ikke på medlemslisten."),  # not Andrea's
        ("Tilde Engkær", "»Tilde Engkær« står ikke på medlemslisten."),
        ("", "»« står ikke på medlemslisten."),
    ],
)
def test_nobody_is_guessed(written: str, doubt: str) -> None:
    members = tuple(sorted(MEMBERS, key=lambda one: one.person.name))
    found = person(written, members=members)
    assert (found.person, found.doubt) == (None, doubt)


def test_the_minutes_say_which_of_two_first_names() -> None:
    assert asked(person("Lau", there("Lau Engkær", "Sorø"))) == "Lau Engkær"


def test_of_two_in_the_minutes_none_is_guessed_even_if_one_is_a_member() -> None:
    found = person("Gro", there("Gro Havgaard", "Køge"), there("Gro Lindesø", "Faxe"))
    assert found.person is None
    assert found.doubt == "Flere kan være »Gro«: Gro Havgaard (Køge) og Gro Lindesø (Faxe)."


def test_a_namesake_from_elsewhere_is_somebody_else() -> None:
    found = person("Gro Havgaard", there("Gro Havgaard", "Lejre Kommune"))
    assert (found.person, found.doubt) == (None, "»Gro Havgaard« står ikke på medlemslisten.")


def test_of_namesakes_the_organisation_decides() -> None:
    both = (*MEMBERS, member("Gro Alma Havgaard", "Lejre Kommune"))
    found = person("Gro Havgaard", there("Gro Havgaard", "Lejre Kommune"), members=both)
    assert asked(found) == "Gro Alma Havgaard"


@pytest.mark.parametrize("organisation", ["Køge", "Køge Kommune", "PPR i Køge Kommune", None])
def test_the_organisation_may_be_written_in_any_way(organisation: str | None) -> None:
    found = person("Gro Havgaard", there("Gro Havgaard", organisation))
    assert asked(found) == "Gro Havgaard"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Køge Kommune", "Tilde Rosenhave"),  # the contact of two
        ("Køge", "Tilde Rosenhave"),
        ("Køges", "Tilde Rosenhave"),
        ("Køge Kommunes", "Tilde Rosenhave"),
        ("Stevns", "Frej Østermark"),  # its own s
        ("København", "Elva Kildeskov"),
        ("Sekretariatet", "Signe Morgenrød"),
        ("Rammesekretariatets", "Signe Morgenrød"),
        ("Fællessekretariatet", "Signe Morgenrød"),
    ],
)
def test_a_body_has_somebody_who_answers(written: str, meant: str) -> None:
    found = body(written)
    assert (asked(found), found.name) == (meant, written)


def test_of_a_body_without_contact_who_was_there_is_asked() -> None:
    assert asked(body("Faxe", there("Andrea Tangmose", "Faxe"))) == "Andrea Tangmose"
    found = body("Faxe")
    assert found.doubt == "Flere kan være »Faxe«: Lau Tangmose og Andrea Tangmose."
    assert body("Roskilde Kommune").doubt == "Hvem svarer for Roskilde Kommune?"


def test_two_contacts_are_a_doubt_about_those_two() -> None:
    two = (*MEMBERS, member("Alma Brink", "Køge Kommune", Role.CONTACT))
    assert (
        body("Køge", members=two).doubt == "Flere kan være »Køge«: Tilde Rosenhave og Alma Brink."
    )
    assert asked(body("Køge", there("Alma Brink"), members=two)) == "Alma Brink"


def test_everyone_is_one_a_municipality() -> None:
    mixed = (*MEMBERS, member("Alma Brink", "Lejre"), member("Ebbe Vang", "Region Sjælland"))
    owners = resolve(Party(PartyKind.EVERYONE), Directory(mixed))
    assert [one.name for one in owners] == [
        "Faxe Kommune",
        "Greve Kommune",
        "Københavns Kommune",
        "Køge Kommune",
        "Lejre Kommune",
        "Sorø Kommune",
        "Stevns Kommune",
    ]
    assert [one.name for one in owners if one.person is None] == ["Faxe Kommune"]


def test_everyone_is_each_member_where_there_are_no_municipalities() -> None:
    owners = resolve(
        Party(PartyKind.EVERYONE), Directory((member("Alma Brink"), member("Ebbe Vang")))
    )
    assert [one.name for one in owners] == ["Alma Brink", "Ebbe Vang"]


def test_a_group_is_who_answers_for_it() -> None:
    gro = MEMBERS[1].person
    directory = Directory(MEMBERS, groups=[("Arbejdsgruppe om fravær", gro)])
    (found,) = resolve(Party(PartyKind.GROUP, "arbejdsgruppe om fravær"), directory)
    assert found.person == gro
    (unknown,) = resolve(Party(PartyKind.GROUP, "Styregruppen"), directory)
    assert unknown.doubt == "Hvem svarer for Styregruppen?"


def test_the_readers_own_doubt_stands() -> None:
    party = Party(PartyKind.PERSON, "Tilde Rosenhave", doubt="»Tilde« kan være to.")
    (found,) = resolve(party, Directory(MEMBERS))
    assert (found.person, found.doubt) == (None, "»Tilde« kan være to.")


def test_nobody_has_no_owner() -> None:
    assert resolve(Party(PartyKind.UNASSIGNED), Directory(MEMBERS)) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Køge", "Køge Kommune", True),
        ("køge kommune", "Køge Kommune", True),
        ("Fællessekretariatet", "fællessekretariatet", True),
        ("Køge", "Sorø", False),
        (None, None, False),
        ("", "", False),
    ],
)
def test_the_same_body(one: str | None, other: str | None, same: bool) -> None:
    assert same_body(one, other) is same
