from pathlib import Path

import pytest

from policyscape.errors import InputError
from policyscape.reading import read


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(path)
    return str(caught.value)


def written(folder: Path, data: bytes, name: str = "plan.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    assert "is empty" in refusal(written(tmp_path, data))


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    assert "binary file (it holds NUL bytes)" in refusal(written(tmp_path, b"\x7fELF\0\0"))


@pytest.mark.parametrize(("codec", "title"), [("shift_jis", "Shift_JIS"), ("euc_jp", "EUC-JP"), ("utf-16", "UTF-16")])
def test_another_encoding_is_named(tmp_path: Path, codec: str, title: str) -> None:
    message = refusal(written(tmp_path, "観測所の設置を進める。".encode(codec)))
    assert f"it looks like {title}" in message
    assert "UTF-8" in message


def test_bytes_of_no_encoding_are_refused_with_their_position(tmp_path: Path) -> None:
    assert "first wrong byte at position 1" in refusal(written(tmp_path, b"a\xff\xfe\xfd"))


def test_a_missing_file_is_refused_with_what_stands_beside_it(tmp_path: Path) -> None:
    written(tmp_path, b"a", "other.md")
    assert refusal(tmp_path / "plan.txt").endswith("does not exist; its folder holds other.md.")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert "nor does its folder" in refusal(tmp_path / "none" / "plan.txt")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    assert "has the format .xlsx" in refusal(written(tmp_path, b"a", "plan.xlsx"))
