"""What a project holds besides codings, as tables: the codebook, the participants, the memos."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from qualcode.analysis.attribution import typed_cell
from qualcode.analysis.corpus import Corpus
from qualcode.analysis.evidence import Study
from qualcode.analysis.naming import code_labels, distinct_headings, headings_of
from qualcode.analysis.spans import Integers
from qualcode.model import Memo
from qualcode.project import ProjectFile
from qualcode.text.quotes import shortened

Row = tuple[Any, ...]

CODEBOOK = (
    "code", "guid", "colour", "definition", "when to use", "when not to use", "example", "retired", "codings",
)  # fmt: skip
MEMOS = ("guid", "on", "about", "document", "start", "end", "coder", "created", "modified", "text")
BEFORE_ATTRIBUTES = ("participant", "guid")
AFTER_ATTRIBUTES = ("documents", "words", "codings")


def codebook_rows(project: ProjectFile) -> list[Row]:
    """Return a row per code under `CODEBOOK`, in the order of the tree; the codings are the code's own."""
    codes = project.codebook.all()
    labels, counts = code_labels(codes), project.codebook.counts()
    return [
        (
            labels[code.id],
            code.guid,
            code.colour,
            code.definition,
            code.when_to_use,
            code.when_not_to_use,
            code.example,
            "yes" if code.retired else "",
            counts.get(code.id, 0),
        )
        for code in codes
    ]


def participant_headings(project: ProjectFile) -> tuple[str, ...]:
    """Return the columns of `participant_rows`."""
    taken = (*BEFORE_ATTRIBUTES, *AFTER_ATTRIBUTES)
    names = ((attribute.name, None) for attribute in project.participants.attributes())
    return (*BEFORE_ATTRIBUTES, *distinct_headings(names, taken), *AFTER_ATTRIBUTES)


def participant_rows(subject: Study) -> list[Row]:
    """Return a row per participant: attributes, and how many documents, words and codings are theirs in scope."""
    project, corpus = subject.project, subject.corpus
    attributes = project.participants.attributes()
    values = project.participants.values()
    numbers = zip(*(column.tolist() for column in _shares_of_participants(subject)), strict=True)
    names = headings_of(corpus.participants)
    rows = []
    for participant, name, counted in zip(corpus.participants, names, numbers, strict=True):
        held = values.get(participant.id, {})
        known = (typed_cell(each, held[each.name]) if each.name in held else "" for each in attributes)
        rows.append((name, participant.guid, *known, *counted))
    return rows


def _shares_of_participants(subject: Study) -> tuple[Integers, Integers, Integers]:
    """Return per participant: documents, counted words, codings."""
    corpus = subject.corpus
    stretches, people = corpus.stretches, len(corpus.participants)
    spoken = np.flatnonzero(stretches.kept & stretches.counted)
    row, participant = stretches.participants.of(spoken)
    documents = distinct_pairs(participant, stretches.document[spoken[row]], people)
    words = np.zeros(people, dtype=np.int64)
    np.add.at(words, participant, _words_in_stretches(corpus)[spoken[row]])
    row, participant = stretches.participants.of(subject.on_stretches.stretch)
    codings = distinct_pairs(participant, subject.on_stretches.coding[row], people)
    return documents, words, codings


def distinct_pairs(item: Integers, thing: Integers, items: int) -> Integers:
    """Return for each item the number of different things it occurs with."""
    width = int(thing.max(initial=0)) + 1
    return np.bincount(np.unique(item * width + thing) // width, minlength=items)


def _words_in_stretches(corpus: Corpus) -> Integers:
    start, _ = corpus.words
    place = np.searchsorted(corpus.stretches.start, start, side="right") - 1
    return np.bincount(place, minlength=len(corpus.stretches.start))


def memo_rows(project: ProjectFile) -> Iterator[Row]:
    """Yield a row per memo under `MEMOS`, in the order of writing."""
    documents = {document.id: document for document in project.documents.all()}
    document_names = dict(zip(documents, headings_of(list(documents.values())), strict=True))
    people = project.participants.all()
    names = dict(zip((each.id for each in people), headings_of(people), strict=True))
    codes = code_labels(project.codebook.all())
    texts = _Texts(project)
    for memo in project.memos.all():
        on, about, document, start, end = "project", project.name, None, memo.start, memo.end
        if memo.coding_id is not None:
            coding = project.codings.get(memo.coding_id)
            document, start, end = coding.document_id, coding.start, coding.end
            on, about = "coding", f"{codes[coding.code_id]}: “{texts.quote(document, start, end)}”"
        elif memo.code_id is not None:
            on, about = "code", codes[memo.code_id]
        elif memo.participant_id is not None:
            on, about = "participant", names[memo.participant_id]
        elif memo.document_id is not None:
            document = memo.document_id
            on, about = _on_document(memo, document_names[document], texts)
        name = "" if document is None else document_names[document]
        yield (memo.guid, on, about, name, start, end, memo.coder, memo.created, memo.modified, memo.text)


def _on_document(memo: Memo, name: str, texts: _Texts) -> tuple[str, str]:
    if memo.document_id is None or memo.start is None or memo.end is None:
        return "document", name
    return "passage", f"“{texts.quote(memo.document_id, memo.start, memo.end)}”"


class _Texts:
    """Reads quotes, holding the text of one document at a time."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project
        self._number, self._text = 0, ""

    def quote(self, document: int, start: int, end: int) -> str:
        """Return the beginning of a passage."""
        if document != self._number:
            ((self._number, self._text),) = self._project.tallies.texts([document])
        return shortened(self._text[start:end])
