"""The list of actions that no test carries out is empty."""

from __future__ import annotations

import os

import pytest
from actions_carried_out import all_were_run, not_carried_out, on_screens


def test_there_are_actions_to_carry_out() -> None:
    assert len(on_screens()) > 100
    assert len({name for _, _, name in on_screens()}) > 100


def test_every_action_was_carried_out_by_a_test(request: pytest.FixtureRequest) -> None:
    if os.environ.get("PYTEST_XDIST_WORKER"):
        return  # the first process compares: see tests/tui/conftest.py
    if not all_were_run({item.path for item in request.session.items}):
        pytest.skip("only a run of all tests of the screen can tell")
    assert not_carried_out() == []
