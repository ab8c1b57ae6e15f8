"""How to log in at a server: from the environment, never from an address or an option, and never in a message."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping

import httpx

from policyscape.errors import InputError

__all__ = ["PASSWORD", "TOKEN", "USER", "login"]

USER, PASSWORD, TOKEN = (f"POLICYSCAPE_ENDPOINT_{name}" for name in ("USER", "PASSWORD", "TOKEN"))


def login(environment: Mapping[str, str] = os.environ) -> httpx.Auth | None:
    """User and password (basic or digest, as the server asks) or a bearer's token; None without credentials.

    InputError where a user is set without password, or the other way round.
    """
    user, password, token = (environment.get(name, "") for name in (USER, PASSWORD, TOKEN))
    if bool(user) != bool(password):
        raise InputError(f"{USER if user else PASSWORD} is set without {PASSWORD if user else USER}; set both.")
    return _Bearer(token) if token else _Asked(user, password) if user else None


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class _Asked(httpx.Auth):
    """User and password, given once the server asks for them and in the way it asks."""

    def __init__(self, user: str, password: str) -> None:
        self._basic, self._digest = httpx.BasicAuth(user, password), httpx.DigestAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            asked = response.headers.get("www-authenticate", "").casefold()
            self._chosen = self._digest if asked.startswith("digest") else self._basic
        yield from self._chosen.auth_flow(request)
