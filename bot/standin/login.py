"""An HTTP client for msal that asks the stand-in instead of Microsoft's login service."""

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from typing import Any


class Response:
    """As much of a response as msal looks at."""

    def __init__(self, status_code: int, text: str) -> None:
        self.status_code = status_code
        self.text = text
        self.headers: Mapping[str, str] = {}

    def raise_for_status(self) -> None:
        """Raise where it went wrong."""
        if self.status_code >= 400:
            raise OSError(f"The login service answered {self.status_code}.")

    def json(self) -> Any:
        """Give the body."""
        return json.loads(self.text)


class StandInLogin:
    """msal insists on https addresses; this takes their paths to the stand-in's own address."""

    def __init__(self, origin: str) -> None:
        self._origin = origin

    def get(self, url: str, params: Mapping[str, str] | None = None, **options: Any) -> Response:
        """GET as msal asks for it."""
        query = f"?{urllib.parse.urlencode(params)}" if params else ""
        return self._ask(url + query, None, options)

    def post(self, url: str, data: Mapping[str, str] | None = None, **options: Any) -> Response:
        """POST a form as msal asks for it."""
        return self._ask(url, urllib.parse.urlencode(data or {}).encode(), options)

    def close(self) -> None:
        """Nothing stays open."""

    def _ask(self, url: str, form: bytes | None, options: Mapping[str, Any]) -> Response:
        asked = urllib.parse.urlsplit(url)
        address = self._origin + asked._replace(scheme="", netloc="").geturl()
        request = urllib.request.Request(address, form, headers=options.get("headers") or {})  # noqa: S310 - our own address
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=10) as response:
                return Response(response.status, response.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return Response(error.code, error.read().decode())
