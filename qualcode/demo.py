"""A small complete project: twelve invented interviews, coded by two people."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.api import Project
from qualcode.errors import QualcodeError
from qualcode.model import ReadingState

if TYPE_CHECKING:
    from pandas import DataFrame

PROJECT_NAME = "demo.qualcode"
STUDY_NAME = "Dushanbe 2022"
SURVEY = "P12 Survey.csv"
SURVEY_QUESTIONS = ("Q1", "Q2", "Q3", "Q4", "Q5")
PARTICIPANTS = "participants.csv"
CODEBOOK = "dushanbe.csv"
CODINGS = "codings-*.csv"
WORKBOOK = "themes.xlsx"
MEMO_WRITER = "Amina"
LANGUAGES = {"English": "en", "Russian": "ru"}

PROJECT_MEMO = (
    "Two things to keep asking: who pays for the hospitality, and what would the speaker want to hear back? "
    "Read the jokes twice before coding them."
)
DOCUMENT_MEMOS = {
    "P06 Doctor": "Amina alone has read this one. Farrukh still has to, before we compare.",
    "P12 Waitress": "Answered in writing: no laughter, no pauses, and she could cross things out. Read it as a letter.",
}
CODE_MEMOS = {
    "Welcome > Obligation": "Where does joy end and duty begin? When she says both in one breath, we code both.",
    "Distance > Irony": "We disagree here more than anywhere: what I hear as irony, Farrukh takes at its word.",
}
PARTICIPANT_MEMOS = {"P09 Pensioner": "Answers questions about now with stories from 1974."}


@dataclass(frozen=True, slots=True)
class Demo:
    """What `make_demo` made."""

    project: Path
    workbook: Path
    documents: int
    codes: int
    codings: int
    coders: tuple[str, ...]
    themes: DataFrame


def samples_folder() -> Path:
    """Return the folder that holds `corpora` and `codebooks`: inside an installed qualcode, or the checkout."""
    package = Path(__file__).resolve().parent
    for folder in (package / "samples", package.parent):
        if (folder / "corpora" / PARTICIPANTS).is_file() and (folder / "codebooks" / CODEBOOK).is_file():
            return folder
    raise QualcodeError("The sample interviews are missing from this installation; install qualcode again.")


def make_demo(folder: str | Path, *, say: Callable[[str], None] = lambda _: None) -> Demo:
    """Make the demo project with its corpora, codebooks and exports in a new or empty folder.

    `say` is told what is being done. Raises `QualcodeError` when something is there already.
    """
    folder = Path(folder)
    refuse_what_is_there(folder)
    was_there = folder.exists()
    try:
        return fill_folder(folder, say)
    except BaseException:
        # Half a demo would stand in the way of the next try; nothing in this folder is older than this call.
        shutil.rmtree(folder, ignore_errors=True)
        if was_there:
            folder.mkdir()
        raise


def fill_folder(folder: Path, say: Callable[[str], None]) -> Demo:
    """Make the demo in a folder that is missing or empty."""
    copy_samples(folder)
    with Project.create(folder / PROJECT_NAME, STUDY_NAME, MEMO_WRITER) as project:
        say("Importing twelve interviews …")
        fill(project, folder)
        write_memos(project)
        say("Counting themes and writing the workbook …")
        workbook = folder / "exports" / WORKBOOK
        project.export_workbook(workbook)
        overview = project.overview()
        return Demo(
            project=project.path,
            workbook=workbook,
            documents=overview.documents,
            codes=overview.codes,
            codings=overview.codings,
            coders=tuple(coder.name for coder in overview.coders),
            themes=project.frequency(),
        )


def copy_samples(folder: Path) -> None:
    """Lay out the folder as a researcher has it: corpora, codebooks, exports."""
    samples = samples_folder()
    for name in ("corpora", "codebooks"):
        shutil.copytree(samples / name, folder / name)
    (folder / "exports").mkdir()


def refuse_what_is_there(folder: Path) -> None:
    """Raise `QualcodeError` unless the folder is missing or empty."""
    if (folder / PROJECT_NAME).exists():
        raise QualcodeError(f"The demo is there already; `qualcode {folder / PROJECT_NAME}` opens it.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise QualcodeError(f"{folder} holds something else; name another folder: `qualcode demo DIR`.")


def fill(project: Project, folder: Path) -> None:
    """Bring in codebook, interviews, participants and codings, and say who has read what."""
    corpora = folder / "corpora"
    project.import_codebook(folder / "codebooks" / CODEBOOK)
    project.import_files(interviews(corpora))
    project.import_table(corpora / SURVEY, id_column="Name", text_columns=SURVEY_QUESTIONS)
    project.import_participants(corpora / PARTICIPANTS)
    set_languages(project)
    for path in sorted(corpora.glob(CODINGS)):
        project.import_codings(path)
    mark_what_was_read(project)


def interviews(corpora: Path) -> list[Path]:
    """Return the transcripts of the sample corpus, in order."""
    return sorted(path for path in corpora.iterdir() if path.name.startswith("P") and path.name != SURVEY)


def set_languages(project: Project) -> None:
    """Set each document's language as the attribute of its participant has it."""
    values = project.participants.values()
    with project.action("document", "set the languages of the interviews"):
        for document in project.documents.all():
            for participant in project.participants.of_document(document):
                project.documents.set_language(document, LANGUAGES[values[participant.id]["language"]])


def mark_what_was_read(project: Project) -> None:
    """Mark each document as complete for each coder who coded something in it."""
    coders = {coder.id: coder.name for coder in project.coders.all()}
    read = dict.fromkeys((coding.document_id, coding.coder_id) for coding in project.codings.all())
    with project.action("document", "marked as complete what each coder has coded"):
        for document_id, coder_id in read:
            project.progress.set(project.documents.get(document_id), ReadingState.COMPLETE, coders[coder_id])


def write_memos(project: Project) -> None:
    """Write the memos that the two coders left."""
    with project.action("memo", "wrote the first memos"):
        project.memos.add(PROJECT_MEMO)
        for name, text in DOCUMENT_MEMOS.items():
            project.memos.add(text, document_id=project.documents.find(name).id)
        for path, text in CODE_MEMOS.items():
            project.memos.add(text, code_id=project.codebook.find(path).id)
        for name, text in PARTICIPANT_MEMOS.items():
            project.memos.add(text, participant_id=project.participants.find(name).id)
