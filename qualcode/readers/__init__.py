"""A file becomes a Transcript: one module per format, one registry by suffix."""
