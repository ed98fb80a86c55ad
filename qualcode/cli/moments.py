"""Moments as people read them."""

from __future__ import annotations

from qualcode.text.moments import local_time

__all__ = ["local_time"]
