"""Who is in the stand-in's Teams, and what stands in their conversations: state, no network."""

import itertools
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.standin.places import Conversation, Membership, Place, Post, Team, User

Json = dict[str, Any]


class World:
    """All users, teams and conversations; ids look like Teams' own."""

    def __init__(self, *, now: Callable[[], datetime], bot_id: str, bot_name: str = "Bolden"):
        self.now = now
        self.bot_id = bot_id
        self.bot_name = bot_name
        self._users: dict[str, User] = {}
        self._teams: dict[str, Team] = {}
        self._conversations: dict[str, Conversation] = {}
        #: further ids of conversations, as Graph has them for a chat
        self._also: dict[str, Conversation] = {}
        #: by user id, who has never installed the app
        self.without_app: set[str] = set()
        self._numbers = itertools.count(1_700_000_000_001)

    def add_user(
        self,
        name: str,
        *,
        entra_id: str | None,
        tenant_id: str,
        is_guest: bool = False,
        locale: str = "da-DK",
    ) -> User:
        """Make an account; a guest's is in the tenant that let them in."""
        user_id = f"29:{entra_id or self.new_id()}"
        user = User(user_id, name, entra_id, tenant_id, is_guest, locale)
        self._users[user.user_id] = user
        return user

    def add_team(self, name: str, *, tenant_id: str, members: list[User] | None = None) -> Team:
        """Make a team; without members everybody is in it."""
        team_id = f"19:{self.new_id()}@thread.tacv2"
        team = Team(team_id, name, f"group-{self.new_id()}", tenant_id, members)
        self._teams[team_id] = team
        return team

    def add_channel(
        self,
        name: str,
        *,
        tenant_id: str,
        team: Team | None = None,
        membership: Membership = Membership.STANDARD,
        members: list[User] | None = None,
    ) -> Conversation:
        """Make a channel; without a team it is in one of its own that everybody is in.

        A private or shared one has the members given, and the bot is let in later.
        """
        channel_id = f"19:{self.new_id()}@thread.tacv2"
        channel = Conversation(
            channel_id,
            Place.CHANNEL,
            name,
            tenant_id,
            members or [],
            team or self.add_team(name, tenant_id=tenant_id),
            membership,
            has_bot=membership is Membership.STANDARD,
        )
        self._conversations[channel_id] = channel
        return channel

    def add_group_chat(self, name: str, members: list[User]) -> Conversation:
        """Make a chat of several people and the bot."""
        chat_id = f"19:{self.new_id()}@thread.v2"
        chat = Conversation(chat_id, Place.GROUP_CHAT, name, members[0].tenant_id, members)
        self._conversations[chat_id] = chat
        return chat

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

    def team(self, team_id: str) -> Team | None:
        """Find a team."""
        return self._teams.get(team_id)

    def conversations(self) -> list[Conversation]:
        """All conversations, in the order in which they were opened."""
        return list(self._conversations.values())

    def channels(self, team: Team) -> list[Conversation]:
        """All channels of a team."""
        return [one for one in self._conversations.values() if one.team is team]

    def conversation(self, conversation_id: str) -> Conversation | None:
        """Find a conversation; a channel also by the id of one of its threads."""
        own_id = conversation_id.partition(";messageid=")[0]
        return self._conversations.get(own_id) or self._also.get(own_id)

    def know_also(self, conversation: Conversation, other_id: str) -> None:
        """Let a conversation be found by another id too."""
        self._also[other_id] = conversation

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
        """Show something else in the same place, to everybody."""
        for name, value in _content(activity).items():
            setattr(post, name, value)
        post.views.clear()
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
