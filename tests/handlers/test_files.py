"""Minutes that are sent to the bot in Teams: who may, and what they are told."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.building import stage
from bot.demo.clock import DemoClock
from bot.demo.stage import Stage
from bot.domain.people import Role
from bot.domain.unreadable import TOO_BIG
from bot.domain.welcoming import TITLE
from bot.followups.handing_in import NOT_LEADING
from bot.followups.members import MemberLine
from bot.standin.files import Json, send_files
from bot.standin.places import Place, Post, User
from bot.storage import meetings, people
from handlers.files import READING
from tests.conftest import TUESDAY

SAMPLES = Path(__file__).parents[2] / "samples"
MINUTES = """Referat af møde i netværket 3. september 2026
Deltagere: Ylva Haslund (Køge), Karl Tornby (Faxe)
Referent: Ylva Haslund
1. Havnen
Beslutning: Ylva Haslund sender listen til alle senest 1. oktober. Karl Tornby ringer til havnen.
"""
EMPTY = "Referat af møde i netværket 3. september 2026\n1. Havnen\nVi drøftede havnen.\n"
_MEMBERS = (
    ("Ylva Haslund", "e-ylva", (Role.MINUTE_TAKER,)),
    ("Asger Vind", "e-asger", (Role.CHAIR,)),
    ("Karl Tornby", "e-karl", ()),
)


@pytest.fixture
async def built(tmp_path: Path) -> AsyncIterator[Stage]:
    """A network of three."""
    async with stage(tmp_path, DemoClock(TUESDAY), port=0) as built:
        lines = [_line(*one) for one in _MEMBERS]
        await built.cast("broer", "Brobygning", lines)
        await built.settle()
        yield built


def _line(name: str, entra_id: str, roles: tuple[Role, ...]) -> MemberLine:
    email = f"{entra_id}@example.org"
    return MemberLine(name, email, None, "Køge Kommune", entra_id, roles)


async def _hand_in(
    built: Stage, who: str, data: bytes | str, name: str = "referat.txt", text: str = ""
) -> list[str]:
    """Send a file; give all that is said in words to it, and let the outbox go."""
    content = data.encode() if isinstance(data, str) else data
    return await _send(
        built, who, [built.standin.files.keep(built.standin.origin, name, content)], text
    )


async def _send(built: Stage, who: str, files: list[Json], text: str = "") -> list[str]:
    user = built.users[who]
    before = len(_posts(built, user))
    chat = built.standin.world.personal(user)
    built.parts.wake.clear()
    assert (await send_files(built.driver, user, chat, files, text)).status == 200
    said = [post.text for post in _posts(built, user)[before:] if post.text]
    if READING not in said:
        return said
    await asyncio.wait_for(built.parts.wake.wait(), 180)
    await built.settle()
    return [post.text for post in _posts(built, user)[before:] if post.text]


def _posts(built: Stage, user: User) -> list[Post]:
    world = built.standin.world
    posts = world.messages(world.personal(user).conversation_id)
    return [post for post in posts if post.from_id == world.bot_id]


def _cards(built: Stage, who: str) -> list[str]:
    """Give what cards somebody has had since they were welcomed."""
    cards = [str(post.card) for post in _posts(built, built.users[who]) if post.card]
    return [card for card in cards if TITLE not in card]


async def _stored(built: Stage) -> list[str]:
    assert built.network is not None
    async with built.parts.store.transaction() as connection:
        found = await meetings.all_minutes(connection, built.network.network_id)
    return [one.file_name for one in found]


def _word() -> bytes:
    """The least of a Word file."""
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in MINUTES.splitlines())
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{name}"><w:body>{lines}</w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
    return buffer.getvalue()


async def test_a_word_file_of_the_minute_taker_starts_a_review(built: Stage) -> None:
    said = await _hand_in(built, "e-ylva", _word(), "Møde 3.docx")
    found = "Jeg fandt 2 opfølgninger i »Møde 3.docx«. Du får referatet til gennemsyn."
    assert said == [READING, found]
    (card,) = _cards(built, "e-ylva")
    assert "sender listen til alle" in card
    assert await _stored(built) == ["Møde 3.docx"]
    assert not _cards(built, "e-karl")
    assert built.standin.files.tokens_seen == [None]


async def test_who_writes_the_minutes_gets_those_that_another_hands_in(built: Stage) -> None:
    said = await _hand_in(built, "e-asger", MINUTES)
    assert said[1].endswith("Ylva Haslund får referatet til gennemsyn.")


async def test_the_same_file_again_adds_nothing(built: Stage) -> None:
    await _hand_in(built, "e-ylva", MINUTES)
    said = await _hand_in(built, "e-ylva", MINUTES, "igen.txt")
    assert said[1] == "»igen.txt« har jeg fået før, så der er ikke sket noget nyt."
    assert await _stored(built) == ["referat.txt"]


async def test_minutes_with_nothing_to_follow_up_are_kept_and_said(built: Stage) -> None:
    said = await _hand_in(built, "e-ylva", EMPTY)
    assert said[1] == "»referat.txt« er gemt. Der er ikke noget at følge op på i det."


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "tom.pdf", "»tom.pdf«: Filen er tom."),
        (b"%PDF-1.7 x", "a.pdf", "»a.pdf«: Filen er beskadiget."),
        (b"GIF89a", "../a.gif", "»a.gif«: Den slags fil kan ikke læses."),
        ("Kære alle. God sommer!", "hilsen.txt", "I »hilsen.txt« er der hverken"),
    ],
)
async def test_what_cannot_be_read_is_said(built: Stage, data: bytes, name: str, says: str) -> None:
    said = await _hand_in(built, "e-ylva", data, name)
    assert said[1].startswith(says)
    assert await _stored(built) == []


async def test_only_who_leads_the_network_may(built: Stage) -> None:
    assert await _hand_in(built, "e-karl", MINUTES) == [NOT_LEADING]
    assert built.standin.files.tokens_seen == []


async def test_who_leads_two_networks_is_asked_which(built: Stage) -> None:
    async with built.parts.store.transaction() as connection:
        other = await people.add_network(connection, "unge", "Unge og skole")
        ylva = {"name": "Ylva Haslund", "email": "e-ylva@example.org"}
        await people.save_member(connection, other.network_id, ylva, [Role.CHAIR])
    (asked,) = await _hand_in(built, "e-ylva", MINUTES)
    assert "»Brobygning« eller »Unge og skole«" in asked
    said = await _hand_in(built, "e-ylva", MINUTES, text="fra brobygning")
    assert said[1].startswith("Jeg fandt 2 opfølgninger")
    assert await _stored(built) == ["referat.txt"]


async def test_a_file_that_teams_does_not_give_is_said(built: Stage) -> None:
    file = built.standin.files.keep(built.standin.origin, "r.pdf", b"")
    said = await _send(
        built, "e-ylva", [file | {"content": {"downloadUrl": file["contentUrl"] + "/x"}}]
    )
    assert said[1] == "Jeg kunne ikke hente »r.pdf« fra Teams. Prøv at sende den igen."


@pytest.mark.parametrize("content", [None, [], {"downloadUrl": 3}, {"downloadUrl": "https://x"}])
async def test_a_file_without_a_good_address_is_not_fetched(built: Stage, content: object) -> None:
    file = built.standin.files.keep(built.standin.origin, "r.pdf", b"")
    said = await _send(built, "e-ylva", [file | {"content": content, "name": 7}])
    assert said[1] == "Jeg kunne ikke hente »filen« fra Teams. Prøv at sende den igen."


async def test_a_file_in_a_channel_is_not_read(built: Stage) -> None:
    assert built.channel is not None
    assert built.channel.place is Place.CHANNEL
    file = built.standin.files.keep(built.standin.origin, "r.txt", MINUTES.encode())
    await send_files(built.driver, built.users["e-ylva"], built.channel, [file])
    assert "Her læser andre med" in str(built.channel.posts[-1].text)
    assert await _stored(built) == []


async def test_the_same_activity_twice_is_read_once(built: Stage) -> None:
    user = built.users["e-ylva"]
    file = built.standin.files.keep(built.standin.origin, "r.txt", MINUTES.encode())
    chat = built.standin.world.personal(user)
    activity = built.driver.activity("message", user, chat, attachments=[file])
    built.parts.wake.clear()
    for _ in range(2):
        await built.driver.send(activity)
    await asyncio.wait_for(built.parts.wake.wait(), 180)
    said = [post.text for post in _posts(built, user)]
    assert said.count(READING) == 1
    assert await _stored(built) == ["r.txt"]


async def test_a_file_that_is_too_big_is_said(built: Stage) -> None:
    said = await _hand_in(built, "e-ylva", b"x" * (25 * 1024 * 1024 + 1))
    assert said[1] == TOO_BIG


async def test_pdf_and_word_are_read(built: Stage) -> None:
    names = ["netvaerksmoede.pdf", "netvaerksmoede.docx"]
    files = [
        built.standin.files.keep(built.standin.origin, name, (SAMPLES / name).read_bytes())
        for name in names
    ]
    first = await _send(built, "e-ylva", files[:1])
    assert first[1].startswith("Jeg fandt")
    second = await _send(built, "e-ylva", files[1:])
    # the same minutes, so nobody is asked about them again
    assert "er en ny udgave af et referat, jeg har. Opfølgningerne er de samme." in second[1]
    assert await _stored(built) == names[1:]
