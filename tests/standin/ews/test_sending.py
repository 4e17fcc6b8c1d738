"""Mails as exchangelib sends them, and what is found of them afterwards."""

import pytest
from exchangelib import Account, HTMLBody, Message
from exchangelib.errors import ErrorInvalidRecipients, ErrorSendAsDenied, ErrorStaleObject

from bot.standin.ews.store import parsed
from tests.ews_world import Ews
from tests.standin.ews.asking import MAIL, asked


def send(account: Account, raw: bytes = MAIL) -> list[str]:
    Message(mime_content=raw, account=account, folder=account.sent).send_and_save()
    found = account.sent.filter(message_id="<f1@example.org>").only("message_id")
    return [item.message_id for item in found]


async def test_mime_is_sent_byte_for_byte_and_found_among_the_sent(ews: Ews) -> None:
    ews.standin.exchange.open("eva@example.org", "s")
    assert await asked(ews, send) == ["<f1@example.org>"]
    assert ews.sent == [MAIL] == ews.lies_in("sentitems")
    (got,) = ews.standin.exchange.mailboxes["eva@example.org"].folder("inbox").items.values()
    assert got.raw == MAIL
    assert ews.calls.count("CreateItem") == 1


async def test_who_may_use_a_mailbox_sends_as_that_mailbox(ews: Ews) -> None:
    ews.standin.exchange.open("svc@example.org", "s", user="EXAMPLE\\svc")
    ews.mailbox.delegates.add("EXAMPLE\\svc")
    assert await asked(ews, send, user="EXAMPLE\\svc", password="s") == ["<f1@example.org>"]
    assert ews.lies_in("sentitems") == [MAIL]


async def test_exchange_may_take_a_header_away(ews: Ews) -> None:
    ews.standin.exchange.manners.drops_auto_submitted = True
    await asked(ews, send)
    (raw,) = ews.sent
    assert parsed(raw)["Auto-Submitted"] is None
    assert parsed(raw)["Message-ID"] == "<f1@example.org>"


async def test_a_mail_is_made_of_its_properties(ews: Ews) -> None:
    def written(account: Account) -> None:
        Message(
            account=account,
            subject="Én opgave",
            body=HTMLBody("<p>Må vi høre?</p>"),
            to_recipients=["eva@example.org"],
            reply_to=["svar@example.org"],
            message_id="<f2@example.org>",
        ).send(save_copy=False)

    await asked(ews, written)
    mail = parsed(ews.sent[0])
    assert (mail["Subject"], mail["To"]) == ("Én opgave", "eva@example.org")
    assert (mail["Reply-To"], mail["Message-ID"]) == ("svar@example.org", "<f2@example.org>")
    assert mail.get_content_type() == "text/html"
    assert "Må vi høre?" in mail.get_content()
    assert ews.lies_in("sentitems") == []


async def test_a_draft_is_sent_with_its_latest_key_alone(ews: Ews) -> None:
    def drafted(account: Account) -> None:
        draft = Message(mime_content=MAIL, account=account, folder=account.drafts)
        draft.save()
        assert [one.is_draft for one in account.drafts.all().only("is_draft")] == [True]
        draft.send()

    await asked(ews, drafted)
    assert ews.sent == [MAIL]
    assert ews.lies_in("drafts") == []
    assert ews.calls.count("SendItem") == 1


async def test_a_draft_that_was_changed_meanwhile_does_not_leave(ews: Ews) -> None:
    def drafted(account: Account) -> None:
        draft = Message(mime_content=MAIL, account=account, folder=account.drafts)
        draft.save()
        (item,) = ews.mailbox.folder("drafts").items.values()
        ews.mailbox.change(item)
        draft.send()

    with pytest.raises(ErrorStaleObject):
        await asked(ews, drafted)
    assert ews.sent == []


async def test_nobody_is_written_to_in_another_name_and_not_without_receivers(ews: Ews) -> None:
    with pytest.raises(ErrorSendAsDenied):
        await asked(ews, lambda account: send(account, MAIL.replace(b"bolden@", b"chef@")))
    nobody = MAIL.replace(b"To: Eva Holm <eva@example.org>\r\n", b"")
    with pytest.raises(ErrorInvalidRecipients):
        await asked(ews, lambda account: send(account, nobody))
    assert ews.sent == []
