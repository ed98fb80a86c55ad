"""Transcripts, tables, codebooks and codings in and out of a project, whole or not at all."""
