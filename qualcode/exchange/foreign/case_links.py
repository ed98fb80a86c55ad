"""Cases and what belongs to them: whole documents, and passages of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from qualcode.exchange.foreign.filling import Filling
from qualcode.exchange.foreign.study import Audit, Case

Place = tuple[str | None, int | None, int | None]  # a source's key, start and end as the file states them


@dataclass(slots=True)
class CaseLinks:
    """The links of cases, gathered row by row."""

    _sources: dict[str, dict[str, None]] = field(default_factory=dict)
    _passages: dict[str, list[str]] = field(default_factory=dict)

    def add(self, filling: Filling, key: str, case: str | None, place: Place, audit: Audit) -> None:
        """Take a link: one that covers a document, or a document without text, is to the document."""
        source, start, end = place
        if case is None or not filling.knows("case", case):
            filling.remark(key, "is to a case that is not there: left out.", is_loss=True)
        elif source is None or not filling.knows("document", source):
            filling.remark(key, "is to a document that is not there: left out.", is_loss=True)
        elif _is_whole(filling, place):
            self._sources.setdefault(case, {})[source] = None
        elif filling.passage(key, source, start, end, "", audit):
            self._passages.setdefault(case, []).append(key)

    def case(self, key: str, name: str, description: str) -> Case:
        """Return a case with what was gathered for it."""
        sources, passages = self._sources.get(key, {}), self._passages.get(key, [])
        return Case(key, name, "", description, tuple(sources), tuple(passages))


def _is_whole(filling: Filling, place: Place) -> bool:
    source, start, end = place
    stored = filling.texts.get(source or "")
    if stored is None or start is None or end is None:
        return True
    return start <= 0 and (stored.offset(end) or 0) >= len(stored.text)
