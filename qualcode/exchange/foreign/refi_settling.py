"""What can only be told at the end of a REFI-QDA project: codings of nothing or of a case, users unknown."""

from __future__ import annotations

from dataclasses import replace

from qualcode.exchange.foreign.refi_state import State
from qualcode.exchange.foreign.study import Case, Coding, User


def settle_codings(state: State) -> None:
    """Leave out codings of codes that do not exist; those of a case say what belongs to that case."""
    study = state.study
    codes = state.taken.get("code", set())
    cases = {case.key: case for case in study.cases}
    folders = {code.key for code in study.codes if not code.is_codable}
    kept: list[Coding] = []
    on_folders = in_cases = 0
    for coding in study.codings:
        if coding.code in cases:
            cases[coding.code] = _with(cases[coding.code], coding)
            in_cases += 1
        elif coding.code in codes:
            on_folders += coding.code in folders
            kept.append(coding)
        else:
            what = f"is of a code {coding.code[:60] or 'that is not named'}, which does not exist; left out"
            about = f"coding {coding.guid or coding.key}"
            state.remark("dangling codings", about, what, is_loss=True)
    study.codings = kept
    study.cases = list(cases.values())
    if on_folders:
        state.remark("folders", "file", f"{on_folders} codings are of codes that are folders; they are kept")
    if in_cases:
        state.remark(
            "cases", "file", f"{in_cases} codings are of cases: they became what belongs to the case"
        )


def _with(case: Case, coding: Coding) -> Case:
    if coding.selection is not None:
        return replace(case, selections=tuple(dict.fromkeys((*case.selections, coding.selection))))
    return replace(case, sources=tuple(dict.fromkeys((*case.sources, coding.source or ""))))


def settle_users(state: State) -> None:
    """Name those who made something but are not among the users: who coded what stays apart."""
    study = state.study
    known = state.taken.get("user", set())
    made = [thing.audit for things in (study.codings, study.selections, study.notes) for thing in things]
    for key in dict.fromkeys(audit.creator for audit in made if audit.creator):
        if key not in known:
            study.users.append(User(key, f"unknown user {key[:8]}", key))
            state.remark("users", f"user {key}", "made something but is not among the users")
