"""The identity service that a machine in Azure has, as msal finds it on the stand-in's address.

https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
"""

from aiohttp import web

from bot.standin.identity import Identity


class IdentityService:
    """Gives the machine's own tokens to whoever is on the machine."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity

    def add_to(self, app: web.Application) -> None:
        """Serve it."""
        app.router.add_get("/metadata/identity/oauth2/token", self._token)

    async def _token(self, request: web.Request) -> web.Response:
        asked = request.query
        if request.headers.get("Metadata") != "true":  # what a page cannot send from elsewhere
            return web.json_response({"error": "invalid_request"}, status=400)
        token = self._identity.issue_to_machine(asked.get("resource", ""), asked.get("client_id"))
        if token is None:
            return web.json_response({"error": "invalid_request"}, status=400)
        return web.json_response(token | {"expires_in": str(token["expires_in"])})
