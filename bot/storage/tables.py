"""All tables. Times are UTC; what people are told is composed from here, never stored as text.

What comes from documents and people has no length: PostgreSQL would refuse the longer ones.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.storage.columns import Moment, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _link(target: str, *, nullable: bool = False) -> Column[int]:
    name = f"{target.removesuffix('.id')}_id"
    return Column(name, ForeignKey(target), nullable=nullable, index=True)


network = Table(
    "network",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(60), nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("channel_id", Words),
    #: what is said in its channel; null for Danish
    Column("language", String(5)),
)

person = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Words, nullable=False),
    Column("email", String(254), nullable=False, unique=True),
    Column("title", Words),
    Column("municipality", Words),
    Column("entra_id", String(60), unique=True),
    #: of the Entra id; NULL for the bot's own tenant, or for nobody has said
    Column("tenant_id", String(60)),
    Column("opted_out", Boolean, nullable=False, default=False),
    Column("paused_until", Date),
    #: as chosen, or as their Teams first spoke to us; NULL for Danish
    Column("language", String(5)),
    #: how often, as chosen: "none"; NULL for every week
    Column("digest", String(10)),
    #: why mail to the address comes back, "5.1.1"; NULL where it does not
    Column("bounce_code", String(12)),
    #: the first day back, as an automatic answer says
    Column("away_until", Date),
)

#: further addresses that a person writes from; none that is anybody's main one
person_alias = Table(
    "person_alias",
    metadata,
    Column("email", String(254), primary_key=True),
    _link("person.id"),
)

#: who acts for somebody who is away; one at a time
substitution = Table(
    "substitution",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("substitute_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("starts_on", Date, nullable=False),
    #: the first day back
    Column("until", Date, nullable=False),
)

membership = Table(
    "membership",
    metadata,
    _link("network.id"),
    _link("person.id"),
    Column("roles", JSON, nullable=False),
    UniqueConstraint("network_id", "person_id"),
)

minutes = Table(
    "minutes",
    metadata,
    Column("id", Integer, primary_key=True),
    _link("network.id"),
    #: of the file's bytes: the same file again adds nothing
    Column("sha256", String(64), nullable=False),
    Column("file_name", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("held_on", Date),
    Column("next_meeting", Date),
    Column("reviewer_id", ForeignKey("person.id")),
    Column("remarks", JSON, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("approved_at", Moment),
    #: noted outside the network's channel: between who noted it and whose task it is
    Column("is_private", Boolean, nullable=False, default=False, server_default=false()),
    #: the meeting's first minutes, where this is a corrected file of them
    Column("replaces_id", ForeignKey("minutes.id"), index=True),
    UniqueConstraint("network_id", "sha256"),
)

attendee = Table(
    "attendee",
    metadata,
    Column("id", Integer, primary_key=True),
    _link("minutes.id"),
    Column("name", Words, nullable=False),
    Column("organisation", Words),
    Column("title", Words),
    Column("attendance", String(10), nullable=False),
    Column("roles", JSON, nullable=False),
)

follow_up = Table(
    "follow_up",
    metadata,
    Column("id", Integer, primary_key=True),
    _link("minutes.id"),
    Column("task", Words, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("audience", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("quote", Words, nullable=False),
    Column("lines", JSON, nullable=False),
    Column("item", Words),
    Column("due", Date),
    Column("due_words", Words),
    Column("confidence", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
    #: the working group whose volunteers this follow-up asks for
    Column("group_id", ForeignKey("working_group.id"), index=True),
    #: what the reader read, whatever the reviewer made of it; NULL where nothing was read
    Column("read", JSON(none_as_null=True)),
    #: what a corrected file of the minutes changed, until that is approved
    Column("changed", JSON(none_as_null=True)),
    #: of a draft: the open follow-up that it changes or closes once it is approved
    Column("renews_id", ForeignKey("follow_up.id"), index=True),
)

ownership = Table(
    "ownership",
    metadata,
    Column("id", Integer, primary_key=True),
    _link("follow_up.id"),
    Column("kind", String(20), nullable=False),
    Column("name", Words),
    Column("person_id", ForeignKey("person.id"), index=True),
    Column("status", String(20), nullable=False),
    Column("due", Date),
    Column("doubt", Words),
    #: by which the person knows it; NULL until they are told
    Column("number", Integer),
    #: whose refusal brought it here
    Column("handed_over_by", ForeignKey("person.id")),
)

working_group = Table(
    "working_group",
    metadata,
    Column("id", Integer, primary_key=True),
    _link("minutes.id"),
    Column("name", Words, nullable=False),
    Column("convener", Words),
    Column("convener_id", ForeignKey("person.id")),
    Column("contact", Words),
    Column("contact_id", ForeignKey("person.id")),
    Column("open", Boolean, nullable=False),
    Column("quote", Words, nullable=False),
    #: how many may join; NULL for as many as wish
    Column("seats", Integer),
    #: the last day on which one may join
    Column("closes_on", Date),
)

volunteer = Table(
    "volunteer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("group_id", ForeignKey("working_group.id"), nullable=False, index=True),
    Column("person_id", ForeignKey("person.id"), index=True),
    #: as the minutes say, also where nobody in the network is known by it
    Column("name", Words, nullable=False),
    Column("municipality", Words),
    Column("answer", String(20), nullable=False),
    Column("answered_at", Moment, nullable=False),
    UniqueConstraint("group_id", "person_id"),
)

history = Table(
    "history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    #: what it happened to: "ownership", "follow_up", "working_group", "minutes", "person",
    #: "renewal", of a follow-up by corrected minutes, and "digest", to the person of that id
    Column("subject", String(20), nullable=False),
    Column("subject_id", Integer, nullable=False),
    Column("verb", String(40), nullable=False),
    Column("road", String(10), nullable=False),
    Column("person_id", ForeignKey("person.id"), index=True),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    #: set when the person took it back
    Column("undone_at", Moment),
    Index("ix_history_subject", "subject", "subject_id"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    #: names the occasion, so that the same thing is never said twice
    Column("key", String(200), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    _link("network.id"),
    #: whom it is for; NULL is the network's channel
    Column("person_id", ForeignKey("person.id"), index=True),
    Column("minutes_id", ForeignKey("minutes.id"), index=True),
    Column("follow_up_id", ForeignKey("follow_up.id"), index=True),
    Column("group_id", ForeignKey("working_group.id"), index=True),
    #: what the kind needs beside the ids above; of an answer, what came of each act
    Column("about", JSON, nullable=False),
    #: an update of what this earlier row sent
    Column("replaces_id", ForeignKey("outbox.id"), index=True),
    Column("state", String(20), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("lease_owner", String(60)),
    Column("lease_until", Moment),
    Column("tries", Integer, nullable=False, default=0),
    Column("road", String(10)),
    Column("ref", Words),
    Column("conversation_id", Words),
    Column("reason", Words),
    #: the road that was tried first, and why it was refused
    Column("detour", JSON(none_as_null=True)),
    Column("created_at", Moment, nullable=False),
    Column("settled_at", Moment),
    Index("ix_outbox_state_due", "state", "due_at"),
)

conversation = Table(
    "conversation",
    metadata,
    Column("id", Text, primary_key=True),
    Column("service_url", Words, nullable=False),
    Column("tenant_id", String(60), nullable=False),
    Column("user_id", Words),
    Column("entra_id", String(60), index=True),
    Column("channel_id", Words, index=True),
    #: when somebody last let us in: of several chats with one person the newest counts
    Column("reached_at", Moment),
    #: the welcome is said once
    Column("greeted_at", Moment),
    #: since when nothing gets there any more, and why
    Column("gone_at", Moment),
    Column("reason", String(60)),
)

seen = Table(
    "seen",
    metadata,
    #: hashed, an incoming activity's or mail's own id: the second time nothing happens
    Column("key", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
)

pace = Table(
    "pace",
    metadata,
    #: "tenant", or one conversation: "person/7", "channel/1"
    Column("name", String(60), primary_key=True),
    #: when the next one may go (the theoretical arrival time of a GCRA)
    Column("free_at", Moment, nullable=False),
)
