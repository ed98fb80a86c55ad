"""Passages and codings of REFI-QDA sources: first as the file has them, then put into the text once that is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualcode.exchange.foreign.positions import (
    Calibration,
    FileText,
    Passage,
    calibrate,
    cuts,
    is_named,
    is_telling,
)
from qualcode.exchange.foreign.refi_state import State, description, refer_notes, target
from qualcode.exchange.foreign.refi_values import whole
from qualcode.exchange.foreign.safe_xml import Element, local
from qualcode.exchange.foreign.study import Audit, Coding, Selection
from qualcode.project.guids import normal_guid

_PLACES = {
    "PlainTextSelection": ("text", "startPosition", "endPosition"),
    "PictureSelection": ("picture", "firstX firstY", "secondX secondY"),
    "PDFSelection": ("area", "page firstX firstY", "secondX secondY"),
    "AudioSelection": ("audio", "begin", "end"),
    "VideoSelection": ("video", "begin", "end"),
    "TranscriptSelection": ("transcript", "fromSyncPoint", "toSyncPoint"),
}
SELECTIONS = tuple(_PLACES)
Waiting = tuple[Selection, list[Coding]]


def read_selection(element: Element) -> tuple[str, str, str]:
    """Return the kind of a selection and its two ends as they are written."""
    kind, first, last = _PLACES[local(element)]
    ends = [",".join(element.get(part) or "" for part in names.split()) for names in (first, last)]
    return kind, ends[0], ends[1]


def take_selection(state: State, element: Element) -> None:
    """Let a selection with its codings wait for its source and its text."""
    kind, start, end = read_selection(element)
    written = normal_guid(element.get("guid") or "")
    twin = _twin(state, written, kind, (start, end))
    if twin is not None:
        key, guid = twin.key, twin.guid
    else:
        key, guid = state.claim("selection", element.get("guid"), f"selection {written}")
    audit = state.audit(element)
    made = Selection(
        key, "", None, None, guid, element.get("name"), description(element), audit, kind, (start, end)
    )
    codings = [coding for child in element for coding in _codings_in(state, child, key, None, audit)]
    refer_notes(state, element, "selection", key)
    state.pending.append((made, codings))
    state.waiting.setdefault(key, made)


def _twin(state: State, key: str, kind: str, ends: tuple[str, str]) -> Selection | None:
    """Return the selection of this source that is the same passage: one GUID, one place (or a page and its text)."""
    other = state.waiting.get(key) if key else None
    return other if other and (other.kind != kind or other.written == ends) else None


def _codings_in(
    state: State, element: Element, selection: str | None, source: str | None, of: Audit
) -> list[Coding]:
    return [_coding(state, element, code, selection, source, of) for code in _codes_of(element)]


def _codes_of(element: Element) -> list[str]:
    if local(element) != "Coding":
        return []
    return [target(child) for child in element if local(child) == "CodeRef"] or [""]


def _coding(
    state: State, element: Element, code: str, selection: str | None, source: str | None, of: Audit
) -> Coding:
    """Return a coding. Who made it: the coding says so, else its selection's creator, else who changed that last."""
    key, guid = state.claim("coding", element.get("guid"), f"coding {element.get('guid') or ''}")
    coder = state.user(element.get("creatingUser")) or of.creator or of.modifier
    audit = state.one_audit((coder, state.moment(element.get("creationDateTime")), None, None))
    refer_notes(state, element, "coding", key)
    return Coding(key, code, selection, source, guid, audit=audit)


def take_whole_codings(state: State, element: Element, source: str, audit: Audit) -> None:
    """Take the codings that stand on a source as a whole."""
    for child in element:
        if local(child) == "Coding":
            state.study.codings += _codings_in(state, child, None, source, audit)


def settle(state: State, source: str, about: str, text: FileText | None) -> str:
    """Put the waiting selections of a source into its text and the study; return how its positions were counted."""
    waiting = _without_twins(state, about)
    in_text = [(each, _passage(each)) for each, _ in waiting if each.kind == "text"]
    calibration = None
    if text is not None:
        known = [passage for _, passage in in_text if passage is not None]
        calibration = calibrate(text, known, state.study.tool)
        if known:
            _tell_choice(state, about, calibration)
            if calibration.doubtful:
                _tell_doubts(state, about, text, calibration, in_text)
    elif in_text:
        state.remark(
            "no text", about, f"{len(in_text)} passages have no text to stand in; they are kept as written"
        )
    for selection, codings in waiting:
        placed = _placed(state, about, selection, calibration)
        state.study.selections.append(replace(placed, source=source))
        state.study.codings += codings
    return str(calibration.convention) if calibration and in_text else ""


def _passage(selection: Selection) -> Passage | None:
    first, last = selection.written or ("", "")
    start, end = whole(first), whole(last)
    return None if start is None or end is None else Passage(start, end, selection.name or "")


def _placed(state: State, about: str, selection: Selection, calibration: Calibration | None) -> Selection:
    if selection.kind != "text" or calibration is None:
        return selection
    passage = _passage(selection)
    span = calibration.map.span(passage.start, passage.end) if passage else None
    start, end = selection.written or ("", "")
    where = f"its passage {selection.guid or selection.key} is written {start[:40]} to {end[:40]}"
    if span is None:
        wrong = "no whole numbers" if passage is None else _wrong(passage, calibration)
        state.remark("passages nowhere", about, f"{where}: {wrong}; it is set aside", is_loss=True)
        return selection
    if span[0] == span[1]:
        state.remark("empty passages", about, f"{where}: it is empty", is_loss=True)
    return replace(selection, start=span[0], end=span[1], written=None)


def _wrong(passage: Passage, calibration: Calibration) -> str:
    if passage.start > passage.end:
        return "it ends before it begins"
    if passage.start < 0 or passage.end > calibration.map.length:
        return f"outside of the text, which has {calibration.map.length:,} positions"
    return "an end is inside a character"


def _without_twins(state: State, about: str) -> list[Waiting]:
    """Make one of the selections that share a GUID (a page's area and its text), and one of their equal codings."""
    by_key: dict[str, Waiting] = {}
    dropped = 0
    for selection, codings in state.pending:
        first = by_key.get(selection.key)
        if first is None:
            by_key[selection.key] = (selection, codings)
            continue
        kept, there = first
        known = {(coding.code, coding.audit.creator) for coding in there}
        more = [coding for coding in codings if (coding.code, coding.audit.creator) not in known]
        dropped += len(codings) - len(more)
        in_text = selection if selection.kind == "text" and kept.kind != "text" else kept
        by_key[selection.key] = (in_text, [*there, *more])
    twins = len(state.pending) - len(by_key)
    state.pending, state.waiting = [], {}
    if twins:
        state.remark(
            "twins",
            about,
            f"{twins} passages stand there twice with one GUID; made one, with {dropped} codings fewer",
        )
    return list(by_key.values())


def _tell_choice(state: State, about: str, calibration: Calibration) -> None:
    score = calibration.score
    way = "unambiguous" if calibration.unambiguous else "found by their fit"
    told = f"positions {way}: {calibration.convention}; score {score.total:.3f}"
    if score.named:
        told += f", {score.matching} of {score.named} names match"
    state.remark("positions", about, told)


def _tell_doubts(
    state: State,
    about: str,
    text: FileText,
    calibration: Calibration,
    passages: Sequence[tuple[Selection, Passage | None]],
) -> None:
    """Say why a reading is doubtful, and list the passages that do not fit or that another reading puts elsewhere."""
    why = "many passages cut words, miss their names or lie outside of the text"
    if calibration.tied:
        why = f"counted as {calibration.rival} they fit as well"
    state.remark("doubtful positions", about, f"positions are doubtful: {why}; look at the passages")
    rival = text.map_of(calibration.rival) if calibration.rival else None
    for selection, passage in passages:
        span = calibration.map.span(passage.start, passage.end) if passage else None
        if passage is None or span is None:
            continue
        other = rival.span(passage.start, passage.end) if rival else span
        if doubt := _doubt(text.stored, span, other, passage.name):
            which = f"passage {selection.guid or selection.key}"
            message = f"{which} was read as “{_shown(text.stored, span)}”; {doubt}"
            state.remark("doubtful passages", about, message)


def _doubt(stored: str, span: tuple[int, int], other: tuple[int, int] | None, name: str) -> str:
    if other is None:
        return "counted the other way it lies nowhere"
    if other != span:
        return f"counted the other way it would be “{_shown(stored, other)}”"
    if is_telling(name) and not is_named(stored, span, " ".join(name.split())):
        return f"its name is “{name[:60]}”"
    return "it cuts a word" if cuts(stored, span[0]) or cuts(stored, span[1]) else ""


def _shown(stored: str, span: tuple[int, int]) -> str:
    text = " ".join(stored[span[0] : min(span[1], span[0] + 60)].split())
    return f"{text}…" if span[1] > span[0] + 60 else text
