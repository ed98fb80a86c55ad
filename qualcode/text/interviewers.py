"""Which speakers ask and which answer: told by the words of their labels."""

# ruff: noqa: SIM905 - lists of words are read as words

from __future__ import annotations

import re
from collections.abc import Iterable

from qualcode.text.labels import clean_label

# Beginnings of words for someone who asks.
_STEMS = tuple(
    """
    interviewer intervieweur intervieweuse interviewleit interviewführ moderat facilitat researcher fragende
    fragesteller forscher enquêteur enquêtrice enqueteur enquetrice animateur animatrice chercheu
    entrevistador investigador intervistatore intervistatrice ricercat onderzoeker intervjuare forskare
    haastattelija ankieter badacz tazatel kérdező görüşmeci araştırmacı
    интервьюер модератор исследовател ведущ анкетёр анкетер опрашивающ інтерв’юер інтервʼюер інтерв'юер дослідни
    пурсанда муҳаққиқ мусоҳибакун ინტერვიუერ მოდერატორ მკვლევარ συνεντευκτ ερευνητ
    المحاور محاور الباحث مصاحبه‌کننده پژوهشگر מראיין מראיינ חוקר
    访谈者 訪談者 采访者 採訪者 访问者 主持人 研究者 记者 記者 聞き手 インタビュアー 司会 調査者
    면접자 연구자 진행자 साक्षात्कारकर्ता शोधकर्ता ผู้สัมภาษณ์
    """.split()
)
# Whole labels: abbreviations that are used for nobody else.
_SHORT = frozenset("i int intv iv interv q mod и инт исс".split())
# The letter of a question names who asks only where the letter of an answer names the other.
_PAIRS = {"в": "о", "f": "a", "п": "р"}
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ\u200c-][^\W\d_]+)*")


def interviewers(labels: Iterable[str]) -> set[str]:
    """Return which of the labels of a document stand for someone who asks.

    `Interviewer 2`, `INT1`, `Anna (interviewer)`; `I` and `Q` where there is another speaker; `В` beside `О`.
    """
    labels = list(labels)
    forms = {label: _words(label) for label in labels}
    alone = {words[0] for words in forms.values() if len(words) == 1}
    asking = set()
    for label, words in forms.items():
        by_word = any(word.startswith(_STEMS) for word in words)
        short = len(words) == 1 and len(labels) > 1 and (words[0] in _SHORT or _PAIRS.get(words[0]) in alone)
        if by_word or short:
            asking.add(label)
    return asking


def _words(label: str) -> list[str]:
    return _WORD.findall(clean_label(label).casefold())
