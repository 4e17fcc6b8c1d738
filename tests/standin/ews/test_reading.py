"""Mailboxes as exchangelib reads them; each word is held against Microsoft's schemas."""

import pytest
from exchangelib import Account, Folder, Message
from exchangelib.errors import ErrorSubscriptionNotFound

from bot.standin.ews.exchange import Exchange
from tests.ews_world import Ews
from tests.standin.ews.asking import RAW, asked, synchronised


def numbered(number: int) -> bytes:
    return f"From: eva@example.org\r\nMessage-ID: <{number}@x>\r\n\r\nHej".encode()


async def test_folders_are_danish_and_found_by_what_they_are(ews: Ews) -> None:
    def names(account: Account) -> list[str]:
        return [one.name for one in (account.inbox, account.sent, account.trash, account.drafts)]

    assert await asked(ews, names) == ["Indbakke", "Sendt post", "Slettet post", "Kladder"]


async def test_what_is_new_changed_and_gone_is_told_once(ews: Ews) -> None:
    item = ews.drop(RAW)
    new, state = await asked(ews, synchronised)
    assert new == [("create", "<a@example.org>")]
    ews.mailbox.mark(item, is_read=True)
    read, then = await asked(ews, lambda account: synchronised(account, state))
    assert read == [("read_flag_change", item.item_id)]
    ews.mailbox.change(item)
    assert (await asked(ews, lambda account: synchronised(account, then)))[0] == [
        ("update", "<a@example.org>")
    ]
    ews.mailbox.move(item, ews.mailbox.folder("deleteditems"))
    gone, last = await asked(ews, lambda account: synchronised(account, then))
    assert gone == [("delete", item.item_id)]
    assert (await asked(ews, lambda account: synchronised(account, last)))[0] == []


async def test_much_is_synchronised_page_by_page(ews: Ews) -> None:
    for number in range(7):
        ews.drop(numbered(number))

    def pages(account: Account) -> list[str]:
        found = account.inbox.sync_items(only_fields=["message_id"], max_changes_returned=3)
        return [item.message_id for _, item in found]

    assert await asked(ews, pages) == [f"<{number}@x>" for number in range(7)]
    assert ews.calls.count("SyncFolderItems") == 3


async def test_what_came_and_went_between_two_looks_is_never_told(ews: Ews) -> None:
    _, state = await asked(ews, synchronised)
    ews.mailbox.remove(ews.drop(RAW))
    assert (await asked(ews, lambda account: synchronised(account, state)))[0] == []


async def test_a_mail_is_given_as_it_came_with_its_headers(ews: Ews) -> None:
    item = ews.drop(RAW, item_class="REPORT.IPM.Note.NDR")

    def whole(account: Account) -> tuple[bytes, dict[str, str], str]:
        wanted = ["mime_content", "headers", "item_class"]
        (found,) = account.fetch([(item.item_id, item.change_key)], only_fields=wanted)
        headers = {one.name: one.value for one in found.headers}
        return found.mime_content, headers, found.item_class

    raw, headers, item_class = await asked(ews, whole)
    assert raw == RAW
    assert headers["Auto-Submitted"] == "auto-replied"
    assert headers["Subject"] == "Færdig"
    assert item_class == "REPORT.IPM.Note.NDR"


async def test_signs_that_xml_cannot_hold_do_no_harm(ews: Ews) -> None:
    ews.drop(b"From: eva@example.org\r\nSubject: =?utf-8?q?F=01=C3=A6rdig?=\r\n\r\nHej")

    def subjects(account: Account) -> list[str]:
        return [item.subject for item in account.inbox.all().only("subject")]

    assert await asked(ews, subjects) == ["F\ufffdærdig"]


async def test_mime_may_be_made_anew_without_what_the_headers_still_have(ews: Ews) -> None:
    ews.standin.exchange.manners.hides_auto_submitted = True
    item = ews.drop(RAW)

    def whole(account: Account) -> tuple[bytes, list[str]]:
        wanted = ["mime_content", "headers"]
        (found,) = account.fetch([(item.item_id, item.change_key)], only_fields=wanted)
        return found.mime_content, [one.name for one in found.headers]

    raw, headers = await asked(ews, whole)
    assert b"Auto-Submitted" not in raw
    assert "Den er færdig.".encode() in raw
    assert "Auto-Submitted" in headers


async def test_mails_are_found_by_message_id_and_by_whether_they_are_read(ews: Ews) -> None:
    items = [ews.drop(numbered(number)) for number in range(3)]
    ews.mailbox.mark(items[1], is_read=True)

    def found(account: Account) -> tuple[list[str], list[str]]:
        one = account.inbox.filter(message_id="<1@x>").only("message_id")
        unread = account.inbox.filter(is_read=False).only("message_id")
        return [item.id for item in one], [item.message_id for item in unread]

    one, unread = await asked(ews, found)
    assert one == [items[1].item_id]
    assert sorted(unread) == ["<0@x>", "<2@x>"]


async def test_many_mails_are_found_page_by_page_the_newest_first(ews: Ews) -> None:
    for number in range(5):
        ews.drop(numbered(number))

    def found(account: Account) -> list[str]:
        mails = account.inbox.all().only("message_id")
        mails.page_size = 2
        return [item.message_id for item in mails]

    assert await asked(ews, found) == [f"<{number}@x>" for number in (4, 3, 2, 1, 0)]
    assert ews.calls.count("FindItem") == 3


async def test_all_that_there_is_to_tell_is_told(ews: Ews) -> None:
    item = ews.drop(RAW)

    def whole(account: Account) -> Message:
        return account.inbox.get(id=item.item_id, changekey=item.change_key)

    told = await asked(ews, whole)
    assert told.author.email_address == "eva@example.org"
    assert [one.email_address for one in told.to_recipients] == ["bolden@example.org"]
    assert (told.body, told.size) == ("Den er færdig.\n", len(RAW))
    assert (told.in_reply_to, told.references) == ("<b@example.org>", "<b@example.org>")
    assert told.datetime_received == ews.standin.exchange.now()


async def test_a_mail_is_marked_and_moved_to_a_folder_made_for_it(ews: Ews) -> None:
    there = ews.drop(RAW)

    def filed(account: Account) -> tuple[str, bool]:
        done = Folder(parent=account.inbox, name="Behandlet")
        done.save()
        found = account.inbox.all().only("message_id").get()
        found.is_read = True
        found.save(update_fields=["is_read"])
        found.move(account.inbox / "Behandlet")
        moved = (account.inbox / "Behandlet").all().only("is_read").get()
        return moved.id, moved.is_read

    moved_id, is_read = await asked(ews, filed)
    assert is_read
    assert moved_id != there.item_id  # a folder's mails have ids of their own
    assert ews.lies_in("inbox") == []


async def test_people_are_found_by_name(ews: Ews) -> None:
    ews.standin.exchange.open("eva@example.org", "s", name="Eva Holm")

    def found(account: Account) -> list[str]:
        return [one.email_address for one in account.protocol.resolve_names(["holm"])]

    assert await asked(ews, found) == ["eva@example.org"]
    ews.standin.exchange.open("ib@example.org", "s", name="Ib Holm")
    assert await asked(ews, found) == ["eva@example.org", "ib@example.org"]
    assert "ErrorNameResolutionMultipleResults" in ews.standin.record.calls[-1].answer


async def test_events_are_fetched_and_streamed(ews: Ews) -> None:
    def subscribed(account: Account) -> tuple[str, str, str]:
        return *account.inbox.subscribe_to_pull(), account.inbox.subscribe_to_streaming()

    name, watermark, stream = await asked(ews, subscribed)
    ews.drop(RAW)

    def heard(account: Account) -> list[list[str]]:
        (fetched,) = account.inbox.get_events(name, watermark)
        streaming = account.inbox.get_streaming_events(stream, max_notifications_returned=1)
        told = [[event.ELEMENT_NAME for event in one.events] for one in (fetched, *streaming)]
        account.inbox.unsubscribe(stream)
        with pytest.raises(ErrorSubscriptionNotFound):
            list(account.inbox.get_streaming_events(stream))
        return told

    fetched, streamed = await asked(ews, heard)
    assert fetched == streamed == ["CreatedEvent", "NewMailEvent"]


async def test_the_mailbox_of_somebody_else_is_used_by_those_who_may(ews: Ews) -> None:
    exchange: Exchange = ews.standin.exchange
    exchange.open("svc@example.org", "s", user="EXAMPLE\\svc-bolden")
    ews.drop(RAW)
    ews.mailbox.delegates.add("EXAMPLE\\svc-bolden")
    who = {"user": "EXAMPLE\\svc-bolden", "password": "s"}
    assert len((await asked(ews, synchronised, **who))[0]) == 1
    exchange.impersonators.add("EXAMPLE\\svc-bolden")
    ews.mailbox.delegates.clear()
    found, _ = await asked(ews, synchronised, **who, impersonates=True)
    assert len(found) == 1
