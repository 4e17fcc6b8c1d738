"""GetStreamingEvents: an answer that does not end, with word of each thing as it happens.

https://learn.microsoft.com/exchange/client-developer/web-service-reference/getstreamingevents-operation
"""

import asyncio
from collections.abc import AsyncGenerator
from xml.etree.ElementTree import Element

from bot.standin.ews.events import notification, subscribed
from bot.standin.ews.exchange import Exchange
from bot.standin.ews.soap import ExchangeError, answer, done, m, needed, refused, words

STREAM = "GetStreamingEvents"
_MOST_MINUTES = 30


async def stream(
    exchange: Exchange, request: Element, closing: asyncio.Event
) -> AsyncGenerator[bytes]:
    """Give envelopes as things happen, until the time is up or nobody is subscribed any more."""
    names = [one.text or "" for one in needed(request, "m:SubscriptionIds")]
    minutes = min(int(words(request, "m:ConnectionTimeout") or "1"), _MOST_MINUTES)
    try:
        for name in names:
            subscribed(exchange, name, streams=True)
    except ExchangeError as error:
        yield answer(STREAM, [refused(STREAM, error)])
        return
    ends = asyncio.get_running_loop().time() + minutes * 60
    stirred = asyncio.Event()
    exchange.waiting |= {stirred}
    try:
        yield _status("OK")
        while not closing.is_set() and exchange.subscriptions.keys() & set(names):
            stirred.clear()
            for name in names:
                if told := _news(exchange, name):
                    yield answer(STREAM, [done(STREAM, m("Notifications", told))])
            try:
                async with asyncio.timeout_at(ends):
                    await stirred.wait()
            except TimeoutError:
                break
        yield _status("Closed")
    finally:
        exchange.waiting.discard(stirred)


def _news(exchange: Exchange, name: str) -> Element | None:
    subscription = exchange.subscriptions.get(name)
    if subscription is None or subscription.begin == len(subscription.mailbox.log):
        return None
    return notification(exchange, name, subscription)


def _status(status: str) -> bytes:
    return answer(STREAM, [done(STREAM, m("ConnectionStatus", text=status))])
