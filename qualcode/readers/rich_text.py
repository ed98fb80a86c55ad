"""Rich text (.rtf): control words become characters and typography; headers, notes and deleted text are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from qualcode.errors import ReadingError
from qualcode.model import Transcript
from qualcode.readers.flow import Flow
from qualcode.readers.request import Request

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\"
)
_SKIPPED = frozenset(
    """
    colortbl stylesheet info pict object themedata colorschememapping datastore generator listtable listtext pntext
    listoverridetable rsidtbl xmlnstbl fldinst header headerl headerr headerf footer footerl footerr footerf
    nonshppict objdata latentstyles bkmkstart bkmkend atnid atnauthor atndate atnref revtbl tc xe txe rxe private
    mmathPr pgptbl operator filetbl
    """.split()  # noqa: SIM905
)
_SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f", "softline": "\n",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
_CHARSETS = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group."""

    skip: bool = False
    bold: bool = False
    deleted: bool = False
    hidden: bool = False
    fallback: int = 1  # characters after \u that stand for it in old programs
    encoding: str | None = None
    fonts: bool = False


def read(data: bytes, request: Request) -> Transcript:
    """Read an .rtf; raises ReadingError when it is none or holds no words."""
    text = data.decode("latin-1")
    if not text.lstrip().startswith("{\\rtf"):
        raise ReadingError(f"{request.name} is no rich text file: save it as .rtf.")
    reader = _Reader()
    reader.run(text)
    return reader.flow.transcript(request, "rtf")


class _Reader:
    """Goes through the tokens once; groups are a list, so nesting costs no stack."""

    def __init__(self) -> None:
        self.flow = Flow()
        self._state = _State()
        self._stack: list[_State] = []
        self._starred = False
        self._pending = 0  # characters still to be skipped after \u
        self._bytes = bytearray()
        self._half = 0  # a high surrogate waiting for its other half
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._paragraph: int | None = None
        self._cell: int | None = None
        self._in_table = False

    def run(self, text: str) -> None:
        """Read all tokens and close what is open."""
        place = 0
        while match := _TOKEN.match(text, place):
            place = match.end()
            word, number, code, symbol, brace, characters = match.groups()
            if word == "bin":
                place += max(0, int(number or 0))
            elif code:
                self._byte(int(code, 16))
            elif characters:
                self._characters(characters)
            else:
                self._flush()
                self._control(word, number, symbol, brace)
        self._flush()
        self._end_paragraph()

    def _control(self, word: str | None, number: str | None, symbol: str | None, brace: str | None) -> None:
        if brace == "{":
            self._stack.append(self._state)
        elif brace == "}":
            self._state = self._stack.pop() if self._stack else _State()
            self._pending = 0
        elif symbol == "*":
            self._starred = True
            return
        elif symbol:
            self._symbol(symbol)
        elif word:
            self._word(word, None if number is None else int(number))
        self._starred = False

    def _symbol(self, symbol: str) -> None:
        if symbol in "\r\n":
            self._end_paragraph()
        elif self._pending:
            self._pending -= 1
        elif symbol in _SYMBOLS:
            self._write(_SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        on = number != 0
        if word == "u" and number is not None:
            self._unicode(number & 0xFFFF)
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        elif word in ("par", "sect", "page"):
            self._end_paragraph()
        elif word in ("cell", "row", "intbl", "pard", "nestcell", "nestrow"):
            self._table_word(word)
        elif word in ("b", "deleted", "v", "plain", "uc"):
            self._switch(word, on, number)
        elif word == "revised" and on and not self._state.skip:
            self.flow.left_out.insertions += 1
        elif word in ("ansicpg", "mac", "pc", "pca", "fonttbl", "f", "fcharset"):
            self._encoding_word(word, number)
        else:
            self._destination(word)

    def _switch(self, word: str, on: bool, number: int | None) -> None:
        if word == "b":
            self._state = replace(self._state, bold=on)
        elif word == "deleted":
            self.flow.left_out.deletions += on and not self._state.deleted and not self._state.skip
            self._state = replace(self._state, deleted=on)
        elif word == "v":
            self.flow.left_out.hidden += on and not self._state.hidden and not self._state.skip
            self._state = replace(self._state, hidden=on)
        elif word == "plain":
            self._state = replace(self._state, bold=False, deleted=False, hidden=False)
        else:
            self._state = replace(self._state, fallback=max(0, min(number or 0, 8)))

    def _encoding_word(self, word: str, number: int | None) -> None:
        if word == "ansicpg" and number:
            self._encoding = _codec(f"cp{number}", self._encoding)
        elif word in ("mac", "pc", "pca"):
            self._encoding = {"mac": "mac-roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "fonttbl":
            self._state = replace(self._state, skip=True, fonts=True)
        elif word == "f" and self._state.fonts:
            self._font = number or 0
        elif word == "fcharset" and self._state.fonts and number in _CHARSETS and number:
            self._fonts[self._font] = _CHARSETS[number]
        elif word == "f":
            self._state = replace(self._state, encoding=self._fonts.get(number or 0))

    def _destination(self, word: str) -> None:
        if word in ("footnote", "annotation"):
            if not self._state.skip:
                self.flow.left_out.notes += word == "footnote"
                self.flow.left_out.comments += word == "annotation"
            self._state = replace(self._state, skip=True)
        elif word == "shptxt":
            self._state = replace(self._state, skip=False)
            self._end_paragraph()
        elif word in _SKIPPED or self._starred:
            self._state = replace(self._state, skip=True)

    def _table_word(self, word: str) -> None:
        if word in ("intbl", "pard"):
            self._in_table = word == "intbl"
        elif word == "cell" and not self._state.skip:
            self._open_cell()
            self.flow.end_cell(self._cell or 0)
            self._cell, self._paragraph = self.flow.length, None
        elif word == "row" and self._cell is not None:
            self.flow.end_row()
            self._cell = self._paragraph = None
        elif word == "nestcell":
            self._write("\t")
        elif word == "nestrow":
            self._write("\n")

    def _open_cell(self) -> None:
        if self._cell is None:
            self.flow.begin_row()
            self._cell = self.flow.length

    def _characters(self, characters: str) -> None:
        if self._pending:
            skipped = min(self._pending, len(characters))
            self._pending -= skipped
            characters = characters[skipped:]
        if characters.isascii():
            self._flush()
            self._write(characters)
        else:
            self._bytes += characters.encode("latin-1")

    def _byte(self, value: int) -> None:
        if self._pending:
            self._pending -= 1
        else:
            self._bytes.append(value)

    def _flush(self) -> None:
        if self._bytes:
            encoding = self._state.encoding or self._encoding
            text = bytes(self._bytes).decode(encoding, "replace")
            self._bytes.clear()
            self._write(text)

    def _unicode(self, value: int) -> None:
        self._pending = self._state.fallback
        if 0xD800 <= value < 0xDC00:
            self._half = value
        elif 0xDC00 <= value < 0xE000:
            low = value - 0xDC00
            self._write(chr(0x10000 + ((self._half - 0xD800) << 10) + low) if self._half else "\ufffd")
            self._half = 0
        else:
            self._write(chr(value))

    def _write(self, text: str) -> None:
        if self._state.skip or self._state.deleted or self._state.hidden:
            return
        if self._in_table:
            self._open_cell()
        if self._paragraph is None:
            self._paragraph = self.flow.begin_paragraph()
        self.flow.write(text, self._state.bold)

    def _end_paragraph(self) -> None:
        if self._state.skip or self._state.deleted:
            return
        if self._cell is not None and not self._in_table:
            self.flow.end_row()
            self._cell = None
        if self._paragraph is None:
            self._paragraph = self.flow.begin_paragraph()
        self.flow.end_paragraph(self._paragraph)
        self._paragraph = None


def _codec(name: str, otherwise: str) -> str:
    try:
        "".encode(name)
    except LookupError:
        return otherwise
    return name
