"""Commands that hand the graph over: exports, differences between releases, loading into a partner's store."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policyscape.cli.options import language_option, say
from policyscape.errors import InputError

__all__ = ["export"]

_BUILD = Path("out")
build_option = click.option(
    "--build",
    type=click.Path(path_type=Path),
    default=_BUILD,
    show_default=True,
    help="The folder of the build, or a file of N-Quads, TriG, N-Triples or Turtle.",
)


@click.command()
@build_option
@click.option("--format", "form", help="turtle, nt, trig, nq, jsonld, rdfxml, graphml, gexf or csv.")
@click.option("--profile", default="core", show_default=True, help="core, full, eurio, country=JP …; see --list.")
@click.option("--construct", type=click.Path(path_type=Path), help="A CONSTRUCT query of yours instead of a profile.")
@click.option("--out", type=click.Path(path_type=Path), help="The file, or for csv the folder; - for standard output.")
@click.option("--list", "listed", is_flag=True, help="List the profiles.")
@language_option
def export(
    build: Path, form: str | None, profile: str, construct: Path | None, out: Path | None, listed: bool, language: str
) -> None:
    """Write the built graph, or a part of it, in a format; beside it a manifest with its hash and counts.

    \b
    policyscape export --format jsonld --profile country=JP --out japan.jsonld
    policyscape export --format csv --profile full --out tables
    policyscape export --format nt --construct mine.rq --out - | sort | head
    """
    from policyscape.handover.export import export_profile, find_format, write_to
    from policyscape.handover.profiles import find_profile, list_profiles, profile_of_query
    from policyscape.handover.source import open_source

    if listed:
        for query in list_profiles():
            name = f"{query.name}=…" if query.parameters else query.name
            click.echo(f"{name}\t{query.titles[language]}\t{query.questions[language]}")
        return
    if form is None or out is None:
        raise InputError("an export needs --format and --out; policyscape export --list shows the profiles.")
    chosen = find_format(form)
    wanted = profile_of_query(construct) if construct else find_profile(profile)
    store = open_source(build)
    if str(out) == "-":
        write_to(sys.stdout.buffer, wanted.quads(store), chosen)
        return
    manifest = export_profile(store, chosen, wanted, out)
    say(f"wrote {out}: {manifest.about['triples']} triples, sha256 {manifest.about['rdfc10']}")
