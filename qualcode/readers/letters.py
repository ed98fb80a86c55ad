"""How well a text fits an old code page: do its letters belong together, as they do in a language?"""

from __future__ import annotations

import unicodedata
from functools import cache

# In order: where two fit equally well, the one above is more usual in transcripts.
ENCODINGS = (
    "cp1252", "cp1251", "koi8-r", "cp866", "cp1250", "cp1254", "cp1256", "mac-roman", "latin-1",
    "gb18030", "shift_jis", "euc-kr",
)  # fmt: skip

_WESTERN = "äöüßéèêàâçñóáúôœæøåãë"
_CENTRAL = "ąćęłńóśźżáčéěířšťůýžőűöüä"
_SELDOM = "íîïìòùûýÿõðþďňĺľŕúâăşţđçô"  # at home in the same code pages, but rarer there
_ALONE = "àéèóöåæøíáýü"  # Latin letters beyond ASCII that are words by themselves
_TURKISH = "çğıöşüâîéäûİ"
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_NEIGHBOURS = "ёіїєґўјљњћџђѓќѕ"
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةىپچژگکی"
_HOME = {
    "cp1252": _WESTERN, "latin-1": _WESTERN, "mac-roman": _WESTERN, "cp1250": _CENTRAL, "cp1254": _TURKISH,
    "cp1251": _RUSSIAN + _NEIGHBOURS, "koi8-r": _RUSSIAN + "ё", "cp866": _RUSSIAN + "ё", "cp1256": _ARABIC,
}  # fmt: skip
_LIKELY = {
    "cp1251 koi8-r cp866": "ru uk be bg sr mk tg kk ky uz tt ba mn",
    "cp1250": "pl cs sk hu sl hr bs ro sq",
    "cp1254": "tr az",
    "cp1256": "ar fa ur ps ckb ug",
    "gb18030": "zh",
    "shift_jis": "ja",
    "euc-kr": "ko",
    "cp1252 mac-roman latin-1": "en de fr es it pt nl sv da no nb nn fi is ca eu gl ga af lb",
}

_FREQUENT = {
    "cyrillic": "оеаинтсрвлкмдпуяыьгзбч",
    "han": (
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
        "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想"
        "实日者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体"
        "政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及"
        "比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接"
        "必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且"
        "权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运"
        "您请谢访谈早晚叫喜欢爱吗吧呢谁哪怎"
    ),
}  # fmt: skip
_OPENING = "“‘„‚«‹¿¡"
_CLOSING = "”’»›…"
_SIGNS = "–—€°§·№′\u00a0，。？！：；、（）「」"


def likely_encodings(language: str | None) -> tuple[str, ...]:
    """The code pages to try, those of the language first; with an unknown language all are tried."""
    code = (language or "").lower().replace("_", "-").split("-")[0]
    for encodings, languages in _LIKELY.items():
        if code and code in languages.split():
            return tuple(encodings.split()) if code not in ("uz", "az") else ENCODINGS
    return ENCODINGS


def plausibility(text: str, encoding: str) -> float:
    """Points for letters that belong to the code page's languages, minus points for mixtures nobody writes.

    About one point for each byte beyond ASCII when the encoding is right.
    """
    home = frozenset(_HOME.get(encoding, ""))
    wide = 2.0 if encoding in ("gb18030", "shift_jis", "euc-kr") else 1.0
    points = 0.0
    before = " "
    for index, sign in enumerate(text):
        if sign > "\x7f":
            after = text[index + 1] if index + 1 < len(text) else " "
            points += wide * _letter_points(sign, home) - _oddness(before, sign, after)
            points += _well_placed(before, sign, after)
        elif before > "\x7f" and before.isalpha() and sign.isalpha():
            points -= 2 if _mixed(before, sign) else 1.5 if before.islower() and sign.isupper() else 0
        before = sign
    return points


def _letter_points(sign: str, home: frozenset[str]) -> float:
    if not sign.isalpha():
        return 0.3 if sign in _OPENING or sign in _CLOSING or sign in _SIGNS else -0.5
    script = _script(sign)
    if script in ("han", "kana", "hangul"):
        return 1.0 if script != "han" or sign in _FREQUENT["han"] else 0.2
    if sign not in home and sign.lower() not in home:
        if script != "latin" or sign.lower() not in _SELDOM:
            return -0.7
        return 0.85 if sign in "îïùûõò" and "ß" in home and "ą" not in home else 0.6
    if script == "cyrillic":
        return 1.1 if sign in _FREQUENT["cyrillic"] else 0.6
    return 0.8 if sign.lower() in _CENTRAL and sign.lower() not in _WESTERN else 1.0


def _oddness(before: str, sign: str, after: str) -> float:
    """Points off for control characters, signs inside words, two scripts in a word, capitals after small."""
    if "\x80" <= sign <= "\x9f":
        return 3.0
    if not sign.isalpha():
        return 1.5 if before.isalpha() and after.isalpha() and sign not in "’·" else 0.0
    odd = 1.0 if after.isdigit() else 0.0
    odd += 0.6 if before > "\x7f" and _script(before) == _script(sign) == "latin" else 0.0
    if not before.isalpha() and not after.isalpha() and _script(sign) == "latin" and sign not in _ALONE:
        odd += 0.8
    if before.isalpha() and _mixed(before, sign):
        odd += 2.0
    if before.isalpha() and sign.isupper():
        odd += 1.5 if before.islower() else 0.7
    return odd


def _well_placed(before: str, sign: str, after: str) -> float:
    """Points for quotation marks that open where words begin, close where they end, or stand in a word."""
    if sign == "’" and before.isalpha() and after.isalpha():
        return 0.7
    if sign in _OPENING:
        return 0.7 if not before.isalnum() and (after.isalnum() or after == "\u00a0") else -0.5
    if sign in _CLOSING:
        return 0.7 if not before.isspace() and not after.isalnum() else 0.0
    if sign in "£€§№" and (after.isdigit() or before == " " == after):
        return 0.7
    return 0.5 if sign in "–—" and before == after == " " else 0.0


def _mixed(one: str, other: str) -> bool:
    first, second = _script(one), _script(other)
    return first != second and {first, second} not in ({"han", "kana"}, {"han", "hangul"})


@cache
def _script(sign: str) -> str:
    if sign.isascii():
        return "latin"
    name = unicodedata.name(sign, "?").split(" ")[0].lower()
    if name in ("cjk", "ideographic"):
        return "han"
    if name in ("hiragana", "katakana", "katakana-hiragana"):
        return "kana"
    if name == "halfwidth":
        return "halfwidth"
    return "latin" if name in ("feminine", "masculine") else name
