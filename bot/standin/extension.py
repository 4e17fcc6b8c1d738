"""What people do with a message's menu in the stand-in's Teams: open an app's form, and send it."""

from typing import Any

from bot.standin.driver import Driver, Shown
from bot.standin.places import Conversation, User

Json = dict[str, Any]


def message(author: User, content: str) -> Json:
    """Give a message as Teams tells an extension of it."""
    who = {"id": author.entra_id, "displayName": author.name, "userIdentityType": "aadUser"}
    body = {"contentType": "html", "content": content}
    return {"id": "1700000000000", "messageType": "message", "from": {"user": who}, "body": body}


async def open_form(
    driver: Driver, user: User, place: Conversation, payload: Json, command: str
) -> Shown:
    """Choose a command in a message's menu."""
    value = {"commandId": command, "commandContext": "message", "messagePayload": payload}
    return await driver.send(
        driver.activity("invoke", user, place, name="composeExtension/fetchTask", value=value)
    )


async def send_form(
    driver: Driver, user: User, place: Conversation, payload: Json, command: str, data: Json
) -> Shown:
    """Send the form, filled in."""
    value = {"commandId": command, "commandContext": "message", "messagePayload": payload}
    value["data"] = data
    return await driver.send(
        driver.activity("invoke", user, place, name="composeExtension/submitAction", value=value)
    )
