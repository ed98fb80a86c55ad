"""The session in docs/api.md runs on the demo project, from its first line to its last."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qualcode.demo import make_demo

PAGE = Path(__file__).parents[1] / "docs" / "api.md"


def test_the_session_of_the_documentation_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_demo(tmp_path / "qualcode-demo")
    monkeypatch.chdir(tmp_path)
    session: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    for block in blocks:
        exec(block, session)
    printed = capsys.readouterr().out
    assert "Dushanbe 2022 12 documents" in printed
    assert "applied Distance > Irony to" in printed
    assert "The span 10:10 does not fit P07 Accountant" in printed
    assert "P01 Journalist has the same content" in printed
    assert printed.rstrip().endswith("[]")
    assert {"codebook.xlsx", "codings.csv", "themes.xlsx", "copy.qualcode"} <= {
        each.name for each in tmp_path.iterdir()
    }
