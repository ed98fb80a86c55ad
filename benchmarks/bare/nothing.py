"""Start Python, and the packages that a table needs, and stop."""

import pandas  # noqa: F401
