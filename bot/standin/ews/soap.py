"""SOAP as Exchange speaks it: what was asked, answers, faults.

https://learn.microsoft.com/exchange/client-developer/web-service-reference/ews-xml-elements-in-exchange
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
_EXCHANGE = "http://schemas.microsoft.com/exchange/services/2006/"
MESSAGES, TYPES, ERRORS = (_EXCHANGE + name for name in ("messages", "types", "errors"))
_NAMES = {"s": SOAP, "m": MESSAGES, "t": TYPES, "e": ERRORS}
for _prefix, _uri in _NAMES.items():
    register_namespace(_prefix, _uri)

_VERSION = {
    "MajorVersion": "15",
    "MinorVersion": "2",
    "MajorBuildNumber": "1544",
    "MinorBuildNumber": "4",
    "Version": "V2017_07_11",
}
#: what XML 1.0 cannot hold at all
_UNHEARD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class ExchangeError(Exception):
    """Exchange refuses, with one of its response codes; `back_off` in milliseconds."""

    def __init__(self, code: str, said: str = "", back_off: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.said = said or "As Exchange would have it."
        self.back_off = back_off


@dataclass(frozen=True)
class Asked:
    """One request: the operation's name and element, and whom the caller wants to be."""

    operation: str
    body: Element
    impersonated: str | None


def read(data: bytes) -> Asked:
    """Take an envelope apart; what is none raises ExchangeError."""
    try:
        envelope = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise ExchangeError("ErrorInvalidRequest", "The request is no XML.") from error
    body = envelope.find("s:Body", _NAMES)
    if envelope.tag != f"{{{SOAP}}}Envelope" or body is None or len(body) != 1:
        raise ExchangeError("ErrorInvalidRequest", "The request is no SOAP envelope.")
    namespace, _, operation = body[0].tag.removeprefix("{").partition("}")
    if namespace != MESSAGES:
        raise ExchangeError("ErrorSchemaValidation", "That is no operation of Exchange.")
    path = "s:Header/t:ExchangeImpersonation/t:ConnectingSID/t:PrimarySmtpAddress"
    return Asked(operation, body[0], envelope.findtext(path, None, _NAMES))


def m(name: str, *within: Element, text: str | None = None, **attributes: str) -> Element:
    """Give an element of Exchange's messages."""
    return _element(MESSAGES, name, within, text, attributes)


def t(name: str, *within: Element, text: str | None = None, **attributes: str) -> Element:
    """Give an element of Exchange's types."""
    return _element(TYPES, name, within, text, attributes)


def find(element: Element, path: str) -> Element | None:
    """Find below an element, by the prefixes m and t."""
    return element.find(path, _NAMES)


def find_all(element: Element, path: str) -> list[Element]:
    """Find all below an element."""
    return element.findall(path, _NAMES)


def words(element: Element, path: str) -> str | None:
    """Give the text of what stands there; None where nothing does."""
    return element.findtext(path, None, _NAMES)


def is_true(value: str | None) -> bool:
    """Read a boolean as XML writes them."""
    return value is not None and value.strip().lower() in {"true", "1"}


def needed(element: Element, path: str) -> Element:
    """Find what the schema demands."""
    found = find(element, path)
    if found is None:
        raise ExchangeError("ErrorSchemaValidation", f"The request lacks {path}.")
    return found


def done(operation: str, *within: Element) -> Element:
    """Say that one of the things asked for was done."""
    code = m("ResponseCode", text="NoError")
    return m(f"{operation}ResponseMessage", code, *within, ResponseClass="Success")


def refused(operation: str, error: ExchangeError) -> Element:
    """Say that one of the things asked for was not done."""
    said = [m("MessageText", text=error.said), m("ResponseCode", text=error.code)]
    said.append(m("DescriptiveLinkKey", text="0"))
    # the schema demands them, empty as they are
    if operation in {"CreateItem", "GetItem", "UpdateItem", "MoveItem"}:
        said.append(m("Items"))
    elif operation in {"GetFolder", "CreateFolder"}:
        said.append(m("Folders"))
    elif operation == "SyncFolderItems":
        # so documented, and exchangelib cannot do without
        said += [m("SyncState"), m("IncludesLastItemInRange", text="true")]
    return m(f"{operation}ResponseMessage", *said, ResponseClass="Error")


def each(
    operation: str, things: Iterable[Element], act: Callable[[Element], Sequence[Element]]
) -> list[Element]:
    """Do with each thing what was asked for, and say of each what came of it."""
    messages = []
    for one in things:
        try:
            messages.append(done(operation, *act(one)))
        except ExchangeError as error:
            messages.append(refused(operation, error))
    return messages


def answer(operation: str, messages: list[Element]) -> bytes:
    """Give the envelope of an answer."""
    told = m("ResponseMessages", *messages)
    return _envelope(m(f"{operation}Response", told))


def fault(error: ExchangeError) -> bytes:
    """Give the envelope of a fault, which is about the request as a whole."""
    detail = Element("detail")
    detail.append(_element(ERRORS, "ResponseCode", (), error.code, {}))
    detail.append(_element(ERRORS, "Message", (), error.said, {}))
    if error.back_off is not None:
        value = t("Value", text=str(error.back_off), Name="BackOffMilliseconds")
        detail.append(t("MessageXml", value))
    code, said = Element("faultcode"), Element("faultstring")
    code.text, said.text = f"t:{error.code}", error.said
    return _envelope(_element(SOAP, "Fault", (code, said, detail), None, {}))


def _envelope(body: Element) -> bytes:
    header = _element(SOAP, "Header", (t("ServerVersionInfo", **_VERSION),), None, {})
    within = (header, _element(SOAP, "Body", (body,), None, {}))
    envelope = _element(SOAP, "Envelope", within, None, {})
    written: bytes = tostring(envelope, encoding="utf-8", xml_declaration=True)
    return written


def _element(
    namespace: str,
    name: str,
    within: tuple[Element, ...],
    text: str | None,
    attributes: dict[str, str],
) -> Element:
    element = Element(f"{{{namespace}}}{name}", attributes)
    element.text = None if text is None else _UNHEARD.sub("�", text)
    element.extend(within)
    return element
