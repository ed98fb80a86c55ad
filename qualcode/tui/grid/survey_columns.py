"""What is still to be chosen before a survey table can be brought in."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.exchange.survey_columns import Role, SurveyColumn


def problem_with(columns: Sequence[SurveyColumn]) -> str:
    """Return what is still to be chosen before the table can be brought in; empty when it can."""
    ids = sum(column.role is Role.ID for column in columns)
    if ids != 1:
        return "Choose one column that names each person: i on its row."
    if not any(column.role is Role.TEXT for column in columns):
        return "Choose at least one column with text to be coded: t on its row."
    return ""
