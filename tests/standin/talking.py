"""Calls to the stand-in's connector as any HTTP client makes them, with a good token."""

from typing import Any

import aiohttp

from tests.teams_world import APP_ID, Teams


async def get(teams: Teams, path: str) -> tuple[int, Any]:
    """GET; give the status and the JSON."""
    token = teams.standin.identity.issue({"client_id": APP_ID, "client_secret": "s3cret"})
    assert token is not None
    headers = {"Authorization": f"Bearer {token['access_token']}"}
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{teams.standin.origin}/teams/v3{path}", headers=headers) as response,
    ):
        return response.status, await response.json()
