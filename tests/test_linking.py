"""The link that settings make: tokens go to Microsoft alone, and no stand-in can be set."""

from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import BadSettingsError
from bot.linking import link_to_teams
from bot.settings import Settings, Teams

NOW = datetime(2026, 9, 8, tzinfo=UTC)
TEAMS = Teams(app_id="app", tenant_id="tenant", secret="s3cret")


async def test_tokens_go_to_microsoft_alone() -> None:
    link = link_to_teams(Settings(teams=TEAMS), lambda: NOW)
    assert link is not None
    assert link.graph is not None
    assert link.graph.url("users") == "https://graph.microsoft.com/v1.0/users"
    assert link.connector.trusted_origins == frozenset()
    addresses = [one.name for one in fields(Teams) if "url" in one.name or "host" in one.name]
    assert addresses == ["service_url"]  # and that one is held to Microsoft's hosts
    await link.close()


async def test_the_app_is_given_only_where_it_is_set() -> None:
    for wanted in (True, False):
        teams = replace(TEAMS, install=wanted)
        link = link_to_teams(Settings(teams=teams), lambda: NOW)
        assert link is not None
        assert link.home is not None
        assert (link.installer is not None, link.home.installs) == (wanted, wanted)
        await link.close()


def test_a_certificate_that_cannot_be_read_stops_the_start(tmp_path: Path) -> None:
    teams = replace(TEAMS, secret="", certificate_file=str(tmp_path / "none.pem"))
    with pytest.raises(BadSettingsError, match="cannot be read"):
        link_to_teams(Settings(teams=teams), lambda: NOW)
