"""The wire below any client: who is let in, what is broken, what is written down."""

from base64 import b64encode

import aiohttp
import pytest

from bot.standin.ews.soap import MESSAGES, SOAP, TYPES
from tests.ews_world import PASSWORD, Ews
from tests.standin.ews.asking import asked, synchronised

ENVELOPE = (
    f'<s:Envelope xmlns:s="{SOAP}" xmlns:m="{MESSAGES}" xmlns:t="{TYPES}">'
    "<s:Body>{}</s:Body></s:Envelope>"
)
INBOX = '<m:{0}><t:DistinguishedFolderId Id="inbox"/></m:{0}>'
SHAPE = "<m:ItemShape><t:BaseShape>IdOnly</t:BaseShape>{}</m:ItemShape>"
MANY = "<m:MaxChangesReturned>9999</m:MaxChangesReturned>"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + ENVELOPE.format("&b;")


def signed(ews: Ews, password: str) -> dict[str, str]:
    given = b64encode(f"{ews.user}:{password}".encode()).decode()
    return {"Authorization": f"Basic {given}"}


async def post(ews: Ews, body: str, password: str = PASSWORD) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession(headers=signed(ews, password)) as session,
        session.post(ews.url, data=body.encode()) as response,
    ):
        return response.status, await response.text()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "ErrorInvalidRequest"),
        ("ingen XML", "ErrorInvalidRequest"),
        ("<a/>", "ErrorInvalidRequest"),
        (BOMB, "ErrorInvalidRequest"),
        ("<!DOCTYPE s:Envelope>" + ENVELOPE.format("<m:GetItem/>"), "ErrorInvalidRequest"),
        (ENVELOPE.format(""), "ErrorInvalidRequest"),
        (ENVELOPE.format("<m:DeleteItem/>"), "ErrorInvalidRequest"),
        (ENVELOPE.format("<GetItem/>"), "ErrorSchemaValidation"),
        (ENVELOPE.format("<m:GetItem/>"), "ErrorSchemaValidation"),
        (ENVELOPE.format("<m:GetStreamingEvents/>"), "ErrorSchemaValidation"),
        (
            ENVELOPE.format(
                f"<m:SyncFolderItems>{SHAPE.format('')}{INBOX.format('SyncFolderId')}{MANY}"
                "</m:SyncFolderItems>"
            ),
            "ErrorSchemaValidation",
        ),
    ],
)
async def test_what_is_broken_is_answered_with_a_fault(lenient: Ews, body: str, code: str) -> None:
    status, text = await post(lenient, body)
    assert status == 500
    assert f"<e:ResponseCode>{code}</e:ResponseCode>" in text


async def test_what_is_of_one_mail_alone_is_not_told_in_a_list(ews: Ews) -> None:
    uri = '<t:AdditionalProperties><t:FieldURI FieldURI="{}"/></t:AdditionalProperties>'
    for name in ("item:Body", "item:MimeContent", "item:InternetMessageHeaders"):
        shape = SHAPE.format(uri.format(name))
        _, text = await post(
            ews,
            ENVELOPE.format(
                f'<m:FindItem Traversal="Shallow">{shape}{INBOX.format("ParentFolderIds")}'
                "</m:FindItem>"
            ),
        )
        assert "ErrorInvalidPropertyRequest" in text


async def test_the_address_itself_asks_for_a_name_and_a_password(ews: Ews) -> None:
    for password, status in ((PASSWORD, 200), ("forkert", 401)):
        headers = signed(ews, password)
        async with aiohttp.request("GET", ews.url, headers=headers) as answer:
            assert answer.status == status
            assert ("WWW-Authenticate" in answer.headers) is (status == 401)


async def test_calls_are_kept_without_the_password(ews: Ews) -> None:
    await asked(ews, synchronised)
    assert ews.calls == ["GetFolder", "GetFolder", "SyncFolderItems"]
    call = ews.standin.record.calls[-1]
    assert (call.method, call.path, call.status) == ("POST", "/EWS/Exchange.asmx", 200)
    assert call.headers["Authorization"] == "Basic …"
    assert "<m:SyncFolderItems>" in call.body
    assert "SyncState" in call.answer
