"""Who is in the stand-in's Teams, and what stands in their conversations: state, no network."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


class Place(StrEnum):
    """What sort of conversation it is, in Teams' own words."""

    PERSONAL = "personal"
    CHANNEL = "channel"


@dataclass(frozen=True)
class User:
    """Somebody with an account; `entra_id` is None for a guest of whom Teams tells nothing."""

    user_id: str
    name: str
    entra_id: str | None
    tenant_id: str
    #: of another organisation, let into this one: in its channels, but no bot can open a chat
    is_guest: bool = False


@dataclass
class Post:
    """One message: a card or words."""

    activity_id: str
    from_id: str
    from_name: str
    at: datetime
    card: Json | None = None
    text: str | None = None
    summary: str | None = None
    #: set once it has been replaced
    edited_at: datetime | None = None
    #: the post that it answers in a channel
    thread_id: str | None = None


@dataclass
class Conversation:
    """A chat with one person, or a channel."""

    conversation_id: str
    place: Place
    name: str
    tenant_id: str
    members: list[User]
    posts: list[Post] = field(default_factory=list)

    def find(self, activity_id: str) -> Post | None:
        """Give the post with this id."""
        return next((post for post in self.posts if post.activity_id == activity_id), None)


class World:
    """All users and conversations; ids look like Teams' own."""

    def __init__(self, *, now: Callable[[], datetime], bot_id: str, bot_name: str = "Bolden"):
        self.now = now
        self.bot_id = bot_id
        self.bot_name = bot_name
        self._users: dict[str, User] = {}
        self._conversations: dict[str, Conversation] = {}
        self._numbers = itertools.count(1_700_000_000_001)

    def add_user(
        self, name: str, *, entra_id: str | None, tenant_id: str, is_guest: bool = False
    ) -> User:
        """Make an account."""
        user = User(f"29:{entra_id or self.new_id()}", name, entra_id, tenant_id, is_guest)
        self._users[user.user_id] = user
        return user

    def add_channel(self, name: str, *, tenant_id: str) -> Conversation:
        """Make a channel that every user is in."""
        channel_id = f"19:{self.new_id()}@thread.tacv2"
        channel = Conversation(channel_id, Place.CHANNEL, name, tenant_id, [])
        self._conversations[channel_id] = channel
        return channel

    def personal(self, user: User) -> Conversation:
        """Give the user's chat with the bot; opening it twice gives the same one."""
        conversation_id = f"a:{user.user_id.removeprefix('29:')}"
        if conversation_id not in self._conversations:
            self._conversations[conversation_id] = Conversation(
                conversation_id, Place.PERSONAL, user.name, user.tenant_id, [user]
            )
        return self._conversations[conversation_id]

    def user(self, id_: str) -> User | None:
        """Find a user by Teams id or Entra id, as the connector does."""
        by_entra = (user for user in self._users.values() if user.entra_id == id_)
        return self._users.get(id_) or next(by_entra, None)

    def users(self) -> list[User]:
        """Everybody."""
        return list(self._users.values())

    def conversations(self) -> list[Conversation]:
        """All conversations, in the order in which they were opened."""
        return list(self._conversations.values())

    def conversation(self, conversation_id: str) -> Conversation | None:
        """Find a conversation; a channel also by the id of one of its threads."""
        return self._conversations.get(conversation_id.partition(";messageid=")[0])

    def messages(self, conversation_id: str) -> list[Post]:
        """What stands in a conversation, oldest first."""
        found = self.conversation(conversation_id)
        return list(found.posts) if found else []

    def place_of(self, activity_id: str) -> Conversation:
        """Give the conversation that a post stands in; raise LookupError."""
        for conversation in self._conversations.values():
            if conversation.find(activity_id):
                return conversation
        raise LookupError(activity_id)

    def post(self, conversation: Conversation, sender: User | None, activity: Json) -> Post:
        """Add a message of a user, or of the bot (None)."""
        post = Post(
            activity_id=self.new_id(),
            from_id=sender.user_id if sender else self.bot_id,
            from_name=sender.name if sender else self.bot_name,
            at=self.now(),
            **_content(activity),
        )
        conversation.posts.append(post)
        return post

    def replace(self, post: Post, activity: Json) -> None:
        """Show something else in the same place."""
        for name, value in _content(activity).items():
            setattr(post, name, value)
        post.edited_at = self.now()

    def new_id(self) -> str:
        """Give an id never given before."""
        return str(next(self._numbers))


def _content(activity: Json) -> Json:
    cards = [entry.get("content") for entry in activity.get("attachments") or ()]
    return {
        "card": cards[0] if cards else None,
        "text": activity.get("text"),
        "summary": activity.get("summary"),
    }
