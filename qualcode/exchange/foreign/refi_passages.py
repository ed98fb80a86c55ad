"""Passages and codings of REFI-QDA sources: first as the file has them, then put into the text once that is known."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.exchange.foreign.calibration import Calibration, Passage, calibrate, cuts, is_named, is_telling
from qualcode.exchange.foreign.positions import FileText
from qualcode.exchange.foreign.refi_state import State, Waiting, target
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


def take_selection(state: State, element: Element) -> None:
    """Let a selection with its codings wait for its source and its text."""
    kind, first, last = _PLACES[local(element)]
    written = (_end(element, first), _end(element, last))
    written_guid = element.get("guid")
    key = normal_guid(written_guid or "")
    twin = state.by_key.get(key)
    # One passage: one GUID and one place, or a page's area and its text.
    if twin is not None and (twin.kind != kind or twin.written == written):
        guid = twin.guid
    else:
        key, guid = state.claim("selection", written_guid, "selection", key)
    audit = state.audit(element)
    told = element.get("description") or ""
    codings: list[Coding] = []
    for child in element:
        name = local(child)
        if name == "Coding":
            codings += _codings_in(state, child, key, None, audit)
        elif name == "Description":
            told = child.text or ""
        elif name == "NoteRef":
            state.note_references.append((target(child), "selection", key))
    made = Selection(key, "", None, None, guid, element.get("name"), told, audit, kind, written)
    state.pending.append((made, codings))
    state.by_key.setdefault(key, made)


def _end(element: Element, names: str) -> str:
    if " " not in names:
        return element.get(names) or ""
    return ",".join(element.get(name) or "" for name in names.split())


def _codings_in(
    state: State, element: Element, selection: str | None, source: str | None, of: Audit
) -> list[Coding]:
    """Return the coding that an element tells of, or several where it names several codes.

    Who made it: the coding says so, else its selection's creator, else who changed that last.
    """
    codes: list[str] = []
    notes: list[str] = []
    for child in element:
        if local(child) == "CodeRef":
            codes.append(state.folded(child.get("targetGUID")) or target(child))
        else:
            notes.append(target(child))
    coder = state.folded(element.get("creatingUser")) or of.creator or of.modifier
    audit = state.one_audit((coder, state.moment(element.get("creationDateTime")), None, None))
    made: list[Coding] = []
    for code in codes or [""]:
        key, guid = state.claim("coding", element.get("guid"), "coding")
        made.append(Coding(key, code, selection, source, guid, None, "", audit))
    state.note_references += [(note, "coding", made[0].key) for note in notes]
    return made


def take_whole_codings(state: State, element: Element, source: str, audit: Audit) -> None:
    """Take the codings that stand on a source as a whole."""
    for child in element:
        if local(child) == "Coding":
            state.study.codings += _codings_in(state, child, None, source, audit)


def settle(state: State, source: str, about: str, text: FileText | None) -> str:
    """Put the waiting selections of a source into its text and the study; return how its positions were counted."""
    waiting = _without_twins(state, about)
    in_text = [(each, _passage(each)) for each, _ in waiting if each.kind == "text"]
    calibration = _calibrated(state, about, text, in_text)
    if calibration:
        for each, passage in in_text:
            _place(state, about, each, passage, calibration)
    _tell_regions(state, about, waiting)
    for each, codings in waiting:
        each.source = source
        state.study.selections.append(each)
        state.study.codings += codings
    return str(calibration.convention) if calibration and in_text else ""


def _tell_regions(state: State, about: str, waiting: Sequence[Waiting]) -> None:
    regions = [codings for each, codings in waiting if each.kind != "text"]
    if regions:
        passages = "1 passage" if len(regions) == 1 else f"{len(regions)} passages"
        codings = sum(map(len, regions))
        told = f"{passages} on areas or stretches of time, with {codings} codings"
        state.remark("carried", about, f"{told}: carried along, not shown")


def _place(
    state: State, about: str, selection: Selection, passage: Passage | None, calibration: Calibration
) -> None:
    """Put a selection into the text; one that cannot stand there keeps what is written."""
    span = calibration.map.span(passage.start, passage.end) if passage else None
    if span is None or span[0] == span[1]:
        _tell_misfit(state, about, selection, passage, calibration, span is not None)
    if span is not None:
        selection.start, selection.end = span
        selection.written = None


def _calibrated(
    state: State, about: str, text: FileText | None, in_text: Sequence[tuple[Selection, Passage | None]]
) -> Calibration | None:
    if text is None:
        if in_text:
            number = "1 passage has" if len(in_text) == 1 else f"{len(in_text)} passages have"
            state.remark("no text", about, f"{number} no text to stand in; kept as written")
        return None
    known = [passage for _, passage in in_text if passage is not None]
    calibration = calibrate(text, known, state.study.tool)
    if known:
        _tell_choice(state, about, calibration)
        if calibration.doubtful:
            _tell_doubts(state, about, text, calibration, in_text)
    return calibration


def _passage(selection: Selection) -> Passage | None:
    first, last = selection.written or ("", "")
    start, end = whole(first), whole(last)
    return None if start is None or end is None else Passage(start, end, selection.name or "")


def _tell_misfit(
    state: State,
    about: str,
    selection: Selection,
    passage: Passage | None,
    calibration: Calibration,
    is_empty: bool,
) -> None:
    start, end = selection.written or ("", "")
    where = f"its passage {selection.guid or selection.key} is written {start[:40]} to {end[:40]}"
    if is_empty:
        state.remark("empty passages", about, f"{where}: it is empty", is_loss=True)
    else:
        wrong = "no whole numbers that are read" if passage is None else _wrong(passage, calibration)
        state.remark("passages nowhere", about, f"{where}: {wrong}; it is set aside", is_loss=True)


def _wrong(passage: Passage, calibration: Calibration) -> str:
    if passage.start > passage.end:
        return "it ends before it begins"
    if passage.start < 0 or passage.end > calibration.map.length:
        return f"outside of the text, which has {calibration.map.length:,} positions"
    return "an end is inside a character"


def _without_twins(state: State, about: str) -> list[Waiting]:
    """Make one of the selections that share a GUID (a page's area and its text), and one of their equal codings."""
    pending, state.pending, state.by_key = state.pending, [], {}
    by_key: dict[str, Waiting] = {}
    dropped = 0
    for selection, codings in pending:
        first = by_key.setdefault(selection.key, (selection, codings))
        if first[0] is selection:
            continue
        kept, there = first
        known = {(coding.code, coding.audit.creator) for coding in there}
        more = [coding for coding in codings if (coding.code, coding.audit.creator) not in known]
        dropped += len(codings) - len(more)
        in_text = selection if selection.kind == "text" and kept.kind != "text" else kept
        in_text.description = kept.description or selection.description
        by_key[selection.key] = (in_text, [*there, *more])
    if twins := len(pending) - len(by_key):
        message = f"{twins} passages stand there twice with one GUID; made one, with {dropped} codings fewer"
        state.remark("twins", about, message)
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
