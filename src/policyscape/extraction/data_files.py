"""The data files of ``rules/``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from policyscape.errors import InputError, RecordError

__all__ = ["load_yaml"]


def load_yaml(path: Path) -> Any:
    """The content of a data file; InputError when it cannot be read, RecordError when it is no YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error}).") from error
    except yaml.YAMLError as error:
        raise RecordError(f"the file is no YAML: {error}", path.name) from error
