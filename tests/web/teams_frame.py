"""Teams around the board in a real browser: its frame, Microsoft's library, and TLS."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from playwright.async_api import BrowserContext, async_playwright

from bot.web.guard import TEAMS_JS

CHROMIUM = Path("/usr/bin/chromium")
_PACKAGE = Path(__file__).parents[2] / "tools/playground/node_modules/@microsoft/teams-js"
LIBRARY = _PACKAGE / "dist" / "umd" / "MicrosoftTeams.min.js"

#: answers what the library asks its host, as much as our pages do
_HOST = """<!doctype html><title>Teams</title><style>body{margin:0}iframe{border:0}</style>
<iframe width="WIDTH" height="900" src="https://tavle.example.org/teams/ind?til=TARGET"></iframe>
<script>
const theme = "THEME", token = "TOKEN", channel = "CHANNEL";
const runtime = JSON.stringify({ apiVersion: 4, isLegacyTeams: false,
  hostVersionsInfo: {}, supports: { pages: { config: {} } } });
const answers = {
  initialize: () => ["FRAME", "web", runtime, "2.0.0"],
  getContext: () => [{ theme, locale: "da-dk", channelId: channel, frameContext: "FRAME" }],
  "authentication.getAuthToken": () => [true, token],
  "settings.setSettings": (args) => { window.saved = args[0]; return [true]; },
};
window.heard = [];
window.addEventListener("message", (event) => {
  const { func, id, uuidAsString, args } = event.data;
  if (!func || event.origin !== "https://tavle.example.org") return;
  window.heard.push(func);
  window.tell = (name, said) => event.source.postMessage({ func: name, args: said }, event.origin);
  if (func in answers) {
    event.source.postMessage({ id, uuidAsString, args: answers[func](args) }, event.origin);
  }
});
</script>"""


def missing() -> str | None:
    """Name what is not installed."""
    if not CHROMIUM.exists():
        return "Chromium is not installed: apt-get install chromium"
    return None if LIBRARY.exists() else "npm ci in tools/playground"


def host_page(
    target: str, token: str, *, theme: str = "dark", width: int = 720, frame: str = "content"
) -> str:
    """Give a page like Teams' own with the board in its frame."""
    said = {"TARGET": target, "TOKEN": token, "THEME": theme, "WIDTH": str(width), "FRAME": frame}
    said["CHANNEL"] = "19:channel"
    page = _HOST
    for name, value in said.items():
        page = page.replace(name, value)
    return page


@asynccontextmanager
async def frame(board: web.Application, folder: Path) -> AsyncIterator[tuple[BrowserContext, dict]]:
    """Give a browser in which both sites are found here, and where to put Teams' page."""
    shown = {"page": ""}

    async def teams(request: web.Request) -> web.StreamResponse:
        if request.path.endswith("/validDomains.json"):
            origins = {"validOrigins": ["teams.microsoft.com"]}
            return web.json_response(origins, headers={"Access-Control-Allow-Origin": "*"})
        if TEAMS_JS.endswith(request.path) and request.path != "/":
            return web.FileResponse(LIBRARY, headers={"Access-Control-Allow-Origin": "*"})
        return web.Response(text=shown["page"], content_type="text/html")

    around = web.Application()
    around.router.add_get("/{path:.*}", teams)
    context = _tls(folder)
    ports, runners = [], []
    for app in (board, around):
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
        ports.append(runner.addresses[0][1])
        runners.append(runner)
    rules = f"MAP tavle.example.org 127.0.0.1:{ports[0]}, MAP * 127.0.0.1:{ports[1]}"
    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--accept-lang=da",
        f"--host-resolver-rules={rules}",
    ]
    try:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=CHROMIUM, args=[*arguments, "--ignore-certificate-errors"]
            )
            context = await browser.new_context(ignore_https_errors=True)
            context.set_default_timeout(180_000)  # milliseconds, for the slowest of machines
            yield context, shown
            await browser.close()
    finally:
        for runner in runners:
            await runner.cleanup()


def _tls(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tavle.example.org")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = folder / "tls.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
