"""Dialogs in the stand-in's Teams: a button opens one, and what is filled in is sent back."""

from collections.abc import Mapping
from typing import Any

from bot.standin.driver import Driver, Json, Shown
from bot.standin.places import Conversation, User


async def open_dialog(
    driver: Driver, user: User, place: Conversation, data: Mapping[str, Any]
) -> Shown:
    """Press a button whose data asks for a dialog."""
    return await _invoke(driver, "task/fetch", user, place, data)


async def send_dialog(
    driver: Driver, user: User, place: Conversation, data: Mapping[str, Any]
) -> Shown:
    """Press a button in a dialog; `data` is the button's own and what was filled in."""
    return await _invoke(driver, "task/submit", user, place, data)


def card_of(shown: Shown) -> Json | None:
    """Give the card in the dialog, None where it closes or only says something."""
    task = shown.body.get("task") or {}
    card = task["value"]["card"]["content"] if task.get("type") == "continue" else None
    return card if isinstance(card, dict) else None


async def _invoke(
    driver: Driver, name: str, user: User, place: Conversation, data: Mapping[str, Any]
) -> Shown:
    value = {"data": dict(data), "context": {"theme": "default"}}
    return await driver.send(driver.activity("invoke", user, place, name=name, value=value))
