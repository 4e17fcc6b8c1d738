"""ResolveNames: who has a mailbox here.

https://learn.microsoft.com/exchange/client-developer/web-service-reference/resolvenames-operation
"""

from xml.etree.ElementTree import Element

from bot.standin.ews.exchange import Caller
from bot.standin.ews.shapes import person
from bot.standin.ews.soap import ExchangeError, done, m, refused, t, words


def resolve_names(caller: Caller, request: Element) -> list[Element]:
    """Find people by the beginning of a name or address."""
    asked = (words(request, "m:UnresolvedEntry") or "").lower()
    found = [
        one
        for one in caller.exchange.mailboxes.values()
        if asked
        and any(part.startswith(asked) for part in (one.address, *one.name.lower().split()))
    ]
    if not found:
        return [refused("ResolveNames", ExchangeError("ErrorNameResolutionNoResults"))]
    told = [t("Resolution", _with_type(person(one.address, one.name))) for one in found]
    pages = {"TotalItemsInView": str(len(found)), "IncludesLastItemInRange": "true"}
    answered = done("ResolveNames", m("ResolutionSet", *told, **pages))
    if len(found) > 1:
        answered.set("ResponseClass", "Warning")
        answered[0].text = "ErrorNameResolutionMultipleResults"
    return [answered]


def _with_type(told: Element) -> Element:
    told.append(t("MailboxType", text="Mailbox"))
    return told
