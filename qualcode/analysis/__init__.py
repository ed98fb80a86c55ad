"""Rows of a project become tables (pandas DataFrames)."""
