"""GUIDs that sort by the time they were made (UUID version 7, RFC 9562), so that a million stay cheap to index."""

from __future__ import annotations

import os
import re
import time

GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class GuidMaker:
    """Makes GUIDs that grow: 48 bits of milliseconds, then a counter, then random bits.

    The counter (26 bits, starting anywhere in its lower half each millisecond) keeps the order inside one
    millisecond; 48 random bits make two makers on two machines differ.
    """

    def __init__(self) -> None:
        self._millisecond = 0
        self._counter = 0

    def __call__(self) -> str:
        """Return a new GUID, greater than every earlier one of this maker."""
        now = time.time_ns() // 1_000_000
        if now > self._millisecond:
            self._millisecond = now
            self._counter = int.from_bytes(os.urandom(4), "big") & 0x1FFFFFF
        else:
            self._counter += 1
            if self._counter > 0x3FFFFFF:
                self._millisecond += 1
                self._counter = 0
        high = f"{self._millisecond:012x}"
        # 12 bits after the version digit, 14 bits after the two variant bits.
        upper, lower = self._counter >> 14, self._counter & 0x3FFF
        return f"{high[:8]}-{high[8:]}-7{upper:03x}-{0x8000 | lower:04x}-{os.urandom(6).hex()}"


new_guid = GuidMaker()


def normal_guid(text: str) -> str:
    """Return a GUID as it is stored: lower case, without braces."""
    return text.strip().strip("{}").lower()


def is_guid(text: str) -> bool:
    """Whether a text (as `normal_guid` returns it) has the form of a GUID."""
    return GUID.fullmatch(text) is not None
