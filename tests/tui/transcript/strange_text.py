"""Texts of the kind that break screens, for the other tests."""

from __future__ import annotations

from hypothesis import strategies as st

BITS = [
    "word ", "long-word-without-end", " ", "  ", "a", "é", "e\u0301", "我们去", "公园。", "「はい」", "ｶﾞ", "กำลังไป",
    "שלום ", "العربية", "क्षत्रिय", "க்ஷ", "👨\u200d👩\u200d👧", "👍🏽", "🇺🇦", "❤\ufe0f", "1\ufe0f\u20e3", "\u200d",
    "\ufe0f", "\u200b", "\u00ad", "\x1b[31m", "\x00", "\x7f", "\x9b", "\u202e", "\u2066", "\t", "\r", "\u2028",
    "\ufeff", "각", "한국어 ", "\u0301", "[laughs] ", "[/b]", "Слово ",
]  # fmt: skip
lines = st.lists(
    st.one_of(st.sampled_from(BITS), st.characters(codec="utf-8", exclude_characters="\n")), max_size=40
).map("".join)
texts = st.lists(lines, min_size=1, max_size=8).map("\n".join)
