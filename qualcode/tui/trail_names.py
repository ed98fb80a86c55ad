"""The names of what rows of the history are about, also of what is no longer there. Only `History.known` is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.project.codes import join_path
from qualcode.project.row_changes import Image
from qualcode.text.quotes import shortened

if TYPE_CHECKING:
    from qualcode.project import ProjectFile

DEEPEST = 100
QUOTE_LENGTH = 80
GONE = "something no longer known"


class TrailNames:
    """Names rows of the study as people know them; the text of one document is held at a time."""

    def __init__(self, project: ProjectFile) -> None:
        self._history = project.history
        self._known: dict[tuple[str, int], Image | None] = {}
        self._text: tuple[int, str] = (0, "")

    def title(self, table: str, image: Image) -> str:
        """Return what a row is, in one line."""
        coder = self._name("coder", image.get("coder_id"))
        document = self._name("document", image.get("document_id"))
        match table:
            case "code":
                return self.code(image)
            case "coding":
                return f"{self._code(image['code_id'])} on {self.passage(image)}, by {coder}"
            case "memo":
                return f"on {self._subject(image)}, by {coder}"
            case "attribute_value":
                of = self._name("participant", image["participant_id"]) or document
                return f"{self._name('attribute', image['attribute_id'])} of {of}: {image['value']}"
            case "document_participant":
                return f"{document} – {self._name('participant', image['participant_id'])}"
            case "speaker":
                return f"{image['label']} in {document}"
            case "reading":
                return f"of {document} for {coder}: {image['state']}"
        return str(image["name"])

    def value(self, field: str, value: object) -> str:
        """Return the value of a field as people know it; of a reference the name."""
        if value is None:
            return ""
        if field == "retired":
            return "yes" if value else "no"
        if field in ("code_id", "parent_id"):
            return self._code(value)
        if field.endswith("_id"):
            return self._name(field.removesuffix("_id"), value)
        return str(value)

    def code(self, image: Image | None) -> str:
        """Return the path of a code."""
        names: list[str] = []
        while image is not None and len(names) < DEEPEST:
            names.insert(0, str(image["name"]))
            image = self._row("code", image["parent_id"])
        return join_path(names) if names else GONE

    def passage(self, image: Image) -> str:
        """Return the words a coding or memo is on, and the document they are in."""
        document, start, end = image["document_id"], image["start"], image["end"]
        name = self._name("document", document)
        text = self._text_of(document)
        if not (isinstance(start, int) and isinstance(end, int)) or not text:
            return name
        return f"“{shortened(text[start:end], QUOTE_LENGTH)}” in {name} ({start}–{end})"

    def _subject(self, image: Image) -> str:
        if image["coding_id"] is not None:
            coding = self._row("coding", image["coding_id"])
            return (
                f"a coding of {self._code(coding['code_id'])} on {self.passage(coding)}" if coding else GONE
            )
        if image["code_id"] is not None:
            return f"the code {self._code(image['code_id'])}"
        if image["participant_id"] is not None:
            return f"the participant {self._name('participant', image['participant_id'])}"
        return self.passage(image) if image["document_id"] is not None else "the project"

    def _code(self, code_id: object) -> str:
        return self.code(self._row("code", code_id))

    def _name(self, table: str, row_id: object) -> str:
        if row_id is None:
            return ""
        image = self._row(table, row_id)
        return str(image["name"]) if image else GONE

    def _text_of(self, document: object) -> str:
        if isinstance(document, int) and self._text[0] != document:
            image = self._history.known("document_text", document)
            self._text = (document, str(image["text"]) if image else "")
        return self._text[1]

    def _row(self, table: str, row_id: object) -> Image | None:
        if not isinstance(row_id, int):
            return None
        if (table, row_id) not in self._known:
            self._known[table, row_id] = self._history.known(table, row_id)
        return self._known[table, row_id]
