"""From a path to text: the file's bytes decoded, or one sentence that says why they cannot be."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from policyscape.errors import InputError

__all__ = ["load", "load_bytes", "load_html"]

# Tried in this order; iso2022_jp first because its bytes are also valid in the others.
_OTHER_ENCODINGS = {"iso2022_jp": "ISO-2022-JP", "cp932": "Shift_JIS", "euc_jp": "EUC-JP"}
_READABLE = frozenset({".txt", ".md", ".html", ".htm", ".pdf"})
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_HEAD_OF_PAGE = 2_048  # bytes in which a page says how it is encoded
_WIDER = {"shift_jis": "cp932", "iso8859-1": "utf-8", "ascii": "utf-8"}  # what browsers read instead


def load(path: Path) -> tuple[str, str]:
    """The text of the file at ``path`` and the SHA-256 of its bytes; raises InputError if it holds no UTF-8 text."""
    data, sha256 = load_bytes(path)
    return _decode(path, data), sha256


def load_html(path: Path) -> tuple[str, str]:
    """The same of a page in the encoding that it names itself."""
    data, sha256 = load_bytes(path)
    named = _CHARSET.search(data[:_HEAD_OF_PAGE])
    if named is None or data.startswith((codecs.BOM_UTF8, *_UTF16_MARKS)):
        return _decode(path, data), sha256
    label = named[1].decode()
    try:
        encoding = codecs.lookup(label).name
        return data.decode(_WIDER.get(encoding, encoding)), sha256
    except (LookupError, UnicodeDecodeError, UnicodeError):
        raise InputError(f"{path} calls its encoding {label}, but its bytes are not in it: save it as UTF-8.") from None


def load_bytes(path: Path) -> tuple[bytes, str]:
    """The bytes of the file at ``path`` and their SHA-256; raises InputError if it is none or cannot be read."""
    if path.is_dir():
        raise InputError(f"{path} is a folder, not a document: name one file in it.")
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path} does not exist{_neighbours(path)}.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}): check its name and permissions.") from None
    return data, hashlib.sha256(data).hexdigest()


def _decode(path: Path, data: bytes) -> str:
    """The bytes as text, a byte order mark kept as the first character; raises InputError."""
    if not data.strip():
        raise InputError(f"{path} is empty: a document needs at least one line of text.")
    if data.startswith(_UTF16_MARKS):
        raise InputError(f"{path} is not UTF-8 (it looks like UTF-16): convert it to UTF-8 first.")
    if b"\0" in data:
        raise InputError(f"{path} is a binary file (it holds NUL bytes), not text: take its text out first.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} is not UTF-8 (first wrong byte at position {error.start}; {_likely(data)}): convert it first."
        ) from None


def _likely(data: bytes) -> str:
    """Which other encoding the bytes look like: the one that gives the most Japanese text."""
    best, name = 0, "its encoding is unknown"
    for codec, title in _OTHER_ENCODINGS.items():
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        # Half-width katakana are what EUC-JP bytes turn into when read as Shift_JIS.
        japanese = sum("\u3040" <= char <= "\u30ff" or "\u4e00" <= char <= "\u9fff" for char in text)
        if japanese > best:
            best, name = japanese, f"it looks like {title}"
    return name


def _neighbours(path: Path) -> str:
    """What stands in its place: the readable files of its folder, or that there is no such folder."""
    if not path.parent.is_dir():
        return f", nor does its folder {path.parent}"
    names = sorted(entry.name for entry in path.parent.iterdir() if entry.suffix.lower() in _READABLE)
    if not names:
        return "; its folder holds no document"
    return "; its folder holds " + ", ".join(names[:5]) + (" and others" if len(names) > 5 else "")
