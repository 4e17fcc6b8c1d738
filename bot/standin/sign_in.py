"""The stand-in's HTTP side for keys and tokens, as the login service and the connector have it."""

from aiohttp import web

from bot.standin.identity import Identity

_ISSUER = "https://login.microsoftonline.com"


class SignIn:
    """Publishes one identity's keys and gives it tokens; without identity there are none."""

    def __init__(self, identity: Identity | None) -> None:
        self._identity = identity

    def add_to(self, app: web.Application) -> None:
        """Serve the documents where msal and the verifier look for them."""
        app.router.add_get("/openid", self._bot_metadata)
        app.router.add_get("/keys", self._keys)
        app.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", self._login_metadata)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)

    async def _bot_metadata(self, request: web.Request) -> web.Response:
        return web.json_response({"jwks_uri": f"{request.url.origin()}/keys"})

    async def _keys(self, request: web.Request) -> web.Response:
        return web.json_response(self._identity.keys() if self._identity else {"keys": []})

    async def _login_metadata(self, request: web.Request) -> web.Response:
        authority = f"{_ISSUER}/{request.match_info['tenant']}"
        return web.json_response(
            {
                "issuer": f"{authority}/v2.0",
                "authorization_endpoint": f"{authority}/oauth2/v2.0/authorize",
                "token_endpoint": f"{authority}/oauth2/v2.0/token",
                "jwks_uri": f"{request.url.origin()}/keys",
            }
        )

    async def _token(self, request: web.Request) -> web.Response:
        form = dict(await request.post())
        if form.get("grant_type") == "authorization_code":
            token = self._identity and self._identity.redeem(form)
        else:
            token = self._identity and self._identity.issue(form)
        if not token:
            return web.json_response({"error": "invalid_client"}, status=401)
        return web.json_response(token)
