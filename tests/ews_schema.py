"""Microsoft's own schemas for Exchange Web Services, where they lie beside the checkout."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import xmlschema
from defusedxml.ElementTree import fromstring

from bot.standin.ews.soap import MESSAGES, TYPES

FOLDER = Path(__file__).parents[2] / "shared" / "ews"
_BODY = "{http://schemas.xmlsoap.org/soap/envelope/}Body"


@cache
def schema() -> xmlschema.XMLSchema | None:
    """Load the schemas, which takes seconds; None where they are missing."""
    if not (FOLDER / "messages.xsd").exists():
        return None
    places = [("http://www.w3.org/XML/1998/namespace", str(FOLDER / "xml.xsd"))]
    return xmlschema.XMLSchema(
        str(FOLDER / "messages.xsd"), validation="lax", allow="local", locations=places
    )


def faults_in(envelope: bytes) -> list[str]:
    """Say what the schemas do not allow in an envelope; a fault is SOAP's own."""
    known = schema()
    body = fromstring(envelope).find(_BODY)
    if known is None or body is None:
        return []
    # as documented and as clients want it, where the schema has it among the types
    for one in body.iterfind(f".//{{{MESSAGES}}}Notifications/{{{MESSAGES}}}Notification"):
        one.tag = f"{{{TYPES}}}Notification"
    return [_said(error) for one in _ours(body) for error in known.iter_errors(one)]


def watching(wrong: list[str]) -> Callable[[bytes, bytes], None]:
    """Give what notes all that the schemas do not allow, in requests and answers."""

    schema()  # takes seconds, in which a server that is watched would not answer

    def watch(asked: bytes, answered: bytes) -> None:
        wrong.extend(f"asked: {one}" for one in faults_in(asked))
        wrong.extend(f"answered: {one}" for one in faults_in(answered))

    return watch


def _ours(body: Element) -> list[Element]:
    return [one for one in body if one.tag.startswith(f"{{{MESSAGES}}}")]


def _said(error: xmlschema.XMLSchemaValidationError) -> str:
    return f"{error.path}: {error.reason}"
