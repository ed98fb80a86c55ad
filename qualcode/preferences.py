"""What one coder chose for one study: codes on digits, how others' codings are shown. Kept in the user's settings.

It is about how she works and not about the data: so it is in no project file and in no history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from qualcode.settings import read_settings, write_settings

STUDY = "study-"
"""Tables of the settings that are kept for one study begin with this."""

ADVANCE = "advance_after_coding"
DIGITS = 9


class Others(StrEnum):
    """How the codings of other coders are shown."""

    SHOWN = "shown"
    DIMMED = "dimmed"
    HIDDEN = "hidden"

    @property
    def following(self) -> Others:
        """The next one, round and round."""
        ways = list(Others)
        return ways[(ways.index(self) + 1) % len(ways)]


@dataclass(slots=True)
class Preferences:
    """The choices of a coder in a study; `pinned` and `digits` are digit → GUID of a code."""

    pinned: dict[int, str] = field(default_factory=dict)
    others: Others = Others.SHOWN
    blind: bool = False
    digits: dict[int, str] = field(default_factory=dict)


def read_preferences(study: str, coder: str) -> Preferences:
    """Return what a coder chose for the study with that GUID; raises `QualcodeError` for damaged settings."""
    chosen = _of_study(study).get(coder, {})
    chosen = chosen if isinstance(chosen, Mapping) else {}
    others = chosen.get("others")
    return Preferences(
        _on_digits(chosen.get("pinned")),
        Others(others) if others in list(Others) else Others.SHOWN,
        chosen.get("blind") is True,
        _on_digits(chosen.get("digits")),
    )


def write_preferences(study: str, coder: str, chosen: Preferences) -> None:
    """Keep what a coder chose for a study. Raises `QualcodeError` for damaged settings, and `OSError`."""
    told: dict[str, Any] = {}
    for name, codes in (("pinned", chosen.pinned), ("digits", chosen.digits)):
        if codes:
            told[name] = [codes.get(digit, "") for digit in range(1, max(codes) + 1)]
    if chosen.others is not Others.SHOWN:
        told["others"] = str(chosen.others)
    if chosen.blind:
        told["blind"] = True
    coders = {name: each for name, each in _of_study(study).items() if name != coder}
    if told:
        coders[coder] = told
    write_settings(**{_table(study): coders or None})


def advances_after_coding() -> bool:
    """Say whether the cursor goes to the next sentence once a code was applied."""
    return read_settings().get(ADVANCE) is True


def set_advance_after_coding(advance: bool) -> None:
    """Let the cursor go on after coding, or stay."""
    write_settings(**{ADVANCE: advance or None})


def _on_digits(kept: object) -> dict[int, str]:
    """Return digit → GUID of a list that has a GUID, or nothing, for each digit."""
    guids = kept if isinstance(kept, list) else []
    return {digit: str(guid) for digit, guid in enumerate(guids[:DIGITS], 1) if guid}


def _table(study: str) -> str:
    return f"{STUDY}{study}"


def _of_study(study: str) -> dict[str, Any]:
    kept = read_settings().get(_table(study), {})
    return dict(kept) if isinstance(kept, Mapping) else {}
