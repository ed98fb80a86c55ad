"""Which labels are speakers: evidence over the whole file, then the pattern that explains most of it.

A colon is weak evidence, a label that comes back is strong. Wrong is worse than none: what does not reach
the threshold is rejected with a reason, for the researcher to decide.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from qualcode.text import labels
from qualcode.text.headers import Header
from qualcode.text.lexicon import QUESTION_STEMS

_ENOUGH = 4  # points that make a label a speaker
_COVERED = 0.6  # share of the text under accepted labels
_THINLY_COVERED = 0.15  # … that is enough when the labels are beyond doubt and come often
_SMALL = 12  # lines: in so short a file nothing can come back


@dataclass(frozen=True, slots=True)
class Rejected:
    """A label that was not taken for a speaker, how often it stands there, and why not."""

    label: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The headers of one pattern that are accepted, and what was rejected beside them."""

    headers: tuple[Header, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    once: tuple[str, ...] = ()  # labels accepted though they occur once


@dataclass(slots=True)
class Ground:
    """What is known about the file apart from the candidates."""

    characters: int
    lines: int  # that hold something
    head_end: int  # offset before which labels are metadata
    announced: frozenset[str] = field(default_factory=frozenset)  # names that the head mentions
    paragraphs: int = 1


def choose(candidates: Sequence[Header], ground: Ground) -> Choice:
    """Accept the headers of the pattern that explains most; reject all where none explains enough."""
    by_kind: dict[str, list[Header]] = defaultdict(list)
    for header in candidates:
        by_kind[header.kind].append(header)
    best = Choice()
    rejected: dict[str, Rejected] = {}
    for headers in by_kind.values():
        choice = _choose_kind(headers, ground)
        if len(choice.headers) > len(best.headers):
            best = choice
        for one in choice.rejected:
            rejected.setdefault(labels.normal_form(one.label), one)
    taken = {header.key for header in best.headers}
    return Choice(best.headers, tuple(r for key, r in rejected.items() if key not in taken), best.once)


def rising_headings(candidates: Sequence[Header]) -> list[Header]:
    """Headers such as `Q1:`, `Q2:`: a known stem, each number once, rising; headings of sections."""
    groups: dict[str, list[tuple[int, Header]]] = defaultdict(list)
    for header in candidates:
        stem, _, number = header.key.rpartition(" ")
        if not stem:
            stem = header.key.rstrip("0123456789")
            number = header.key[len(stem) :]
        if stem in QUESTION_STEMS and number.isdecimal() and header.time is None:
            groups[stem].append((int(number), header))
    found = []
    for group in groups.values():
        numbers = [number for number, _ in group]
        if len(numbers) > 1 and numbers == sorted(set(numbers)):
            found += [header for _, header in group]
    return found


def _choose_kind(headers: list[Header], ground: Ground) -> Choice:
    body = [header for header in headers if header.start >= ground.head_end]
    counts = Counter(header.key for header in body)
    blank_separated = _paragraphs_matter(body, counts)
    core, reasons = _core(body, counts, blank_separated, ground)
    if not core:
        core = _small_file(body, counts, ground)
    accepted = [header for header in body if header.key in core]
    once: list[Header] = []
    if accepted:
        rare, once = _rare(body, accepted, core, blank_separated, ground)
        accepted = sorted(accepted + rare, key=lambda header: header.start)
    if not _enough(accepted, ground):
        reason = "too little of the text stands under such labels"
        reasons = {key: reasons.get(key, reason) for key in {**reasons, **dict.fromkeys(core)}}
        accepted, once = [], []
    names = {header.key: header.label for header in reversed(body)}
    taken = {header.key for header in accepted}
    rejected = [Rejected(names[k], counts[k], why) for k, why in reasons.items() if k not in taken]
    return Choice(tuple(accepted), tuple(rejected), tuple(header.label for header in once))


def _paragraphs_matter(body: list[Header], counts: Counter[str]) -> bool:
    """Whether labels that come back stand, nearly all, at the beginning of a paragraph."""
    back = [header for header in body if counts[header.key] > 1 and not labels.is_metadata(header.label)]
    if not back:
        back = [header for header in body if header.time is not None]
    return bool(back) and sum(header.paragraph for header in back) >= 0.7 * len(back)


def _core(
    body: list[Header], counts: Counter[str], blank_separated: bool, ground: Ground
) -> tuple[set[str], dict[str, str]]:
    groups: dict[str, list[Header]] = defaultdict(list)
    for header in body:
        groups[header.key].append(header)
    turning = _alternation([header for header in body if counts[header.key] > 1])
    core, reasons = set(), {}
    for key, group in groups.items():
        why = _impossible(group)
        if why is None and _points(group, turning.get(key, 0.0), blank_separated, ground) >= _ENOUGH:
            core.add(key)
        else:
            reasons[key] = why or ("it stands there once" if len(group) == 1 else "too little speaks for it")
    return core, reasons


def _impossible(group: list[Header]) -> str | None:
    label = group[0].label
    timed = sum(header.time is not None for header in group)
    if labels.is_metadata(label) and not (timed == len(group) > 1):
        return "it is a word of heads and notes"
    if labels.says(label):
        return "it ends in a verb of saying"
    if len(group) == 1 and not timed:
        return "it stands there once"
    if labels.is_unsure(label) and len(group) < 3:
        return "it may head a question"
    if group[0].kind in ("dash", "sign", "alone", "tab") and labels.shape(label) == "words":
        return "it is part of a sentence"
    return None


def _points(group: list[Header], alternation: float, blank_separated: bool, ground: Ground) -> float:
    """The evidence for one label, as listed in the file's recommendation: for it, and against it."""
    label, count = group[0].label, len(group)
    share = {
        "timed": sum(header.time is not None for header in group) / count,
        "bold": sum(header.bold for header in group) / count,
        "paragraph": sum(header.paragraph for header in group) / count,
        "lower": sum(header.rest[:1].islower() for header in group) / count,
    }
    points = 2.0 * (count >= 2) + (count >= 3) + (count >= 5)
    points += 2 * labels.is_role(label) + 2 * (group[0].key in ground.announced)
    points += {"code": 2, "unknown": 1, "capitals": 1, "name": 1, "words": -2}[labels.shape(label)]
    points += 2 * (share["timed"] >= 0.8) + (share["bold"] >= 0.8) + (alternation >= 0.5)
    points += 1 if share["paragraph"] >= 0.8 else -3 if blank_separated and share["paragraph"] < 0.5 else 0
    points -= (len(label.split("(")[0].split()) > 3) + 2 * (labels.is_unsure(label) and alternation < 0.5)
    points -= share["lower"] >= 0.5 and not labels.is_role(label) and share["timed"] < 0.5
    return points


def _alternation(coming_back: list[Header]) -> dict[str, float]:
    """For each label, in what share of its places another label stands before it."""
    changes: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    before = None
    for header in coming_back:
        counts[header.key] += 1
        changes[header.key] += before is not None and before != header.key
        before = header.key
    return {key: changes[key] / max(1, counts[key] - (key == coming_back[0].key)) for key in counts}


def _small_file(body: list[Header], counts: Counter[str], ground: Ground) -> set[str]:
    """In a file of a few lines labels cannot come back: roles, codes and bold names at each paragraph do."""
    if ground.lines > _SMALL or not body or any(counts[header.key] > 2 for header in body):
        return set()
    sure = [
        header
        for header in body
        if not labels.is_metadata(header.label)
        and not labels.is_unsure(header.label)
        and (labels.is_role(header.label) or labels.shape(header.label) == "code" or header.bold)
        and header.kind in ("colon", "timed")
        and (header.paragraph or ground.paragraphs <= 2)
    ]
    keys = {header.key for header in sure}
    return keys if len(keys) > 1 and 2 * len(sure) >= min(ground.paragraphs, ground.lines) else set()


def _rare(
    body: list[Header], accepted: list[Header], core: set[str], blank_separated: bool, ground: Ground
) -> tuple[list[Header], list[Header]]:
    """Labels that look exactly like the sure ones and stand between them: a third person who speaks once.

    Returns all of them, and those that nothing but their look speaks for.
    """
    first, last = accepted[0].start, accepted[-1].start
    looks = {header.look for header in accepted}
    timed = all(header.time is not None for header in accepted)
    shapes = {labels.shape(header.label) for header in accepted}
    named = any(labels.shape(h.label) == "name" and not labels.is_role(h.label) for h in accepted)
    known = core | ground.announced
    found, alone = [], []
    for header in body:
        if header.key in core or header.look not in looks or (timed and header.time is None):
            continue
        if labels.is_metadata(header.label) or labels.says(header.label):
            continue
        if (blank_separated and not header.paragraph) or header.start < first:
            continue
        if not _sure(header, known, ground) and not (
            first < header.start < last and _fits(header, shapes, named)
        ):
            continue
        if not _sure(header, known, ground):
            alone.append(header)
        known = known | {header.key}
        found.append(header)
    return found, alone


def _sure(header: Header, known: frozenset[str] | set[str], ground: Ground) -> bool:
    """Whether more than its look speaks for a label: the head, its likeness to known ones, what it means."""
    label = header.label
    if header.key in ground.announced or labels.joins(label, known) or labels.is_group(label):
        return True
    if any(labels.same_but_signs(header.key, other) for other in known):
        return True
    return labels.is_role(label) and labels.name_like(label) and not header.rest[:1].islower()


def _fits(header: Header, shapes: set[str], names: bool) -> bool:
    """Whether a label that stands alone is of the kind of the sure ones and is followed by a new sentence."""
    if header.rest[:1].islower() or labels.is_unsure(header.label):
        return False
    if labels.is_role(header.label):
        return labels.name_like(header.label)
    shape = labels.shape(header.label)
    if shape == "code":
        return "code" in shapes and len(header.key) > 1
    cased = header.label.lower() != header.label.upper()
    return shape in shapes and shape != "words" and len(header.label.split()) <= 3 and (names and cased)


def _enough(accepted: list[Header], ground: Ground) -> bool:
    """The threshold: two labels or one three times, and most of the text under them."""
    counts = Counter(header.key for header in accepted)
    if not accepted or (len(counts) < 2 and len(accepted) < 3):
        return False
    weak = accepted[0].kind not in ("colon", "timed")
    if weak and (len(counts) < 2 or len(accepted) < 4 or len(accepted) * 10 < ground.paragraphs):
        return False
    beyond_doubt = sum(
        h.time is not None or h.bold or labels.is_role(h.label) or labels.shape(h.label) == "code"
        for h in accepted
    )
    covered = (ground.characters - accepted[0].start) / max(1, ground.characters)
    if beyond_doubt >= 0.6 * len(accepted):
        return covered >= (_THINLY_COVERED if len(accepted) >= 6 else _COVERED / 2)
    return covered >= _COVERED and len(accepted) * 20 >= ground.paragraphs
