"""Whatever is left out of a request or garbled in it: Exchange answers in its own words."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

import aiohttp
from defusedxml.ElementTree import fromstring
from exchangelib import Account, Folder, Message

from bot.standin.ews.soap import SOAP
from tests.ews_world import Ews
from tests.standin.ews.asking import MAIL, RAW, asked, synchronised
from tests.standin.ews.test_wire import signed


def everything(account: Account) -> None:
    """Ask for a little of all."""
    synchronised(account)
    Folder(parent=account.inbox, name="Behandlet").save()
    item = account.inbox.filter(is_read=False).only("message_id", "subject").get()
    item.is_read = True
    item.save(update_fields=["is_read"])
    item.move(account.inbox / "Behandlet")
    draft = Message(mime_content=MAIL, account=account, folder=account.drafts)
    draft.save()
    draft.send()
    made = Message(account=account, subject="Hej", body="Hej", to_recipients=["eva@example.org"])
    made.send_and_save()
    account.protocol.resolve_names(["bolden"])
    subscribed, watermark = account.inbox.subscribe_to_pull()
    list(account.inbox.get_events(subscribed, watermark))
    account.inbox.unsubscribe(subscribed)


def spoiled(request: str) -> Iterator[bytes]:
    """Give the request with one thing wrong, each in its turn."""
    body = fromstring(request).find(f"{{{SOAP}}}Body")
    assert body is not None
    for number, _ in enumerate(list(body.iter())[1:], 1):
        for spoil in (_removed, _emptied, _garbled):
            whole = fromstring(request)
            inner: Element = whole.find(f"{{{SOAP}}}Body")
            spoil(inner, list(inner.iter())[number])
            yield tostring(whole)


def _removed(body: Element, one: Element) -> None:
    for parent in body.iter():
        if one in list(parent):
            parent.remove(one)
            return


def _emptied(_body: Element, one: Element) -> None:
    one.clear()


def _garbled(_body: Element, one: Element) -> None:
    one.text = "ikke æ@det ;-) <x"
    for name in one.attrib:
        one.set(name, "-7=")


async def test_nothing_that_is_wrong_ends_in_a_crash(lenient: Ews) -> None:
    lenient.drop(RAW)
    await asked(lenient, everything)
    requests = {call.operation: call.body for call in lenient.standin.record.calls}
    assert len(requests) >= 13
    headers = signed(lenient, lenient.password)
    async with aiohttp.ClientSession(headers=headers) as session:
        for operation, request in requests.items():
            for wrong in spoiled(request):
                async with session.post(lenient.url, data=wrong) as answer:
                    told = await answer.read()
                assert fromstring(told).tag == f"{{{SOAP}}}Envelope", (operation, wrong)
