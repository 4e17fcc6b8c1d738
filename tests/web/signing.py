"""A board with sign-in before the stand-in for Entra, and browsers that come to it."""

from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from aiohttp import ClientResponse, FormData
from aiohttp.test_utils import TestClient
from selectolax.lexbor import LexborHTMLParser

from bot.delivery.accounts import AccountVerifier
from bot.delivery.code_flow import ANY_TENANT, CodeFlow
from bot.delivery.credentials import Secret
from bot.delivery.keyring import KeyRing
from bot.standin.serving import StandIn
from bot.standin.world import User
from bot.web.seals import Seals
from bot.web.sign_in import BACK, SignIn
from tests.teams_world import APP_ID, TENANT
from tests.web.visitor import Page, fields_of

ORIGIN = "https://tavle.example.org"
RESOURCE = f"api://tavle.example.org/botid-{APP_ID}"


def sign_in_by(standin: StandIn) -> SignIn:
    """Give the doors of a board whose members have their accounts with the stand-in."""
    now = standin.identity.now
    keys = KeyRing(now=now, metadata_url=standin.entra_metadata_url)
    credential = Secret(APP_ID, TENANT, standin.identity.secret)
    return SignIn(
        ORIGIN,
        Seals(b"k" * 32),
        AccountVerifier((APP_ID, RESOURCE), keys, tenants={TENANT}, now=now),
        CodeFlow(credential, ORIGIN + BACK, tenant=ANY_TENANT, http_client=standin.login),
    )


def account(entra_id: str, *, tenant_id: str = TENANT) -> User:
    """Give somebody's account."""
    return User(f"29:{entra_id}", entra_id, entra_id, tenant_id)


@dataclass
class Browser:
    """One browser: keeps cookies as it is told to, and names the page that a form stands on."""

    client: TestClient
    standin: StandIn
    cookies: dict[str, str] = field(default_factory=dict)
    #: what it says with every request
    headers: dict[str, str] = field(default_factory=dict)
    #: how each cookie was set, the newest last
    set_as: list[str] = field(default_factory=list)

    async def get(self, path: str, **headers: str) -> ClientResponse:
        """Ask for a page; redirects are not followed."""
        return await self._ask("GET", path, headers)

    async def post(
        self, path: str, fields: dict[str, str] | FormData | None = None, **headers: str
    ) -> ClientResponse:
        """Send a form of one of the board's own pages."""
        ours = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}
        return await self._ask("POST", path, {**ours, **headers}, fields or {})

    async def open(self, path: str) -> Page:
        """Look at a page."""
        answer = await self.get(path)
        html = await answer.text()
        return Page(answer.status, path, LexborHTMLParser(html), html)

    async def in_tab(self, user: User, *, theme: str = "default", **claims: object) -> int:
        """Come in by Teams' token; give the status."""
        token = self.standin.accounts.tab_token(user, **claims)
        answer = await self._ask(
            "POST", "/teams/ind", {"Origin": ORIGIN}, {"token": token, "theme": theme}
        )
        return answer.status

    async def sign_in(self, user: User | None, target: str = "/") -> ClientResponse:
        """Go to Entra's page and come back; give where the board leads then."""
        begun = await self.get(f"/log-ind/start?til={target}")
        self.standin.accounts.at_browser = user
        fields = await self.entra(begun.headers["Location"])
        return await self.post(
            BACK,
            fields,
            Origin="https://login.microsoftonline.com",
            **{"Sec-Fetch-Site": "cross-site"},
        )

    async def entra(self, address: str) -> dict[str, str]:
        """Sign in on Entra's page; give what it makes the browser post."""
        path = address.removeprefix("https://login.microsoftonline.com")
        assert path != address
        async with self.client.session.get(f"{self.standin.origin}{path}") as answer:
            form = LexborHTMLParser(await answer.text()).css_first("form")
        assert form is not None
        assert form.attributes["action"] == ORIGIN + BACK
        return fields_of(form)

    async def _ask(
        self, method: str, path: str, headers: dict[str, str], data: object = None, **more: object
    ) -> ClientResponse:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {**self.headers, **headers, "Host": "tavle.example.org"}
        headers |= {"Cookie": cookie} if cookie else {}
        answer = await self.client.request(
            method, path, headers=headers, data=data, allow_redirects=False, **more
        )
        for line in answer.headers.getall("Set-Cookie", []):
            self.set_as.append(line)
            for name, kept in SimpleCookie(line.replace("; Partitioned", "")).items():
                self.cookies.pop(name, None)
                if kept["max-age"] != "0":
                    self.cookies[name] = kept.value
        return answer
