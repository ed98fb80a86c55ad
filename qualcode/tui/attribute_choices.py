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
    """Return a choice for each value that an attribute of participants or documents has.

    Attributes with few different values come first: they tell more together than one value for each person.
    """
    used = {of: _used(project, of) for of in ("participant", "document")}
    choices: list[tuple[int, list[Choice]]] = []
    for of, attributes in used.items():
        (others,) = (set(each) for kind, each in used.items() if kind != of)
        for attribute, values in attributes.items():
            name = f"{of}:{attribute}" if attribute in others else attribute
            conditions = [
                (Condition(name, "=", value), number) for value, number in values.most_common(MOST_VALUES)
            ]
            own = [
                Choice(each, condition_told(each), beside=counted(number, of)) for each, number in conditions
            ]
            choices.append((len(values), own))
    choices.sort(key=lambda each: each[0])
    return [choice for _, own in choices for choice in own]


def _used(project: ProjectFile, of: str) -> dict[str, Counter[str]]:
    """Return attribute → how many participants (or documents) have each value of it."""
    held = list(project.participants.values(of).values())
    names = [attribute.name for attribute in project.participants.attributes(of)]
    return {name: Counter(values[name] for values in held if name in values) for name in names}


def written_condition(typed: str) -> Choice | None:
    """Return the condition that was typed; None while it is none yet."""
    found = TYPED.fullmatch(typed)
    if found is None:
        return None
    condition = Condition(*found.groups())
    return Choice(condition, condition_told(condition))
