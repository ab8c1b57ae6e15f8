"""The interactive prompt: queries over several lines with history and completion."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policyscape.cli.options import language_option, out_option
from policyscape.errors import PolicyscapeError

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent, Completer
    from prompt_toolkit.document import Document
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

    from policyscape.opened import OpenGraph

__all__ = ["completer", "prompt", "sparql"]

_HELP = """A query in SPARQL, over as many lines as it needs: it runs when its braces are closed. Tab completes.
NAME [parameter=value ...]   a query of the library: budget-by-phase year=2022
\\queries [WORDS]             the queries of the library
\\explain QUERY               what a query asks, in words
\\quit                        leave (or Ctrl-D)"""


@click.command()
@out_option
@language_option
@click.option("--history", type=click.Path(path_type=Path), help="The file of earlier queries; none is kept else.")
def sparql(out: Path, language: str, history: Path | None) -> None:
    """Ask the built graph at a prompt, with completion and history.

    \b
    policyscape sparql --history ~/.policyscape-history
    """
    import policyscape

    prompt(policyscape.open(out), language, history)


def prompt(
    graph: OpenGraph,
    language: str = "en",
    history: Path | None = None,
    source: Input | None = None,
    target: Output | None = None,
) -> None:
    """Read and answer until the end of input; ``source`` and ``target`` are those of prompt_toolkit."""
    session = _session(language, history, source, target)
    click.echo("policyscape: \\help says what can be typed.", err=True)
    while True:
        try:
            text = session.prompt("> ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if text.strip() in ("\\quit", "\\q"):
            return
        if text.strip():
            _answer(graph, text.strip(), language)


def _answer(graph: OpenGraph, text: str, language: str) -> None:
    try:
        click.echo(_reply(graph, text, language), nl=False)
    except PolicyscapeError as error:
        click.echo(f"Error: {error}", err=True)


def _reply(graph: OpenGraph, text: str, language: str) -> str:
    from policyscape.query import library, render

    command, _, rest = text.partition(" ")
    if command == "\\help":
        return _HELP + "\n"
    if command == "\\queries":
        found = (f"{one.name}\t{one.titles[language]}" for one in library())
        return "".join(f"{line}\n" for line in found if rest.casefold() in line.casefold())
    asked, values = _asked(rest if command == "\\explain" else text)
    if command == "\\explain":
        return graph.explain(asked, language, **values) + "\n"
    rows = graph.query(asked, **values)
    if not rows:
        return "".join(f"Nothing found: {hint}\n" for hint in graph.hints(asked, **values)) or "Nothing found.\n"
    return render(rows.result, "table", shutil.get_terminal_size().columns) + f"{len(rows)} rows\n"


def _asked(text: str) -> tuple[str, dict[str, Any]]:
    """The query, and where it is a name the values given behind it."""
    import shlex

    if "{" in text:
        return text, {}
    name, *pairs = shlex.split(text)
    values: dict[str, Any] = {}
    for pair in pairs:
        key, _, value = pair.partition("=")
        values.setdefault(key, []).append(value)
    return name, values


def completer(language: str) -> Completer:
    """prompt_toolkit's view of what can be typed next."""
    from prompt_toolkit.completion import Completer, Completion

    from policyscape.ontology import load_ontology
    from policyscape.query.completing import complete

    class _Completer(Completer):
        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002
            for found in complete(document.text_before_cursor, load_ontology(), language):
                yield Completion(found.text, -found.length, display_meta=found.meaning)

    return _Completer()


def _session(language: str, history: Path | None, source: Input | None, target: Output | None) -> PromptSession[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.history import FileHistory, InMemoryHistory
    from prompt_toolkit.key_binding import KeyBindings

    from policyscape.query.completing import is_whole

    keys = KeyBindings()

    @keys.add("enter", filter=Condition(lambda: not is_whole(session.default_buffer.text)))
    def _(event: Any) -> None:
        event.current_buffer.newline()

    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(history)) if history else InMemoryHistory(),
        completer=completer(language),
        complete_while_typing=False,
        key_bindings=keys,
        prompt_continuation="  ",
        input=source,
        output=target,
    )
    return session
