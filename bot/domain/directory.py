"""What an organisation's directory tells of somebody."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DirectoryPerson:
    """An account that is in use; `email` in small letters, as everywhere here."""

    entra_id: str
    #: as the directory shows it, with whatever an organisation adds to names
    shown_name: str
    given_name: str | None = None
    surname: str | None = None
    email: str | None = None
    title: str | None = None
    company: str | None = None
    #: further addresses whose mail comes to them, in small letters
    aliases: tuple[str, ...] = ()
    #: of another organisation, let into this one: a bot has no chat with them
    is_guest: bool = False

    @property
    def full_name(self) -> str | None:
        """Give first and last name, where the directory has both."""
        if not self.given_name or not self.surname:
            return None
        return f"{self.given_name} {self.surname}"

    @property
    def name(self) -> str:
        """Give the best name there is, "Blom, Ida" the way round that minutes write it."""
        last, comma, first = self.shown_name.partition(",")
        turned = f"{first.strip()} {last.strip()}" if comma else self.shown_name
        return self.full_name or turned


@dataclass(frozen=True)
class ChannelPerson:
    """An account in a channel: of the bot's own tenant, or of another that the channel is shared
    with. Name and mail address are what that tenant says.
    """

    entra_id: str
    tenant_id: str
    name: str
    email: str | None
