"""User-specific views: who looks at a card with `refresh` is shown their own where there is one."""

from bot.standin.driver import Driver, Json
from bot.standin.places import Post, User

#: Teams asks by itself for so many and no more
MOST_USERS = 60


async def look_at(driver: Driver, user: User, post: Post) -> Json | None:
    """Scroll past a card: give it as this person then sees it.

    Those whom the card names get their own, the rest (also beyond the 60) what everybody gets.
    An answer that is no card leaves things as they are.
    """
    refresh = (post.card or {}).get("refresh") or {}
    if user.user_id not in list(refresh.get("userIds") or ())[:MOST_USERS]:
        return post.card_for(user)
    shown = await driver.invoke_card(user, post.activity_id, refresh["action"], "automatic")
    if shown.card is not None:
        post.views[user.user_id] = shown.card
    return post.card_for(user)
