"""Users, variables and their values, cases and sets of a REFI-QDA project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from qualcode.exchange.foreign.refi_state import State, description, refer_notes, target
from qualcode.exchange.foreign.safe_xml import Element, local
from qualcode.exchange.foreign.study import Case, Group, User, Value, Variable
from qualcode.model import AttributeType

_VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")


def read_user(state: State, element: Element) -> None:
    """Take a user into the study."""
    name = element.get("name") or element.get("id") or ""
    key, guid = state.claim("user", element.get("guid"), f"user {name}")
    state.study.users.append(User(key, name.strip() or "unnamed user", guid, element.get("id") or ""))


def read_variable(state: State, element: Element) -> None:
    """Take a variable into the study; one of an unknown type holds text."""
    name = element.get("name") or ""
    about = f"variable {name}"
    key, guid = state.claim("variable", element.get("guid"), about)
    written = (element.get("typeOfVariable") or "").lower()
    try:
        kind = AttributeType(written)
    except ValueError:
        kind = AttributeType.TEXT
        state.remark("types", about, f"its type “{written}” is not known; its values are kept as text")
    state.study.variables.append(
        Variable(key, name.strip() or "unnamed variable", kind, guid, description(element))
    )


def take_values(state: State, element: Element, of: tuple[str, str], about: str) -> None:
    """Take the values that a case or source has; a value element without one says "no value"."""
    for child in element:
        if local(child) != "VariableValue":
            continue
        variable, text = "", None
        for part in child:
            if local(part) == "VariableRef":
                variable = target(part)
            elif local(part) in _VALUES:
                text = part.text or ""
        state.study.values.append(Value(variable, of, text))


def read_case(state: State, element: Element) -> None:
    """Take a case into the study; references are looked up at the end."""
    name = (element.get("name") or "").strip()
    key, guid = state.claim("case", element.get("guid"), f"case {name}")
    told = {
        kind: tuple(target(child) for child in element if local(child) == kind)
        for kind in ("SourceRef", "SelectionRef", "CodeRef")
    }
    state.study.cases.append(
        Case(key, name, guid, description(element), told["SourceRef"], told["SelectionRef"], told["CodeRef"])
    )
    refer_notes(state, element, "case", key)
    take_values(state, element, ("case", key), f"case {name}")


def read_set(state: State, element: Element) -> None:
    """Take a set into the study; references are looked up at the end."""
    name = element.get("name") or ""
    key, guid = state.claim("group", element.get("guid"), f"set {name}")
    told = {
        kind: tuple(target(child) for child in element if local(child) == kind)
        for kind in ("MemberCode", "MemberSource", "MemberNote")
    }
    state.study.groups.append(
        Group(
            key, name.strip() or "unnamed set", guid, description(element), told["MemberCode"],
            told["MemberSource"], told["MemberNote"],
        )
    )  # fmt: skip


def settle_people(state: State) -> None:
    """Look up what cases, sets and values refer to; what refers to nothing is left out and told."""
    study = state.study
    names = {source.key: source.name for source in study.sources}
    cases = []
    for case in study.cases:
        about = f"case {case.name or case.key}"
        sources = _known(state, "source", case.sources, about)
        selections = _known(state, "selection", case.selections, about)
        codes = _known(state, "code", case.codes, about)
        name = case.name or (names[sources[0]] if sources else "unnamed case")
        cases.append(replace(case, name=name, sources=sources, selections=selections, codes=codes))
    study.cases = cases
    study.groups = [
        replace(
            group,
            codes=_known(state, "code", group.codes, f"set {group.name}"),
            sources=_known(state, "source", group.sources, f"set {group.name}"),
            notes=_known(state, "note", group.notes, f"set {group.name}"),
        )
        for group in study.groups
    ]
    variables = state.taken.get("variable", set())
    lost = sum(value.variable not in variables for value in study.values)
    if lost:
        study.values = [value for value in study.values if value.variable in variables]
        state.remark(
            "values", "file", f"{lost} values of variables that do not exist are left out", is_loss=True
        )


def _known(state: State, kind: str, keys: Iterable[str], about: str) -> tuple[str, ...]:
    there = state.taken.get(kind, set())
    found = []
    for key in keys:
        if key in there:
            found.append(key)
        else:
            state.remark(
                "dangling members",
                about,
                f"refers to a {kind} {key[:60]} that does not exist; left out",
                is_loss=True,
            )
    return tuple(found)
