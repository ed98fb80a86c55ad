"""Languages by code or by name."""

from __future__ import annotations

import pytest

from qualcode.text.languages import language_code


@pytest.mark.parametrize(
    ("typed", "code"),
    [("en", "en"), (" English ", "en"), ("TAJIK", "tg"), ("uz-cyrl", "uz-cyrl"), ("xyz", "xyz"), ("e", None)],
)
def test_a_language_is_a_code_or_a_name(typed: str, code: str | None) -> None:
    assert language_code(typed) == code
    assert language_code("English, I think") is None
