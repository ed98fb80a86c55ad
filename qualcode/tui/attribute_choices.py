"""Conditions on attributes to choose from: each value that is used, and what is typed."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from qualcode.model import Condition
from qualcode.text.wording import counted
from qualcode.tui.choosing import Choice
from qualcode.tui.filter_words import condition_told

if TYPE_CHECKING:
    from qualcode.project import ProjectFile

TYPED = re.compile(r"\s*(\S.*?)\s*(!=|<=|>=|=|<|>)\s*(.*?)\s*", re.DOTALL)
MOST_VALUES = 200


def condition_choices(project: ProjectFile) -> list[Choice]:
    """Return a choice for each value that an attribute of participants or documents has, the most frequent first."""
    choices = []
    for of in ("participant", "document"):
        held = project.participants.values(of).values()
        others = {
            each.name
            for each in project.participants.attributes("document" if of == "participant" else "participant")
        }
        for attribute in project.participants.attributes(of):
            used = Counter(values[attribute.name] for values in held if attribute.name in values)
            name = f"{of}:{attribute.name}" if attribute.name in others else attribute.name
            for value, number in used.most_common(MOST_VALUES):
                condition = Condition(name, "=", value)
                choices.append(Choice(condition, condition_told(condition), beside=counted(number, of)))
    return choices


def written_condition(typed: str) -> Choice | None:
    """Return the condition that was typed; None while it is none yet."""
    found = TYPED.fullmatch(typed)
    if found is None:
        return None
    condition = Condition(*found.groups())
    return Choice(condition, condition_told(condition))
