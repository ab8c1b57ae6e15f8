"""What the tests of the hand-over share."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyscape.handover.export import export_profile
from policyscape.handover.formats import FORMATS
from policyscape.handover.profiles import find_profile

from . import world


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The whole world in every format."""
    folder = tmp_path_factory.mktemp("exports")
    paths = {name: folder / f"full{form.suffix}" for name, form in FORMATS.items()}
    for name, path in paths.items():
        export_profile(world.store(), FORMATS[name], find_profile("full"), path)
    return paths
