"""The theme table in sentences, or as rows; by any attribute; written to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.errors import InvalidValue
from qualcode.model import Scope
from qualcode.plain.choosing_codes import choose_one
from qualcode.plain.code_search import meant_by_name
from qualcode.plain.commands import Command, Place
from qualcode.plain.paths import ask_target, told
from qualcode.plain.segments_place import SegmentsPlace
from qualcode.text.wording import counted

if TYPE_CHECKING:
    from pandas import DataFrame

    from qualcode.plain.session import Session

GROUPINGS = ("document", "participant", "coder", "speaker", "section")
COUNTS = ("codings", "documents", "participants", "words", "characters")
MANY = 100_000
"""Codings that take longer to count than one likes to sit in silence."""
HELP_FORMATS = "Its suffix decides: .csv .tsv .json .xlsx .md .html."


class TablePlace(Place):
    """Counts anew whenever something else is chosen."""

    name = "the theme table"
    prompt = "b by, c count, s sub-codes, e export, 0 back"
    about = "The theme table: how often each code was used. The number or name of a code reads its passages."

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.by: str | None = None
        self.count: str | None = None
        self.with_subcodes = False
        self.most_first = False

    def arrive(self) -> None:
        """Count, and read a sentence for each code."""
        if self.session.study.project.codings.number() > MANY:
            self.talk.say("Counting …")
        frame = self.frame()
        self.talk.say(f"{self.title()}.")
        lines = [sentence_of(code, row, self) for code, row in self.rows(frame)]
        self.talk.say_list(lines or ["There are no codes to count."])
        self.talk.say(about(self, frame))

    def come_back(self) -> None:
        """Say where she is."""
        self.talk.say(f"Back in the theme table: {self.title()}. Enter reads it.")

    def choose(self, number: int) -> None:
        """Read the passages of a code."""
        self.session.go_to(SegmentsPlace(self.session, choose_one(self, str(number), "Code")))

    def called(self, typed: str) -> bool:
        """Read the passages of the code of this name."""
        found = meant_by_name(typed, self.session.study.project.codebook.all())
        if found:
            code = found[0] if len(found) == 1 else choose_one(self, typed, "Code")
            self.session.go_to(SegmentsPlace(self.session, code))
        return bool(found)

    def frame(self) -> DataFrame:
        """Count what was chosen."""
        project = self.session.study.project
        return project.frequency(self.by, self.count, scope=scope(self), with_subcodes=self.with_subcodes)

    def title(self) -> str:
        """Return the table in a few words; the name of its file too."""
        by = f" by {self.by}" if self.by else ""
        count = f", {self.count or usual_count(self)}" if self.by or self.count else ""
        return f"Themes{by}{count}{', with sub-codes' if self.with_subcodes else ''}"

    def rows(self, frame: DataFrame) -> list[tuple[int, dict[str, Any]]]:
        """Return (the code's number, heading → value), in the order of the codebook or the most first."""
        from qualcode.analysis.naming import code_labels

        study = self.session.study
        labels = code_labels(study.project.codebook.all())
        number_of = {label: study.codes.number(row) for row, label in labels.items()}
        records = [
            dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False, name=None)
        ]
        rows = [(number_of[record["code"]], record) for record in records]
        if self.most_first:
            rows.sort(key=lambda row: -amount(row[1]))
        return rows


def amount(row: dict[str, Any]) -> int:
    """Return what a row is sorted by: its codings, else the sum of what it counts."""
    values = {heading: value for heading, value in row.items() if heading != "code"}
    return int(values["codings"]) if "share_of_words" in values else int(sum(values.values()))


def scope(place: TablePlace) -> Scope | None:
    """Return what is counted: everything; of a blind coder only her own codings."""
    study = place.session.study
    return Scope(coders=(study.project.coder,)) if study.sight.blind and study.me() else None


def sentence_of(number: int, row: dict[str, Any], place: TablePlace) -> str:
    """Return a row as a sentence: `Hospitality: 31 codings in 9 documents`."""
    name = row["code"]
    values = {heading: value for heading, value in row.items() if heading != "code"}
    if place.by:
        told = ", ".join(f"{heading} {value:,}" for heading, value in values.items() if value)
        return f"{number} {name}: {told or 'none'}"
    if place.count:
        return f"{number} {name}: {values[place.count]:,} {place.count}"
    if not values["codings"]:
        return f"{number} {name}: no codings"
    codings, documents = counted(values["codings"], "coding"), counted(values["documents"], "document")
    return f"{number} {name}: {codings} in {documents}"


def about(place: TablePlace, frame: DataFrame) -> str:
    """Return what the table says about itself; the sentences of the plain one name their units themselves."""
    from qualcode.analysis.describe import describe

    blind = "Your own codings alone: you code blind. " if place.session.study.sight.blind else ""
    told = frame.attrs.get("about", "")
    if not (place.by or place.count):
        told = describe(scope(place) or Scope(), with_subcodes=place.with_subcodes)
    return f"{blind}{told}".strip()


def choose_by(place: TablePlace, typed: str) -> None:
    """Count by what was typed; raises `InvalidValue` for what is no grouping and no attribute."""
    wanted = typed.casefold()
    if wanted in ("nothing", "none", "codes"):
        place.by = place.count = None
        return
    names = list(dict.fromkeys([*GROUPINGS, *attributes(place)]))
    exact = [name for name in names if name.casefold() == wanted]
    found = exact or [name for name in names if wanted and name.casefold().startswith(wanted)]
    if len(found) != 1:
        raise InvalidValue(f"Type by and one of: {', '.join(names)}, nothing.")
    place.by = found[0]
    place.count = None


def usual_count(place: TablePlace) -> str:
    """Return what is counted where nothing else was chosen: people or documents by their attributes, else codings."""
    if place.by in GROUPINGS:
        return "codings"
    named = [each.name for each in place.session.study.project.participants.attributes()]
    return "participants" if place.by in named else "documents"


def attributes(place: TablePlace) -> list[str]:
    """Return the names of the attributes of participants and documents."""
    participants = place.session.study.project.participants
    return [each.name for of in ("participant", "document") for each in participants.attributes(of)]


def by_command(place: TablePlace, typed: str) -> None:
    """Choose what the columns are, and read the table."""
    names = ", ".join(dict.fromkeys([*GROUPINGS, *attributes(place)]))
    choose_by(
        place, typed or place.talk.ask_for(f"By {names}, nothing: ", "Type one of these words; 0 for none.")
    )
    place.arrive()


def count_command(place: TablePlace, typed: str) -> None:
    """Choose what is counted, and read the table."""
    typed = typed or place.talk.ask_for(
        f"Count {', '.join(COUNTS)}: ", "Type one of these words; 0 for none."
    )
    found = [count for count in COUNTS if typed and count.startswith(typed.casefold())]
    if len(found) != 1:
        raise InvalidValue(f"Type count and one of: {', '.join(COUNTS)}.")
    place.count = found[0]
    place.arrive()


def subcodes_command(place: TablePlace, typed: str) -> None:
    """Count sub-codes with their parents, or not, and read the table."""
    place.with_subcodes = not place.with_subcodes
    place.arrive()


def order_command(place: TablePlace, typed: str) -> None:
    """Read the most used codes first, or in the order of the codebook."""
    place.most_first = not place.most_first
    place.arrive()


def rows_command(place: TablePlace, typed: str) -> None:
    """Read the table as plain rows, the headings first."""
    frame = place.frame()
    lines = ["; ".join(str(heading).replace("_", " ") for heading in frame.columns)]
    lines += ["; ".join(map(written, row.values())) for _, row in place.rows(frame)]
    place.talk.say_list(lines)


def written(value: Any) -> str:
    """Return a value of a cell: shares in per cent, numbers as they are."""
    return f"{value:.1%}" if isinstance(value, float) else str(value)


def export_command(place: TablePlace, typed: str) -> None:
    """Write the table to a file."""
    from qualcode.reports.tables import write_frame

    project = place.session.study.project.path
    target = ask_target(place.talk, typed, project, f"{safe(place.title())}.xlsx")
    written = write_frame(place.frame(), target)
    place.talk.say(f"Wrote {' and '.join(told(path, project) for path in written)}.")


def safe(name: str) -> str:
    """Return a name that any system takes for a file's."""
    return "".join("-" if sign in '<>:"/\\|?*' or ord(sign) < 32 else sign for sign in name)


TablePlace.commands = (
    Command("by", "b", "WHAT", "counts by document, participant, coder, speaker, section or an attribute.", by_command),
    Command("count", "c", "WHAT", f"counts {', '.join(COUNTS)}.", count_command),
    Command("sub-codes", "s", "", "counts sub-codes with their parents, or not.", subcodes_command),
    Command("order", "o", "", "reads the most used codes first, or in the order of the codebook.", order_command),
    Command("rows", "r", "", "reads the table as rows with all its numbers, ; between.", rows_command),
    Command("export", "e", "[FILE]", f"writes this table to exports or to FILE. {HELP_FORMATS}", export_command),
)  # fmt: skip
