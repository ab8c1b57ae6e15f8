"""What the text of a query tells before it is run: whether it asks other servers, and whether it names its graphs."""

from __future__ import annotations

import re

from policyscape.query.text import without_strings
from policyscape.server.limits import RefusalError

__all__ = ["names_dataset", "refuse_service"]

# Nothing that SPARQL reads as more than an IRI fits in here: a clause hidden between < and > needs braces.
_IRI = re.compile(r"""<[^<>\s{}|^`\\"]*>""")
_SERVICE = re.compile(r"(?<![\w?$:@-])service(?![\w-]|:)", re.IGNORECASE)
_FROM = re.compile(r"(?<![\w?$:@-])from(?![\w-]|:)", re.IGNORECASE)


def refuse_service(text: str) -> None:
    """RefusalError where a query would ask another server."""
    if _SERVICE.search(_bare(text)):
        raise RefusalError(
            403, "SERVICE is off on this server; leave the SERVICE clause out, or start it with --allow-service."
        )


def names_dataset(text: str) -> bool:
    """Whether the query has a FROM or FROM NAMED of its own."""
    return _FROM.search(_bare(text)) is not None


def _bare(text: str) -> str:
    return _IRI.sub(" ", without_strings(text))
