"""The sheet that says what the workbook is: enough for a reader to repeat it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from qualcode.analysis.describe import BELONGING, UNITS, WORD, filters_in_words
from qualcode.analysis.evidence import Study
from qualcode.model import Scope
from qualcode.project import ProjectFile
from qualcode.text.wording import counted
from qualcode.version import __version__

SHEETS = {
    "Themes": "Each code with its codings, the documents and participants that have it, the words it covers, and"
    " their share in the words in scope.",
    "By document": "Codings of each code in each document.",
    "By participant": "Codings of each code that lie on a participant's words.",
    "By (attribute)": "For each value of an attribute, how many participants (or documents) have at least one coding"
    " of the code, and their share in all of that value who have text in scope (n).",
    "Segments": "A row for each coding in scope, with its text.",
    "Codebook": "All codes of the project; the codings are each code's own, in the whole project.",
    "Participants": "All participants of the project; documents, words and codings are those in scope.",
    "Memos": "All memos of the project.",
    "Chart data": "What the charts are drawn from.",
}
CROSSTABS = (
    "The units of the crosstabs are people (or documents), since the codings of one person are not independent of"
    " one another. Small groups give coarse shares: read them together with the counts. Differences in a sample"
    " that was not drawn at random are no evidence about anybody outside it."
)


def about_rows(
    subject: Study, scope: Scope, left_out: Sequence[str], continued: Sequence[str]
) -> list[tuple[str, str]]:
    """Return (what, text) rows: project, time, version, coders, units, scope, filters, definitions, sheets."""
    project = subject.project
    overview = project.overview()
    rows = [
        ("Project", overview.name),
        ("GUID", overview.guid),
        ("Written", datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")),
        ("Written with", f"qualcode {__version__}"),
        ("Last change of the project", overview.last_action.at if overview.last_action else "none"),
        (
            "In the project",
            ", ".join(
                counted(getattr(overview, f"{noun}s"), noun)
                for noun in ("document", "word", "participant", "code", "coding", "memo")
            ),
        ),
        ("Coders", coders_in_words(project, scope)),
        ("Scope", filters_in_words(scope)),
        ("Documents in scope", str(len(subject.corpus.documents))),
        ("Words in scope", str(words_in_scope(subject))),
        ("Subcodes", subcodes_in_words(scope)),
    ]
    rows += [(f"Unit: {unit}", text) for unit, text in UNITS.items() if unit != "characters"]
    rows += [("Words", WORD), ("Whose codings", BELONGING), ("Crosstabs", CROSSTABS)]
    rows += [("Left out", text) for text in left_out]
    if continued:
        rows.append(
            (
                "Long texts",
                f"What is longer than a cell goes on in the columns “continued” of {', '.join(continued)}.",
            )
        )
    return rows + [(f"Sheet {name}", text) for name, text in SHEETS.items()]


def coders_in_words(project: ProjectFile, scope: Scope) -> str:
    """Return whose codings are counted."""
    active = project.tallies.active_coders()
    names = [coder.name for coder in project.coders.all() if coder.id in active]
    if scope.coders:
        return f"only {', '.join(project.coders.find(name).name for name in scope.coders)} (of {', '.join(names)})"
    return (
        f"{', '.join(names)}; all together" if len(names) > 1 else ", ".join(names) or "nobody has coded yet"
    )


def subcodes_in_words(scope: Scope) -> str:
    """Return whether codes stand for the codes under them."""
    if scope.with_subcodes:
        return "A code counts what is coded with it or with any code under it, nothing twice."
    return "Each code counts only its own codings."


def words_in_scope(subject: Study) -> int:
    """Return how many words the shares are taken of."""
    from qualcode.analysis.coverage import Coverage
    from qualcode.analysis.groups import group_by

    groups = group_by(subject.project, subject.chosen, subject.corpus, None)
    return len(Coverage(subject, groups).counted_words[0])
