"""Talking over two streams, a line at a time: what is said, what is asked, and long lists by pages.

Nothing but text and line ends is ever written. Control characters in it become visible symbols; what the
terminal's encoding lacks becomes a plain sign or `?`, and that is said once.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Sequence
from typing import TextIO

from qualcode.text.visible import visible, visible_lines

PAGE = 20
PLAIN_SIGNS = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-",
    "‐": "-", "‑": "-", "\u00a0": " ",
})  # fmt: skip
_UNREADABLE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
LACKING = "(The encoding of this terminal, {encoding}, lacks some characters; they are read as ?.)\n"
YES, NO = ("y", "yes"), ("n", "no", "0", "")


class Left(Exception):
    """Nothing more will be typed: the input has ended (Ctrl+D)."""


class Cancelled(Exception):
    """What was asked is not wanted any more (Ctrl+C, or 0 at a question)."""


class Talk:
    """A conversation. `page` is how many lines of a list are said at once; None says all of them.

    `echo` repeats what was read, so that a record of piped input reads like the conversation it was.
    """

    def __init__(
        self, source: TextIO, target: TextIO, *, page: int | None = PAGE, echo: bool = False
    ) -> None:
        self._source, self._target = source, target
        self._page, self._echo = page, echo
        self._encoding = getattr(target, "encoding", None) or "utf-8"
        self._lacked = self._owes_note = False
        self._waiting: str | None = None
        self.terse = False

    # -- saying

    def say(self, *sentences: str) -> None:
        """Say sentences, each on a line of its own; a line break inside one is shown as ␊."""
        for sentence in sentences:
            self._write(visible(sentence) + "\n")

    def say_text(self, text: str) -> None:
        """Say a text of several lines; empty ones are left out."""
        for line in visible_lines(text).split("\n"):
            if line.strip():
                self._write(line + "\n")

    def say_list(self, lines: Sequence[str] | Iterator[str], number: int | None = None) -> None:
        """Say a list, by pages. What is typed instead of Enter ends it and is taken for the next command."""
        number = len(lines) if isinstance(lines, Sequence) else number
        for done, line in enumerate(lines):
            if self._page and done and done % self._page == 0:
                answer = self.ask(f"{done:,} of {number or 'many'}. Enter for more, 0 to stop: ")
                if answer.strip():
                    self._waiting = answer if answer.strip() != "0" else None
                    return
            self.say(line)

    # -- asking

    def ask(self, prompt: str) -> str:
        """Ask for a line and return it without its line end.

        Raises `Left` at the end of the input, `Cancelled` for Ctrl+C.
        """
        if self._waiting is not None:
            typed, self._waiting = self._waiting, None
            return typed
        while True:
            typed = self._read(prompt)
            if _UNREADABLE.search(typed):
                self.say(
                    f"That line is not in {self._source.encoding}, the encoding expected here; not taken."
                )
            elif _CONTROL.search(typed):
                self.say("An arrow or another control key is in that line; it was not taken. Type it again.")
            else:
                return typed

    def ask_for(self, prompt: str, help: str) -> str:
        """Ask for a line without the spaces around it; `?` says the help. Raises `Cancelled` for 0."""
        while (typed := self.ask(prompt).strip()) == "?":
            self.say(help)
        if typed == "0":
            raise Cancelled
        return typed

    def confirm(self, question: str) -> bool:
        """Ask until the answer is yes or no; Enter alone is no."""
        while (typed := self.ask(f"{question} y or n: ").strip().casefold()) not in (*YES, *NO):
            self.say("Type y for yes or n for no.")
        return typed in YES

    # -- the streams

    def _read(self, prompt: str) -> str:
        try:
            self._write(visible(prompt))
            line = self._source.readline()
        except KeyboardInterrupt:
            self._write("\n")
            raise Cancelled from None
        if self._echo or not line:
            self._write(visible(line.rstrip("\r\n")) + "\n")
        if not line:
            raise Left
        return line.rstrip("\r\n")

    def _write(self, text: str) -> None:
        self._target.write(self._writable(text))
        if self._owes_note and text.endswith("\n"):
            self._owes_note = False
            self._target.write(LACKING.format(encoding=self._encoding))
        self._target.flush()

    def _writable(self, text: str) -> str:
        try:
            text.encode(self._encoding)
        except UnicodeEncodeError:
            plain = text.translate(PLAIN_SIGNS)
            written = plain.encode(self._encoding, "replace").decode(self._encoding)
            if written != plain and not self._lacked:
                self._lacked = self._owes_note = True
            return written
        return text


def standard_talk() -> Talk:
    """Return a conversation over the standard streams."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")
    person = sys.stdin.isatty()
    return Talk(sys.stdin, sys.stdout, page=PAGE if person else None, echo=not person)
