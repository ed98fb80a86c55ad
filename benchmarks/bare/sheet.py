"""Write kept rows as one sheet in openpyxl's write-only mode, and print the seconds it took: ROWS FILE."""

import pickle
import sys
import time
from pathlib import Path

from openpyxl import Workbook

rows = pickle.loads(Path(sys.argv[1]).read_bytes())
started = time.perf_counter()
book = Workbook(write_only=True)
sheet = book.create_sheet("Segments")
for row in rows:
    sheet.append(row)
book.save(sys.argv[2])
print(time.perf_counter() - started)
