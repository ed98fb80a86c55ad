"""How many words each speaker spoke."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from qualcode.text.words import count_words_in

if TYPE_CHECKING:
    from qualcode.api import Project


def words_by_speaker(project: Project, documents: Collection[int]) -> dict[int, int]:
    """Return speaker (row number) → words in his or her turns, in the documents of these row numbers."""
    words = {speaker.id: 0 for speaker in project.documents.speakers() if speaker.document_id in documents}
    for document in project.documents.all():
        if document.id in documents:
            text = project.documents.text(document)
            unspoken = project.documents.unspoken(document)
            for speaker, spans in project.documents.spoken_by(document).items():
                words[speaker] = count_words_in(text, spans, unspoken)
    return words
