"""Commands that hand the graph over: exports, differences between releases, loading into a partner's store."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policyscape.cli.options import language_option, say
from policyscape.errors import InputError

__all__ = ["diff", "export", "push"]

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


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@language_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json", "turtle", "trig", "sparql"]),
    default="markdown",
    show_default=True,
    help="In words, as JSON, as change sets, as graphs of what came and went, or as an update that makes NEW of OLD.",
)
@click.option("--tombstones", type=click.Path(path_type=Path), help="Write those missing into this record's folder.")
def diff(old: Path, new: Path, language: str, form: str, tombstones: Path | None) -> None:
    """Tell what was added, removed and changed between two builds, RDF files or folders of a record.

    \b
    policyscape diff out-2025-10 out --language ja
    policyscape diff old.trig new.trig --format sparql > update.ru
    policyscape diff old.trig graph --tombstones graph
    """
    from policyscape.graph.tombstones import add_tombstones
    from policyscape.handover import changes_rdf, changes_words
    from policyscape.handover.changes import compare_paths
    from policyscape.handover.things import open_release

    if form in ("turtle", "trig", "sparql"):
        found = changes_rdf.difference(open_release(old), open_release(new))
        if form == "sparql":
            click.echo("".join(changes_rdf.as_update(found)), nl=False)
        else:
            written = changes_rdf.as_trig(found) if form == "trig" else changes_rdf.as_change_sets(found)
            click.echo(written, nl=False)
        return
    changes = compare_paths(old, new)
    if form == "json":
        click.echo(changes_words.as_json(changes), nl=False)
    else:
        click.echo(changes_words.as_markdown(changes, old.name or str(old), new.name or str(new), language), nl=False)
    if tombstones:
        say(f"wrote {add_tombstones(tombstones, changes.tombstones())} tombstones into {tombstones}")


@click.command()
@click.argument("url")
@build_option
@click.option("--graph", "graphs", multiple=True, help="Only graphs whose name begins so, as document/ or entities.")
@click.option("--method", type=click.Choice(["auto", "gsp", "update"]), default="auto", show_default=True)
@click.option("--query-url", help="Where an Update endpoint answers queries.")
@click.option("--force", is_flag=True, help="Send graphs that are there already, too.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be sent; the server is not asked.")
def push(
    url: str,
    build: Path,
    graphs: tuple[str, ...],
    method: str,
    query_url: str | None,
    force: bool,
    dry_run: bool,
) -> None:
    """Load the named graphs into a store with a SPARQL 1.1 Graph Store or Update endpoint; run again to go on.

    Credentials are read from POLICYSCAPE_PUSH_USER and POLICYSCAPE_PUSH_PASSWORD, or POLICYSCAPE_PUSH_TOKEN.

    \b
    policyscape push https://example.org/store
    policyscape push http://localhost:8890/sparql-graph-crud-auth --graph entities --graph document/
    """
    from policyscape.handover.endpoints import connect
    from policyscape.handover.push import push as run
    from policyscape.handover.source import open_source

    endpoint = None if dry_run else connect(url, method, query_url)
    pushed = run(open_source(build), endpoint, say, graphs, force)
    click.echo(f"{len(pushed.sent)} graphs sent, {len(pushed.kept)} there already, {len(pushed.deleted)} deleted")
