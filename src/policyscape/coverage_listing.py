"""A coverage as text for the terminal, the first words of what gave no fact among it; nothing of it is stored."""

from __future__ import annotations

from collections.abc import Iterator

from policyscape.coverage import Coverage, Share

__all__ = ["listing"]

_WORDS = 30


def listing(found: Coverage, gaps: bool) -> str:
    """The shares, then figures and tables; with ``gaps`` also each section, and each block without a fact."""
    return "\n".join(_lines(found, gaps))


def _lines(found: Coverage, gaps: bool) -> Iterator[str]:
    yield f"{found.document}: {_share(found.whole)}"
    for section in found.sections if gaps else ():
        yield f"  {section.line}\t{section.name[:_WORDS] or '-'}\t{_share(section)}"
    for figure in found.figures:
        yield f"  {figure.line}\t{figure.number or figure.kind}\t{figure.facts} facts in {figure.blocks} blocks"
    if gaps:
        yield "no fact in:"
    for gap in found.gaps if gaps else ():
        words = " ".join(gap.block.text[:_WORDS].split())
        yield f"  {gap.line}\t{gap.block.kind}\t{words}"


def _share(share: Share) -> str:
    return (
        f"{share.facts} facts in {share.covered_blocks} of {share.blocks} blocks, "
        f"{_percent(share.covered_characters, share.characters)} of {share.characters} characters"
    )


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "0%"
