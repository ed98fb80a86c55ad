"""The screen's name for `qualcode.text.visible`."""

from qualcode.text.visible import REPLACEMENT, ZERO_WIDTH_NON_JOINER, visible, visible_lines

__all__ = ["REPLACEMENT", "ZERO_WIDTH_NON_JOINER", "visible", "visible_lines"]
