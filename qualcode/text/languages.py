"""Codes of languages, by which a document says what it is spoken in."""

from __future__ import annotations

import re

NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "da": "Danish", "sv": "Swedish", "nb": "Norwegian", "fi": "Finnish", "et": "Estonian",
    "lv": "Latvian", "lt": "Lithuanian", "pl": "Polish", "cs": "Czech", "sk": "Slovak", "hu": "Hungarian",
    "ro": "Romanian", "bg": "Bulgarian", "sr": "Serbian", "hr": "Croatian", "sl": "Slovenian", "el": "Greek",
    "tr": "Turkish", "ru": "Russian", "uk": "Ukrainian", "be": "Belarusian", "ka": "Georgian", "hy": "Armenian",
    "az": "Azerbaijani", "kk": "Kazakh", "ky": "Kyrgyz", "uz": "Uzbek", "tg": "Tajik", "tk": "Turkmen",
    "fa": "Persian", "ps": "Pashto", "ar": "Arabic", "he": "Hebrew", "ur": "Urdu", "hi": "Hindi", "bn": "Bengali",
    "ta": "Tamil", "th": "Thai", "vi": "Vietnamese", "id": "Indonesian", "zh": "Chinese", "ja": "Japanese",
    "ko": "Korean", "sw": "Swahili", "am": "Amharic",
}  # fmt: skip
CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE | re.ASCII)


def language_code(typed: str) -> str | None:
    """Return the code of a language typed as a code or by its English name; None where it is neither."""
    typed = typed.strip()
    for code, name in NAMES.items():
        if typed.casefold() in (code, name.casefold()):
            return code
    return typed if CODE.fullmatch(typed) else None
