"""What may be a speaker's label, which labels are the same, and which look alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache

from qualcode.text import lexicon
from qualcode.text.words import INVISIBLE

LONGEST_LABEL = 40  # code points
MOST_WORDS = 5
EDGES = " \t\u00a0\u202f\u2009\u200b"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_NEVER = re.compile(r"://|[!;\"“”„«»‹›…=<>{}|\\↑↓°~^$%]|\d:\d|::|[。！、，]")
_QUESTION_MARKS = re.compile(r"\?{1,3}|\(\?{1,2}\)|\[\?{1,2}\]|[^?]*\((?:\?{1,3})\)")
_DOT_INSIDE = re.compile(r"(\w+)\.(?=.*\w)")
_CODE = re.compile(r"[^\W\d_]{1,3}\.?[-_ ]?\d{0,3}[a-z]?\.?")
_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=8192)
def clean_label(raw: str) -> str:
    """A label as it is shown: without invisible direction marks, emphasis signs and white space around it."""
    label = _INVISIBLE.sub("", raw).strip(EDGES)
    for _ in range(3):
        for sign in ("**", "__", "*", "_"):
            if len(label) > 2 * len(sign) and label.startswith(sign) and label.endswith(sign):
                label = label[len(sign) : -len(sign)].strip(EDGES)
    if len(label) > 2 and label[0] + label[-1] in ("[]", "<>", "{}") and not set("[]<>{}") & set(label[1:-1]):
        label = label[1:-1].strip(EDGES)
    return " ".join(label.split())


@lru_cache(maxsize=4096)
def normal_form(label: str) -> str:
    """The form in which two writings of one label are equal: NFC, small letters, no dots at the end."""
    return " ".join(unicodedata.normalize("NFC", label).casefold().rstrip(". ").split())


@lru_cache(maxsize=8192)
def possible(label: str) -> bool:
    """Whether this may be a label at all, wherever it stands."""
    if not label or len(label) > LONGEST_LABEL or _NEVER.search(label) or len(label.split()) > MOST_WORDS:
        return False
    if "?" in label and not _QUESTION_MARKS.fullmatch(label):
        return False
    if not any(sign.isalpha() or sign == "?" for sign in label) or label[0] in "'’`,.:)-–—/&+=#@%":
        return False
    if label.casefold() in lexicon.SCHEMES and len(label) > 1:
        return False
    if label.count(",") > 1 or label[-1] in ",-–—" or _unbalanced(label):
        return False
    return all(len(word) <= 4 for word in _DOT_INSIDE.findall(label))


@lru_cache(maxsize=8192)
def name_like(label: str) -> bool:
    """Whether every word looks like part of a name: a capital, a script without capitals, a digit, brackets."""
    bare = re.sub(r"\([^)]*\)", "", label)
    words = [word for word in re.split(r"[\s/]+", bare) if word]
    if not words:
        return bool(_QUESTION_MARKS.fullmatch(label))
    if says(label) or any(_ends_sentence(word) for word in words[:-1]):
        return False
    return all(_capital(word) or (place and word in lexicon.PARTICLES) for place, word in enumerate(words))


def _ends_sentence(word: str) -> bool:
    bare = word.rstrip(".")
    return bare != word and len(bare) > 1 and bare.casefold() not in lexicon.TITLES and not is_role(word)


def _capital(word: str) -> bool:
    first = next((sign for sign in word if sign.isalnum() or sign == "?"), "")
    return first == "?" or first.isdigit() or (first.isalpha() and not first.islower())


@lru_cache(maxsize=8192)
def shape(label: str) -> str:
    """The kind of label: `code` (I, R2, M1.), `capitals`, `name`, `unknown` (??) or `words`."""
    bare = label.rstrip(". ")
    if _CODE.fullmatch(label) and (
        len(bare) == 1 or _NUMBER.search(label) or (len(bare) == 2 and bare.isupper())
    ):
        return "code"
    if "?" in label and not any(sign.isalpha() for sign in label):
        return "unknown"
    if len(label) > 2 and label.isupper():
        return "capitals"
    return "name" if name_like(label) else "words"


@lru_cache(maxsize=8192)
def is_role(label: str) -> bool:
    """Whether a word of the label names a part in an interview."""
    return any(word.startswith(lexicon.ROLES) for word in _words(label))


@lru_cache(maxsize=8192)
def is_group(label: str) -> bool:
    """Whether the label stands for several people or for somebody unknown."""
    return any(word in lexicon.GROUPS for word in _words(label)[:2]) or shape(label) == "unknown"


@lru_cache(maxsize=8192)
def is_metadata(label: str) -> bool:
    """Whether the label is a word of a transcript's head, of a mail or of notes: never a speaker."""
    whole = normal_form(label)
    first = whole.split(" ")[0] if whole else ""
    if whole in lexicon.METADATA or whole in lexicon.NOTES:
        return whole not in lexicon.UNSURE
    return first in lexicon.NOTES and len(whole) > len(first) and not _NUMBER.search(whole)


def is_unsure(label: str) -> bool:
    """Whether the label is `Question` or `Answer`, which may be a heading or a person."""
    return normal_form(label) in lexicon.UNSURE


@lru_cache(maxsize=8192)
def says(label: str) -> bool:
    """Whether the label ends in a verb of saying, as in `My wife said:`."""
    words = _words(label)
    return (bool(words) and words[-1] in lexicon.SAYING) or label.endswith(lexicon.SAYING_ENDINGS)


def joins(label: str, known: AbstractSet[str]) -> bool:
    """Whether the label puts known ones together: `M1 and M2`, `A/B`."""
    parts = [part for part in re.split(r"[\s,]+|[/&+]", normal_form(label)) if part]
    if len(parts) < 2:
        return False
    names = [part for part in parts if part not in lexicon.JOINING]
    return len(names) > 1 and all(name in known for name in names)


def alike(labels: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of different labels that may be one person's: `И.` and `Интервьюер`, `Interviewer*in`/`:in`."""
    ordered = list(dict.fromkeys(labels))
    skeletons = {label: skeleton(label) for label in ordered}
    pairs = []
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if (
                skeletons[one] == skeletons[other]
                or _initial(one, other, ordered)
                or _initial(other, one, ordered)
            ):
                pairs.append((one, other))
    return pairs


def _unbalanced(label: str) -> bool:
    return label.count("(") != label.count(")") or label.count("[") != label.count("]")


def _words(label: str) -> list[str]:
    return [word.strip("()[]*.,_") or word for word in re.split(r"[\s/]+", label.casefold()) if word] + (
        [label.casefold()] if label.endswith(".") else []
    )


@lru_cache(maxsize=8192)
def skeleton(label: str) -> str:
    """What is left of a label without signs and capitals: the same for `Interviewer*in` and `Interviewer:in`."""
    plain = re.sub(r"[^\w]|_", "", unicodedata.normalize("NFKC", label).casefold())
    return re.sub(r"0+(?=\d)", "", plain)


def _initial(short: str, long: str, labels: list[str]) -> bool:
    """Whether `short` is one letter with which, of all longer labels, `long` alone begins."""
    letter = normal_form(short)
    if len(letter) != 1 or not letter.isalpha():
        return False
    longer = [
        label for label in labels if len(normal_form(label)) > 2 and normal_form(label).startswith(letter)
    ]
    return longer == [long]
