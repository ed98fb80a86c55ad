"""Whose codings are told of, as the coder chose on the screen: others' too, or not, or blind until she is done."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.errors import QualcodeError
from qualcode.preferences import Others, read_preferences


@dataclass(slots=True)
class Sight:
    """What of others' codings exists for the coder. `blind`: nothing, in documents that she has not marked complete."""

    others: bool = True
    blind: bool = False

    def sees(self, *, is_mine: bool, is_complete: bool) -> bool:
        """Say whether a coding is told of."""
        return is_mine or (self.others and (is_complete or not self.blind))


def chosen_sight(study_guid: str, coder: str) -> Sight:
    """Return what the settings say for a coder in the study of that GUID; raises `QualcodeError` when damaged."""
    try:
        chosen = read_preferences(study_guid, coder)
    except QualcodeError as error:
        raise QualcodeError(f"{error} Until then it is not known whether {coder} codes blind.") from None
    return Sight(others=chosen.others is not Others.HIDDEN, blind=chosen.blind)
