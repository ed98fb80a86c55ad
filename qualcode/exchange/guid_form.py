"""What a GUID looks like."""

from __future__ import annotations

import re

GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_guid(text: str) -> bool:
    """Whether a text (as `normal_guid` returns it) has the form of a GUID."""
    return GUID.fullmatch(text) is not None
