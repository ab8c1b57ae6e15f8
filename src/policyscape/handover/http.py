"""Requests to one server, with credentials out of the environment alone.

A command line is seen by every user of a machine and kept in histories, so no credentials are taken from there.
"""

from __future__ import annotations

import base64
import os
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from policyscape.errors import InputError

__all__ = ["PASSWORD", "TOKEN", "USER", "Body", "Http", "RefusedError"]

USER, PASSWORD, TOKEN = "POLICYSCAPE_PUSH_USER", "POLICYSCAPE_PUSH_PASSWORD", "POLICYSCAPE_PUSH_TOKEN"
_PATIENCE = 600  # seconds for a server to take in a graph
_CHUNK = 1 << 16
_UNAUTHORIZED = 401
_ADVICE = {
    401: f"it wants other credentials: set {USER} and {PASSWORD}, or {TOKEN}",
    403: "these credentials may not write there",
    404: "there is nothing at this address",
    405: "it takes no writing there",
    413: "the graph is too large for it in one request: raise its limit, or use --method update",
    501: "it cannot do that: use --method update",
}


class RefusedError(InputError):
    """A server's refusal; ``status`` is the code of HTTP."""

    def __init__(self, address: str, status: int, reason: str) -> None:
        super().__init__(f"{address} answered {status} {reason}; {_ADVICE.get(status, 'see the log of the server')}.")
        self.status = status


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes of a file, read anew whenever they are sent."""

    path: Path

    def __iter__(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk

    def __len__(self) -> int:
        return self.path.stat().st_size


class Http:
    """Sends requests to a server; basic and digest authentication, or a bearer token."""

    def __init__(self, url: str, environment: Mapping[str, str] = os.environ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError("the endpoint is an http or https address, as https://example.org/store.")
        if parts.username or parts.password:
            raise InputError(f"an address holds no credentials; set {USER} and {PASSWORD} in the environment.")
        self.shown = parts._replace(query="", fragment="").geturl()
        self._opener = urllib.request.build_opener(_Stay())
        self._token = environment.get(TOKEN)
        user = environment.get(USER)
        self._login = _Login(user, environment.get(PASSWORD, "")) if user is not None else None

    def ask(self, method: str, url: str, body: bytes | Body | None = None, **headers: str) -> bytes:
        """Send a request; InputError says what the server answered, never with what was sent."""
        if self._login and not self._login.challenge:
            self._learn(url)  # before a graph is sent: a refusal in the midst of it would cut the connection
        try:
            return self._send(method, url, body, headers)
        except urllib.error.HTTPError as error:
            if error.code == _UNAUTHORIZED and self._login and self._login.take(error):
                return self._again(method, url, body, headers)
            raise RefusedError(self.shown, error.code, error.reason) from None

    def _again(self, method: str, url: str, body: bytes | Body | None, headers: Mapping[str, str]) -> bytes:
        """The same request to a new challenge of the server: the old one may have grown stale."""
        try:
            return self._send(method, url, body, headers)
        except urllib.error.HTTPError as error:
            raise RefusedError(self.shown, error.code, error.reason) from None

    def _send(self, method: str, url: str, body: bytes | Body | None, headers: Mapping[str, str]) -> bytes:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            named["Content-Length"] = str(len(body))
        request = urllib.request.Request(url, body, named, method=method)
        if self._token:
            request.add_unredirected_header("Authorization", f"Bearer {self._token}")
        elif self._login and (answer := self._login.answer(request)):
            request.add_unredirected_header("Authorization", answer)
        try:
            with self._opener.open(request, timeout=_PATIENCE) as response:
                return bytes(response.read())
        except urllib.error.HTTPError:
            raise
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            raise InputError(f"{self.shown} cannot be reached ({reason}); what was sent until now stays.") from None

    def _learn(self, url: str) -> None:
        """Ask without credentials, only to hear which the server wants."""
        assert self._login
        try:
            self._send("GET", url, None, {})
        except urllib.error.HTTPError as error:
            self._login.take(error)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: it would carry credentials to a server nobody named."""

    def redirect_request(self, *_: Any) -> None:
        return None


class _Login:
    """Answers a server's challenge."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = base64.b64encode(f"{user}:{password}".encode()).decode()
        self._digest = urllib.request.AbstractDigestAuthHandler(_One(user, password))
        self.challenge = ""

    def take(self, refusal: urllib.error.HTTPError) -> bool:
        """Remember the challenge of a refusal; False where it brought none."""
        self.challenge = refusal.headers.get("WWW-Authenticate", "")
        return bool(self.challenge)

    def answer(self, request: urllib.request.Request) -> str | None:
        """The header of authorization for a request; None as long as no challenge is known."""
        scheme, _, rest = self.challenge.partition(" ")
        if scheme.lower() == "digest":
            told = urllib.request.parse_keqv_list(urllib.request.parse_http_list(rest))
            return f"Digest {self._digest.get_authorization(request, told)}"
        return f"Basic {self._basic}" if scheme else None


class _One(urllib.request.HTTPPasswordMgr):
    """A book of passwords with one entry, whatever the realm is called."""

    def __init__(self, user: str, password: str) -> None:
        super().__init__()
        self._entry = user, password

    def find_user_password(self, realm: str, authuri: str) -> tuple[str | None, str | None]:  # noqa: ARG002
        return self._entry
