"""A grid in which one walks from cell to cell, marks rows and types."""
