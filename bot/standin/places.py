"""Users, teams and conversations of the stand-in's Teams, in Teams' own words."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


class Place(StrEnum):
    """What sort of conversation it is."""

    PERSONAL = "personal"
    CHANNEL = "channel"
    GROUP_CHAT = "groupChat"


class Membership(StrEnum):
    """Who is in a channel: all of its team, some of them, or people from anywhere."""

    STANDARD = "standard"
    PRIVATE = "private"
    SHARED = "shared"


@dataclass(frozen=True)
class User:
    """Somebody with an account; `entra_id` is None for a guest of whom Teams tells nothing."""

    user_id: str
    name: str
    entra_id: str | None
    tenant_id: str
    #: of another organisation, with an account in this one: in its channels, but no bot can open
    #: a chat
    is_guest: bool = False
    #: what their Teams speaks
    locale: str = "da-DK"


@dataclass
class Team:
    """People of one tenant; `members` None is everybody there is."""

    team_id: str
    name: str
    group_id: str
    tenant_id: str
    members: list[User] | None = None


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
    #: what single people see in its place where others see it too, by user id
    views: dict[str, Json] = field(default_factory=dict)

    def card_for(self, user: User) -> Json | None:
        """Give the card as this person sees it."""
        return self.views.get(user.user_id, self.card)


@dataclass
class Conversation:
    """A chat with one person, a group chat, or a channel of a team."""

    conversation_id: str
    place: Place
    name: str
    tenant_id: str
    #: whose chat it is; in a private or shared channel who has been let in one by one
    members: list[User]
    team: Team | None = None
    membership: Membership = Membership.STANDARD
    #: other teams, also of other tenants, that a shared channel was opened to
    shared_with: list[Team] = field(default_factory=list)
    #: private and shared channels let a bot in one by one, also where the team has it
    has_bot: bool = True
    posts: list[Post] = field(default_factory=list)

    def find(self, activity_id: str) -> Post | None:
        """Give the post with this id."""
        return next((post for post in self.posts if post.activity_id == activity_id), None)
