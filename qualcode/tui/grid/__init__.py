"""Grids of documents, participants and speakers: what stands in them, and what typing into a cell does. No widgets."""
