"""Reading a request: its parameters and its body, within bounds and strictly as UTF-8."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias
from urllib.parse import parse_qsl

from starlette.requests import Request

from policyscape.server.limits import RefusalError

__all__ = ["Parameters", "body_of", "media_of", "one", "parameters_of", "url_parameters"]

Parameters: TypeAlias = list[tuple[str, str]]
_MOST_FIELDS = 200


def url_parameters(request: Request) -> Parameters:
    """The parameters of the address."""
    return parameters_of(request.scope["query_string"])


def parameters_of(encoded: bytes) -> Parameters:
    """The fields of a URL-encoded text in their order; RefusalError where it is not that, or not UTF-8."""
    try:
        text = encoded.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise RefusalError(400, f"the parameters are not URL-encoded UTF-8: {error}.") from error


def one(parameters: Iterable[tuple[str, str]], name: str) -> str | None:
    """The value of a parameter that may stand once, None where it does not; RefusalError where it stands twice."""
    found = [value for key, value in parameters if key == name]
    if len(found) > 1:
        raise RefusalError(400, f"there are {len(found)} parameters {name!r}; give one.")
    return found[0] if found else None


def media_of(request: Request) -> str:
    """The media type of the body; RefusalError on a character set other than UTF-8."""
    media, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name == "charset" and value.strip('"') not in ("utf-8", "utf8"):
            raise RefusalError(415, f"the body is said to be {value}; send it in UTF-8.")
    return media


async def body_of(request: Request, most: int) -> bytes:
    """The body; RefusalError where it has more than ``most`` bytes, without reading the rest."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise RefusalError(413, f"the body has more than {most:,} bytes, which is the most this server takes.")
    return bytes(body)
