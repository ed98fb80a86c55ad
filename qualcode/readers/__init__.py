"""A file becomes a Transcript: one module per format, one registry by suffix."""

from qualcode.readers.registry import SUFFIXES, read_transcript

__all__ = ["SUFFIXES", "read_transcript"]
