"""What a table counts and what it covers, in words, so that a reader can repeat it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.model import Condition, Scope

UNITS = {
    "codings": "codings (one code on one span by one coder; each counts once in a cell)",
    "documents": "documents with at least one coding",
    "participants": "participants with at least one coding",
    "words": "words of which at least half is covered by the union of the code's spans",
    "characters": "characters in the union of the code's spans",
}
TABLE_UNITS = {
    **UNITS,
    "share_of_words": "share of words: those words divided by all words in scope",
    "segments": "a row for each coding",
}
WORD = (
    "A word is a run of characters without white space. Words are counted in the turns of speakers, or in the"
    " whole text of a document without turns; speaker labels and time marks are not counted. A word is covered by"
    " a code where at least half of its characters lie in the union of the code's spans; passages that overlap"
    " count once."
)
BELONGING = (
    "A coding belongs to the participants on whose turns it lies; in a document of which no speaker is linked to"
    " a participant, to the participants linked to the document as a whole."
)


def describe(
    scope: Scope,
    *,
    by: str | None = None,
    count: str | None = None,
    columns: Sequence[str] = (),
    with_subcodes: bool = False,
) -> str:
    """Return units, scope and filters of a table as sentences; `columns` are the units of a table of several."""
    sentences = []
    if columns:
        sentences.append(f"Units: {'; '.join(TABLE_UNITS[column] for column in columns)}.")
    if count:
        sentences.append(f"Unit: {TABLE_UNITS[count]}{f', by {by}' if by else ''}.")
    if with_subcodes or scope.with_subcodes:
        sentences.append("A code counts what is coded with it or with any code under it, nothing twice.")
    sentences.append(filters_in_words(scope))
    return " ".join(sentences)


def filters_in_words(scope: Scope) -> str:
    """Return what a scope leaves in and out, as sentences; all of the project when it has no filters."""
    parts = [
        _only("code", scope.codes, " with their subcodes" if scope.with_subcodes else ""),
        _only("document", scope.documents),
        _only("participant", scope.participants),
        _only("coder", scope.coders),
        _only("speaker", scope.speakers),
        _conditions(scope.where),
    ]
    if scope.exclude_speakers:
        parts.append(
            f"Left out: what {_joined(scope.exclude_speakers)} said, and codings that lie on nothing else."
        )
    return " ".join(part for part in parts if part) or "Everything in the project."


def _only(kind: str, names: tuple[str, ...], more: str = "") -> str:
    if not names:
        return ""
    return f"Only the {kind}{'' if len(names) == 1 else 's'} {_joined(names)}{more}."


def _conditions(where: tuple[Condition, ...]) -> str:
    if not where:
        return ""
    tests = [f"{each.attribute} {each.operator} {each.value or '(no value)'}" for each in where]
    return f"Only where {' and '.join(tests)}."


def _joined(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
