"""Pages in the language a reader asks for: templates of viz/server, which escape all text that is put into them."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode

import jinja2
import yaml
from starlette.requests import Request
from starlette.responses import HTMLResponse

from policyscape import __version__
from policyscape.namespaces import BASE, PREFIXES
from policyscape.paths import VIZ
from policyscape.server.service import Service

__all__ = ["LANGUAGES", "curie", "language_of", "page", "themes", "words"]

LANGUAGES = ("ja", "en")
_FOLDER = VIZ / "server"
_THEME = "theme."


@cache
def words() -> dict[str, dict[str, str]]:
    """The words of the pages by language."""
    found: dict[str, dict[str, str]] = yaml.safe_load((_FOLDER / "words.yaml").read_text(encoding="utf-8"))
    return found


def themes(language: str) -> dict[str, str]:
    """The themes of the query library in a language, by their folders."""
    return {name.removeprefix(_THEME): said for name, said in words()[language].items() if name.startswith(_THEME)}


def language_of(request: Request) -> str:
    """The language of ``?lang=``, else the one that Accept-Language has first, else English."""
    asked = request.query_params.get("lang")
    if asked in LANGUAGES:
        return asked
    liked = [part.split(";")[0].strip().lower()[:2] for part in request.headers.get("accept-language", "").split(",")]
    return next((one for one in liked if one in LANGUAGES), "en")


def page(request: Request, template: str, code: int = 200, **content: Any) -> HTMLResponse:
    """A page from a template, with its words in the language of the request."""
    service: Service = request.app.state.service
    language = language_of(request)
    chosen = request.query_params.get("lang") in LANGUAGES

    def link(path: str, **query: str) -> str:
        """The address of a page of this server; a language that was chosen by hand stays chosen."""
        asked = {**({"lang": language} if chosen else {}), **query}
        address, hash_, fragment = path.partition("#")
        return address + (f"?{urlencode(asked)}" if asked else "") + hash_ + fragment

    text = (
        _environment()
        .get_template(template)
        .render(
            content,
            language=language,
            words=words()[language],
            themes=themes(language),
            link=link,
            other=str(request.url.include_query_params(lang=next(one for one in LANGUAGES if one != language))),
            service=service,
            version=__version__,
            base=BASE,
        )
    )
    return HTMLResponse(text, code, headers={"Vary": "Accept, Accept-Language", "Content-Language": language})


def curie(iri: str) -> str:
    """An IRI as a prefixed name where a prefix of ours fits, else as it is."""
    spaces = [prefix for prefix, space in PREFIXES.items() if iri.startswith(space)]
    best = max(spaces, key=lambda prefix: len(PREFIXES[prefix]), default=None)
    return f"{best}:{iri.removeprefix(PREFIXES[best])}" if best else iri


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        autoescape=True,
        loader=jinja2.FileSystemLoader(_FOLDER),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["curie"] = curie
    return environment
