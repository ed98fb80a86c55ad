"""What stands around the talk: front matter and metadata before it, closing lines after it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qualcode.text import labels
from qualcode.text.headers import Header
from qualcode.text.newlines import Line

_SHORT = 14  # words of a line that may belong to a head
_FOOT_LINES = 6
_FOOT = re.compile(
    r"\W*(?:transcribed by https?://\S+|(?:meeting|transcription|recording|interview|audio|call) (?:ended|stopped)\b.*"
    r"|this editable transcript was .*"
    r"|(?:the )?end of (?:the )?(?:transcript\w*|interview|recording|audio|tape|conversation|focus group)\b.{0,20}"
    r"|ende (?:des |der )?(?:transkript\w*|interviews?|aufnahme|gesprächs)\b.{0,20}"
    r"|fin de (?:l[’'])?(?:la )?(?:transcription|entretien|enregistrement|entrevista|grabación)\b.{0,20}"
    r"|конец (?:записи|интервью|расшифровки)\b.{0,20}|(?:https?://)?otter\.ai)\W*",
    re.IGNORECASE,
)
_NAMES = re.compile(r"[,;/]| and | und | et | y | и ")


def front_matter_end(lines: Sequence[Line]) -> int:
    """The offset behind a block between `---` lines at the very start; 0 without one."""
    if not lines or lines[0].text.strip() != "---":
        return 0
    for line in lines[1:60]:
        if line.text.strip() in ("---", "..."):
            return line.end
    return 0


def head_end(lines: Sequence[Line], candidates: Sequence[Header], start: int = 0) -> int:
    """The offset at which the metadata of the head end: blocks of short lines, each with a known word."""
    by_line = {header.line: header for header in candidates if header.kind == "colon"}
    counts = Counter(header.key for header in by_line.values())
    end, seen, index = start, set[str](), 0
    while index < min(len(lines), 60):
        if lines[index].blank or lines[index].end <= start:
            index += 1
            continue
        labelled, known, reached = _block(lines, index, by_line, counts, seen)
        if known:
            end = known
        elif labelled:
            break
        if reached < len(lines) and not lines[reached].blank:
            break
        index = reached
    return end


def _block(
    lines: Sequence[Line], index: int, by_line: dict[int, Header], counts: Counter[str], seen: set[str]
) -> tuple[bool, int, int]:
    """Whether a block holds labels, the offset where its metadata end (0: none), the line after it."""
    labelled, end, first = False, 0, index
    while index < len(lines) and not lines[index].blank:
        header = by_line.get(index)
        if len(lines[index].text.split()) > _SHORT or (header and _speaks(header, counts, seen)):
            return True, end, index
        if header is not None:
            labelled = True
            seen.add(header.key)
            if labels.is_metadata(header.label):
                end = lines[index].end
        index += 1
    return labelled, lines[index - 1].end if end and index - first <= 30 else end, index


def _speaks(header: Header, counts: Counter[str], seen: set[str]) -> bool:
    """Whether a label in the head is one that talks: it comes back, and a sentence or no role stands there."""
    if labels.is_metadata(header.label):
        return False
    if header.key in seen or header.time is not None:
        return True
    return counts[header.key] > 1 and (not labels.is_role(header.label) or header.rest[-1:] in ".?!…。？！؟")


def announced(head: str) -> frozenset[str]:
    """Normal forms of the names that a head's lines list after a colon, or on a line of commas."""
    found: set[str] = set()
    for line in head.split("\n"):
        listed = re.split("[:：]", line, maxsplit=1)[-1]
        for name in _NAMES.split(listed):
            label = labels.clean_label(name.strip(" .\"'"))
            if labels.possible(label):
                found.add(labels.normal_form(label))
                bare = re.sub(r"\s*\([^)]*\)", "", label)
                found.add(labels.normal_form(bare))
    return frozenset(found - {""})


def foot_start(
    lines: Sequence[Line], known: frozenset[str], first_header: int, last_header: int
) -> int | None:
    """The offset at which closing lines that nobody said begin, if there are any behind the last header."""
    start = None
    started = any(_notice(line.text.strip(), known) for line in lines[:20] if line.end < first_header)
    filled = [line for line in lines[-4 * _FOOT_LINES :] if not line.blank and line.start > last_header]
    for line in reversed(filled[-_FOOT_LINES:]):
        text = line.text.strip()
        if not (_FOOT.fullmatch(text) or (started and _notice(text, known))):
            break
        start = line.start
    return start


def _notice(text: str, known: frozenset[str]) -> bool:
    """`Name started transcription` in any language: a known name, two or three words, no full stop."""
    if not text or len(text) > 90 or not text[-1].isalpha():
        return False
    form = labels.normal_form(text)
    names = (name for name in known if len(name) > 3 and form.startswith(name + " "))
    return any(len(form[len(name) :].split()) in (2, 3) for name in names)
