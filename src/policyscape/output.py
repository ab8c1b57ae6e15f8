"""The output folder, replaced whole: a build that fails or is killed leaves the previous one as it was."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from policyscape.errors import InputError

__all__ = ["replaced"]


@contextmanager
def replaced(out: Path) -> Iterator[Path]:
    """Give a fresh folder to write into, which becomes ``out`` when the block ends without an error.

    ``out`` is a symbolic link to the finished folder beside it, because a link, unlike a folder, can be exchanged in
    one step. InputError where ``out`` is something a build did not make, or where it cannot be written.
    """
    if out.exists() and not out.is_symlink():
        raise InputError(f"{out} was not made by a build; move it away or give another folder with --out.")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(mkdtemp(prefix=_prefix(out), dir=out.parent))
    except OSError as error:
        raise InputError(f"{out} cannot be written ({error.strerror}); give another folder with --out.") from error
    try:
        fresh.chmod(0o755)
        yield fresh
        _exchange(out, fresh)
    except OSError as error:
        _discard(fresh, out)
        raise InputError(f"{out} cannot be written ({error.strerror}); the previous output is untouched.") from error
    except BaseException:
        _discard(fresh, out)
        raise
    _sweep(out)


def _prefix(out: Path) -> str:
    """What the folders behind one output begin with, and those behind no other do."""
    return f".{out.name}.build-"


def _exchange(out: Path, fresh: Path) -> None:
    link = fresh.with_name(fresh.name + ".link")
    link.symlink_to(fresh.name)
    link.replace(out)


def _discard(fresh: Path, out: Path) -> None:
    if not (out.is_symlink() and out.resolve() == fresh.resolve()):
        shutil.rmtree(fresh, ignore_errors=True)


def _sweep(out: Path) -> None:
    """Remove what earlier builds left, the killed ones too."""
    current = out.resolve()
    for path in out.parent.glob(f"{_prefix(out)}*"):
        if path.resolve() != current:
            if path.is_symlink():
                path.unlink(missing_ok=True)
            else:
                shutil.rmtree(path, ignore_errors=True)
