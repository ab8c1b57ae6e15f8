"""``python -m policyscape.reading FILE``: the blocks of a document, one line each, for the eye."""

from __future__ import annotations

import sys
from pathlib import Path

from policyscape.errors import PolicyscapeError
from policyscape.reading import read
from policyscape.reading.model import Block, Document

_SHOWN = 100  # characters of each block


def outline(document: Document) -> list[str]:
    """One line for each block: line of the original, page, kind and level, how long, and how it begins."""
    return [_line(document, block) for block in document.blocks]


def _line(document: Document, block: Block) -> str:
    text = block.text.replace("\n", " / ").replace("\t", " | ")
    shown = text if len(text) <= 2 * _SHOWN else f"{text[:_SHOWN]} … {text[-_SHOWN // 2 :]}"
    kind = f"{block.kind}{block.level or ''}"
    return f"{document.line(block.offsets[0]):>5} {block.page or '-':>4} {kind:<11} {len(block.text):>5} {shown}"


def main(arguments: list[str]) -> int:
    """Print the outline of each file named; the exit code."""
    try:
        for argument in arguments:
            print("\n".join(outline(read(Path(argument)))))
    except BrokenPipeError:  # the reader of the outline has seen enough
        sys.stderr.close()
    except PolicyscapeError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
