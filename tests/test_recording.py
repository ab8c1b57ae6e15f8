from pathlib import Path

import pytest

from policyscape.errors import InputError
from policyscape.recording import Changes, commit


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_files_are_written_and_deleted_as_one(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "gone.jsonl").write_text("{}\n")
    commit({tmp_path / "new" / "a.jsonl": [{"b": 1, "a": "海"}], tmp_path / "old" / "gone.jsonl": None})
    assert content(tmp_path) == {"a.jsonl": '{"a": "海", "b": 1}\n'}
    assert not (tmp_path / "old").exists()


@pytest.mark.parametrize("blocked", ["b.jsonl.part", "b.jsonl"])
def test_where_one_file_cannot_be_written_all_are_as_they_were(tmp_path: Path, blocked: str) -> None:
    (tmp_path / "a.jsonl").write_text('{"a": 1}\n')
    (tmp_path / "c.jsonl").write_text('{"c": 1}\n')
    (tmp_path / blocked).mkdir()
    (tmp_path / blocked / "kept").write_text("")
    before = content(tmp_path)
    changes: Changes = {
        tmp_path / "a.jsonl": [{"a": 2}],
        tmp_path / "new.jsonl": [{}],
        tmp_path / "b.jsonl": [{}],
        tmp_path / "c.jsonl": None,
    }
    with pytest.raises(InputError, match="nothing was changed"):
        commit(changes)
    assert content(tmp_path) == before
