"""The main place of a project: its documents, and the ways to everything else."""

from __future__ import annotations

from qualcode.blind_coding import blind_remark
from qualcode.errors import InvalidValue
from qualcode.model import Document
from qualcode.plain.bringing_in import import_command
from qualcode.plain.commands import Command, Place
from qualcode.plain.paths import ask_target, told
from qualcode.plain.study import when
from qualcode.text.wording import counted, sentence

WORKBOOK = "themes.xlsx"
NOT_BEGUN = "not begun"


class MainPlace(Place):
    """Where one is when a project has been opened."""

    name = "the main place"
    prompt = "d documents, c codebook, t table"
    about = "The main place of the project. A number opens that document."

    def arrive(self) -> None:
        """Say what is in the project."""
        study = self.session.study
        overview = study.project.overview()
        self.talk.say(
            f"{overview.name}: {counted(overview.documents, 'document')}, {counted(overview.codes, 'code')}, "
            f"{counted(overview.codings, 'coding')}. You are {study.project.coder}."
        )
        number = study.project.reading_places.last_document()
        if not overview.documents:
            self.talk.say("No transcripts yet: i brings some in.")
        elif number is not None:
            name = study.project.documents.get(number).name
            self.talk.say(f"You read last in {study.documents.number(number)} {name}. Enter goes on there.")

    def next(self) -> None:
        """Go on in the document read last, else say what is in the project."""
        number = self.session.study.project.reading_places.last_document()
        if number is None:
            self.arrive()
        else:
            open_document(self, self.session.study.project.documents.get(number))

    def choose(self, number: int) -> None:
        """Open the document of that number."""
        open_document(self, document_of(self, str(number)))


def documents_command(place: Place, typed: str) -> None:
    """List the documents whose names hold the words typed: number, name, state, codings, words."""
    study = place.session.study
    project = study.project
    words = typed.casefold().split()
    documents = [
        each for each in project.documents.all() if all(word in each.name.casefold() for word in words)
    ]
    if not documents:
        place.talk.say(f"No document is named like “{typed}”." if typed else "No transcripts yet.")
        return
    states, (counts, _) = study.states(), study.counts()
    place.talk.say(f"{counted(len(documents), 'document')}:")
    place.talk.say_list([
        f"{study.documents.number(each.id)} {each.name}, {states.get(each.id, NOT_BEGUN)}, "
        f"{counted(counts.get(each.id, 0), 'coding')}, {counted(each.words, 'word')}"
        for each in documents
    ])  # fmt: skip


def document_of(place: Place, typed: str) -> Document:
    """Return the document of a number told, a name, or the only name that holds what was typed."""
    study = place.session.study
    if typed.isdecimal() and (document := study.document_numbered(int(typed))):
        return document
    documents = study.project.documents.all()
    holding = [each for each in documents if typed.casefold() in each.name.casefold()]
    same = [each for each in holding if each.name.casefold() == typed.casefold()]
    if len(same or holding) == 1:
        return (same or holding)[0]
    if holding:
        names = ", ".join(f"{study.documents.number(each.id)} {each.name}" for each in (same or holding)[:9])
        raise InvalidValue(f"“{typed}” fits several: {names}. Type the number.")
    raise InvalidValue(f"There is no document “{typed}”. d lists them.")


def open_command(place: Place, typed: str) -> None:
    """Open a document; asks for it where none is named."""
    if not typed:
        documents_command(place, "")
        typed = place.talk.ask_for(
            "Number or name, 0 for none: ", "Type the number of a document, or a part of its name."
        )
    if typed:
        open_document(place, document_of(place, typed))


def open_document(place: Place, document: Document, offset: int | None = None) -> None:
    """Go to a document: to an offset in it, else where the coder left off."""
    from qualcode.plain.reading_commands import READING
    from qualcode.plain.reading_place import ReadingPlace

    reading = ReadingPlace(place.session, document, offset)
    reading.commands = READING
    place.session.go_to(reading)


def codebook_command(place: Place, typed: str) -> None:
    """Go to the codebook."""
    from qualcode.plain.codebook_place import CodebookPlace

    place.session.go_to(CodebookPlace(place.session))


def table_command(place: Place, typed: str) -> None:
    """Go to the theme table."""
    from qualcode.plain.table_place import TablePlace, choose_by

    table = TablePlace(place.session)
    if typed:
        choose_by(table, typed.removeprefix("by ").strip())
    place.session.go_to(table)


def segments_command(place: Place, typed: str) -> None:
    """Go to the passages of a code."""
    from qualcode.plain.choosing_codes import choose_one
    from qualcode.plain.segments_place import SegmentsPlace

    code = choose_one(place, typed, "Passages of which code")
    place.session.go_to(SegmentsPlace(place.session, code))


def search_command(place: Place, typed: str) -> None:
    """Find words in all documents."""
    from qualcode.plain.search_place import SearchPlace

    typed = typed or place.talk.ask_for(
        "Words to find, 0 for none: ", "Type words as they stand in the text."
    )
    if typed:
        place.session.go_to(SearchPlace(place.session, typed))


def history_command(place: Place, typed: str) -> None:
    """Say the last actions, latest first; of a number, the whole of one."""
    study = place.session.study
    history = study.project.history
    if typed:
        if not typed.isdecimal() or (action := history.find(int(typed))) is None:
            raise InvalidValue(f"There is no action {typed}.")
        actions = [action]
    else:
        actions = list(history.newest_first(200))
    place.talk.say_list([
        f"{each.id} {study.told(each)}, by {each.coder}, {when(each.at)}"
        f"{', undone' if each.undone and each.reverses is None else ''}"
        for each in actions
    ])  # fmt: skip


def export_command(place: Place, typed: str) -> None:
    """Write the workbook."""
    project = place.session.study.project
    target = ask_target(place.talk, typed, project.path, WORKBOOK)
    place.talk.say(f"Writing {told(target, project.path)} …")
    remark = blind_remark(project)
    project.export_workbook(target, overwrite=True, remark=remark)
    place.talk.say(f"Wrote {told(target, project.path)}.{f' {remark}' if remark else ''}")


def info_command(place: Place, typed: str) -> None:
    """Say what is in the project, in numbers."""
    overview = place.session.study.project.overview()
    place.talk.say(
        f"{overview.name}, in {place.session.study.project.path.resolve()}.",
        f"{counted(overview.documents, 'document')} with {counted(overview.words, 'word')}, "
        f"{counted(overview.participants, 'participant')}.",
        f"{counted(overview.codes, 'code')}, {counted(overview.codings, 'coding')}, "
        f"{counted(overview.memos, 'memo')}.",
        f"Coders: {', '.join(coder.name for coder in overview.coders)}.",
    )
    if last := overview.last_action:
        place.talk.say(f"Last: {sentence(last.summary)}, by {last.coder}, {when(last.at)}.")


def remarks_command(place: Place, typed: str) -> None:
    """Say the memos that are on no coding: on the project, documents, participants and codes."""
    project = place.session.study.project
    names = {each.id: f"document {each.name}" for each in project.documents.all()}
    people = {each.id: f"participant {each.name}" for each in project.participants.all()}
    codes = {each.id: f"code {each.path}" for each in project.codebook.all()}
    lines = []
    for memo in project.memos.all():
        if memo.coding_id is None:
            on = (
                names.get(memo.document_id or 0)
                or people.get(memo.participant_id or 0)
                or codes.get(memo.code_id or 0)
                or "the project"
            )
            lines.append(f"On {on}, by {memo.coder}, {when(memo.created)}: {' '.join(memo.text.split())}")
    place.talk.say_list(lines or ["No memos but those on codings; reading tells them."])


MainPlace.commands = (
    Command("documents", "d", "[WORDS]", "lists the documents, or those whose name holds WORDS.", documents_command),
    Command("open", "o", "NUMBER or NAME", "opens a document where you left off.", open_command),
    Command("import", "i", "PATH", "brings in transcripts: a file, a folder or a table.", import_command),
    Command("codebook", "c", "", "reads the codebook, and changes it.", codebook_command),
    Command("segments", "s", "CODE", "reads the passages of a code.", segments_command),
    Command("search", "f", "WORDS", "finds words in all documents.", search_command),
    Command("table", "t", "[by ATTRIBUTE]", "counts the codes: the theme table.", table_command),
    Command("export", "e", "[FILE]", "writes the workbook with all tables and quotes.", export_command),
    Command("memos", "m", "", "reads the memos on the project, documents, participants and codes.", remarks_command),
    Command("history", "h", "[NUMBER]", "reads who did what, latest first.", history_command),
    Command("info", "", "", "says what is in the project, in numbers.", info_command),
)  # fmt: skip
