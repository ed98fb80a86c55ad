"""Write the rows of a csv as one sheet in openpyxl's write-only mode: CSV FILE."""

import csv
import sys

from openpyxl import Workbook

book = Workbook(write_only=True)
sheet = book.create_sheet("Segments")
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    for row in csv.reader(file):
        sheet.append(row)
book.save(sys.argv[2])
