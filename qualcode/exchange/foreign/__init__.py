"""Projects of other tools: read into one form (`study.py`), from which they become ours, and written for them."""
