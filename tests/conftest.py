"""Fixtures for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    monkeypatch.setenv("QUALCODE_CONFIG_DIR", str(tmp_path / "qualcode-settings"))
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("QUALCODE_PROJECT", "QUALCODE_CODER", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data beside the project; tests that need it are skipped without it."""
    place = Path(os.environ.get("QUALCODE_SHARED", SHARED))
    if not (place / "DESIGN.md").exists():
        pytest.skip(f"the reference data is not here: {place.name}/ beside the project")
    return place
