"""Members from a CSV file: all of them, or none and one clear sentence."""

from dataclasses import replace

import pytest

from bot.domain.people import Role
from bot.errors import BadInputError
from bot.followups.members import MemberLine, import_members, read_members
from bot.storage import people
from tests.followups.conftest import Desk

HEADER = "name;title;municipality;email;entra_id;roles"
GOOD = f"""{HEADER}
Ylva Tranekær;chef;Køge Kommune;Ylva@Example.org;ABC-1;contact,chair
Ebbe Vang;;Sorø Kommune;ebbe@example.org;;
"""


def test_a_good_file() -> None:
    ylva, ebbe = read_members(GOOD.encode())
    columns = frozenset(HEADER.split(";"))
    assert ylva == MemberLine(
        "Ylva Tranekær",
        "ylva@example.org",
        "chef",
        "Køge Kommune",
        "abc-1",
        (Role.CONTACT, Role.CHAIR),
        columns,
    )
    assert ebbe == MemberLine(
        "Ebbe Vang", "ebbe@example.org", None, "Sorø Kommune", None, (), columns
    )


async def test_of_which_tenant_somebody_is(desk: Desk) -> None:
    text = "name;email;entra_id;tenant_id\nVera Nabo;v@example.org;E-Vera;NABO-1\n"
    async with desk.store.transaction() as connection:
        await import_members(connection, desk.world.network, text.encode())
        vera = await people.find_person(connection, email="v@example.org")
        assert vera is not None and (vera.entra_id, vera.tenant_id) == ("e-vera", "nabo-1")
        # a file without the column leaves it as it is, an empty field takes it away
        for header, tenant in ((b"", "nabo-1"), (b",tenant_id", None)):
            again = b"name,email" + header + b"\nVera Nabo,v@example.org" + header[:1] + b"\n"
            await import_members(connection, desk.world.network, again)
            vera = await people.find_person(connection, email="v@example.org")
            assert vera is not None and vera.tenant_id == tenant


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_as_any_spreadsheet_writes_it(encoding: str, separator: str, end: str) -> None:
    text = GOOD.replace("contact,chair", "contact chair").replace(";", separator)
    read = read_members(text.replace("\n", end).encode(encoding))
    assert [one.name for one in read] == ["Ylva Tranekær", "Ebbe Vang"]
    assert read[0].roles == (Role.CONTACT, Role.CHAIR)


@pytest.mark.parametrize("roles", ["contact;chair", "contact, chair", "Contact  CHAIR"])
def test_roles_may_be_separated_in_any_way(roles: str) -> None:
    (read,) = read_members(f'name,email,roles\nYlva,y@example.org,"{roles}"'.encode())
    assert read.roles == (Role.CONTACT, Role.CHAIR)


def test_columns_may_stand_in_any_order_and_others_are_left_out() -> None:
    (read,) = read_members(b"Email , phone, NAME\ny@example.org,1234,Ylva\n")
    assert (read.name, read.email, read.title) == ("Ylva", "y@example.org", None)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "has no column name and email"),
        ("name;title\nYlva;chef", "has no column email"),
        ("Ylva;y@example.org", "has no column name and email"),
        ("name;email;name\nYlva;y@example.org;Ea", "has the column name twice"),
        (HEADER, "has no members"),
        (f"{HEADER}\n;;;;;\n", "has no members"),
        (f"{HEADER}\n;;;y@example.org;;", "Line 2 .* needs a name and a mail address"),
        (f"{HEADER}\n\n\nYlva;;;;;", "Line 4 .* needs a name and a mail address"),
        # in small letters it would be another's: y@strasse.example.org
        (f"{HEADER}\nYlva;;;y@straße.example.org;;", "Line 2 .* needs a name and a mail address"),
        (f"{HEADER}\nYlva;;;y example.org;;", "Line 2 .* needs a name and a mail address"),
        (f"{HEADER}\nYlva;;;y@ex ample.org;;", "Line 2 .* needs a name and a mail address"),
        (f"{HEADER}\nYlva;;;{'y' * 250}@example.org;;", "Line 2 .* needs a name and a mail"),
        (f"{HEADER}\nYl\0va;;;y@example.org;;", "no CSV file"),
        (f"{HEADER}\nYlva;;;y@example.org;;boss", "Line 2 .* the role 'boss'; known are chair"),
        (f"{HEADER}\nYlva;a;b;c;y@example.org;;contact", "Line 2 .* more fields than"),
        (f"{HEADER}\nA;;;y@example.org;;\nB;;;Y@example.org;;", "y@example.org twice"),
        (f"{HEADER}\nA;;;a@example.org;X;\nB;;;b@example.org;x;", "entra_id x twice"),
        (f"{HEADER}\nYlva;;;y@example.org;{'x' * 61};", "In line 2 .* entra_id is too long"),
        (f'{HEADER}\n"Ylva;;;y@example.org;;', "no CSV file"),
        (f'"{HEADER}', "no CSV file"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadInputError, match=sentence) as caught:
        read_members(text.encode())
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(BadInputError, match="neither UTF-8 nor Windows-1252"):
        read_members(b"name;email\n\x81\x8d\x90;y@example.org")


async def test_members_are_added_and_renewed(desk: Desk) -> None:
    network = desk.world.network
    before = len(await desk.do(people.members_of, network.network_id))
    assert await desk.do(import_members, network, GOOD.encode()) == 2
    assert await desk.do(import_members, network, GOOD.replace("chef", "direktør").encode()) == 2
    members = await desk.do(people.members_of, network.network_id)
    assert len(members) == before + 2
    (ylva,) = [one for one in members if one.person.name == "Ylva Tranekær"]
    assert (ylva.person.title, ylva.roles) == ("direktør", {Role.CONTACT, Role.CHAIR})


async def test_what_the_file_has_no_column_for_stays(desk: Desk) -> None:
    network = desk.world.network
    await desk.do(import_members, network, b"name;email\nBirk Hasselris;birk@example.org\n")
    members = await desk.do(people.members_of, network.network_id)
    birk = next(one for one in members if one.person.email == "birk@example.org")
    before = desk.world["Birk"]
    assert birk.person == replace(before, name="Birk Hasselris")
    assert birk.roles == {Role.CONTACT}
    await desk.do(import_members, network, f"{HEADER}\nBirk;;;birk@example.org;;".encode())
    assert await desk.do(people.find_person, entra_id="entra-birk") is None


async def test_nothing_is_half_stored(desk: Desk) -> None:
    before = await desk.do(people.members_of, desk.world.network.network_id)
    text = f"{GOOD}Ea Fjord;;;ea@example.org;ENTRA-Gro;\n"
    with pytest.raises(BadInputError, match=r"belongs to gro@example\.org already"):
        await desk.do(import_members, desk.world.network, text.encode())
    assert await desk.do(people.members_of, desk.world.network.network_id) == before
