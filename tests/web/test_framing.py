"""With sign-in: whose page may send us a form, and whose frame may show ours."""

from collections.abc import Callable

import pytest

from tests.web.signing import Browser, account

ANNE = account("e-anne")


@pytest.fixture
def browser(browser_of_nobody: Browser) -> Browser:
    return browser_of_nobody


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://tavle.example.org"},
        {"Origin": "https://tavle.example.org:8443"},
        {"Origin": "https://tavle.example.org.example.org"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "", "Referer": "https://teams.microsoft.com/"},
    ],
    ids=str,
)
async def test_forms_elsewhere_change_nothing(
    browser: Browser, meeting: int, headers: dict[str, str]
) -> None:
    """In Teams' frame the cookie comes along from anywhere: who posts must name our own page."""
    await browser.in_tab(ANNE)
    for path in ("/moede/1/opfoelgning/1/fjern", "/log-ud", "/teams/ind"):
        answer = await browser.post(path, **headers)
        assert answer.status == 403
        assert "intet er ændret" in await answer.text()
    assert (await browser.get("/moede/1")).status == 200


async def test_only_teams_may_frame_the_board_and_scripts_run_there_alone(
    browsers: Callable[[], Browser],
) -> None:
    outside, inside = browsers(), browsers()
    await outside.sign_in(ANNE)
    await inside.in_tab(ANNE)
    frames = (
        "frame-ancestors https://teams.microsoft.com https://*.teams.microsoft.com "
        "https://*.cloud.microsoft"
    )
    for browser, path, runs in (
        (outside, "/", False),
        (outside, "/log-ind", False),
        (outside, "/nix", False),
        (outside, "/teams/ind", True),
        (inside, "/", True),
        (inside, "/nix", True),
    ):
        answer = await browser.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert frames in policy
        assert "X-Frame-Options" not in answer.headers
        assert ("script-src 'self' https://res.cdn.office.net/teams-js/" in policy) == runs
        assert "unsafe" not in policy
        assert "<script" not in (text := await answer.text()) or runs
        assert text.count("<script src=") == text.count("<script")
        assert answer.headers["Cache-Control"] == "no-store"
