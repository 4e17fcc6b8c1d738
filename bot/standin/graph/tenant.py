"""What Graph knows of a tenant: accounts, groups, the app catalogue and what the app may."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

READ_GROUPS = "GroupMember.Read.All"
READ_USERS = "User.Read.All"
READ_CHANNELS = "ChannelMember.Read.All"
READ_CATALOGUE = "AppCatalog.Read.All"
INSTALL = "TeamsAppInstallation.ReadWriteSelfForUser.All"


@dataclass(frozen=True)
class Account:
    """Somebody in the directory, by the names that Graph has for what it tells of them.

    https://learn.microsoft.com/graph/api/resources/user
    """

    id: str
    displayName: str | None  # noqa: N815 - Graph's own word, as those below
    mail: str | None
    givenName: str | None = None  # noqa: N815
    surname: str | None = None
    jobTitle: str | None = None  # noqa: N815
    companyName: str | None = None  # noqa: N815
    userType: str = "Member"  # noqa: N815
    userPrincipalName: str | None = None  # noqa: N815
    accountEnabled: bool = True  # noqa: N815
    #: "SMTP:main@…", "smtp:alias@…", and of other kinds
    proxyAddresses: tuple[str, ...] = ()  # noqa: N815


@dataclass
class Tenant:
    """One tenant's directory and catalogue."""

    accounts: dict[str, Account] = field(default_factory=dict)
    #: ids of accounts and of other groups, by the group's id
    groups: dict[str, list[str]] = field(default_factory=dict)
    #: the manifest's id of each app of the organisation, by the id that the catalogue gave it
    catalogue: dict[str, str] = field(default_factory=dict)
    #: what an administrator has consented to
    granted: set[str] = field(default_factory=set)
    #: entries on a page of a list, however many are asked for
    page_size: int = 999
    #: where a page says that the next one is, instead of the truth
    misleads: str | None = None

    def add(self, *accounts: Account, group: str | None = None) -> None:
        """Put people into the directory, and into a group."""
        for account in accounts:
            self.accounts[account.id] = account
            if group is not None:
                self.groups.setdefault(group, []).append(account.id)

    def members(self, group: str) -> list[Account]:
        """Give a group's people, those of groups within it among them; each once."""
        seen: dict[str, None] = {}
        return [self.accounts[one] for one in self._within(group, seen) if one in self.accounts]

    def _within(self, group: str, seen: dict[str, None]) -> Iterator[str]:
        for one in self.groups[group]:
            if one in seen:
                continue
            seen[one] = None
            yield one
            if one in self.groups:
                yield from self._within(one, seen)
