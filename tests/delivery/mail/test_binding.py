"""Marks that name a mail: found where clients leave them, refused where forged."""

from bot.delivery.mail.binding import Binding

BINDING = Binding(b"0123456789abcdef", "bolden.example.org")
OTHER = Binding(b"another key 12345", "bolden.example.org")
MARK = BINDING.message_id(4711)


def found(thread: tuple[str, ...] = (), to: tuple[str, ...] = (), subject: str = "") -> int | None:
    return BINDING.find(thread=thread, recipients=to, subject=subject)


def test_a_message_id_is_always_the_same_and_plain() -> None:
    assert BINDING.message_id(4711) == MARK
    assert MARK.startswith("<b4711.")
    assert MARK.endswith("@bolden.example.org>")
    assert len(MARK.split("@")[0]) == len("<b4711.") + 24


def test_a_thread_leads_to_its_mail() -> None:
    assert found(("<strange@example.org>", MARK)) == 4711
    assert found((MARK.upper(),)) == 4711
    assert found((f"  {MARK} ",)) == 4711


def test_an_address_leads_to_its_mail() -> None:
    address = BINDING.reply_address("bolden@example.org", 12)
    assert found(to=("lars@example.org", address.upper())) == 12


def test_a_subject_leads_to_its_mail() -> None:
    tag = BINDING.subject_tag(99)
    assert found(subject=f"SV: VS: 2 opfølgninger {tag}") == 99


def test_the_thread_goes_before_the_subject() -> None:
    assert found((MARK,), subject=BINDING.subject_tag(99)) == 4711


def test_what_is_forged_leads_nowhere() -> None:
    assert found((OTHER.message_id(4711),)) is None
    assert found((MARK.replace("b4711.", "b4712."),)) is None
    assert found((MARK.replace("bolden.example.org", "evil.example.org"),)) is None
    assert found(to=(OTHER.reply_address("bolden@example.org", 12),)) is None
    assert found(subject=OTHER.subject_tag(99)) is None
    assert found(subject=BINDING.subject_tag(99).replace("#99", "#98")) is None
    assert found((f"<b{'9' * 400}.{'a' * 24}@bolden.example.org>", "<>", "")) is None


def test_the_key_is_in_no_printout() -> None:
    assert "0123456789abcdef" not in repr(BINDING)
