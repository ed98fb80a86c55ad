"""Read a csv of codings and insert it into a bare indexed table: CSV FILE."""

import csv
import sqlite3
import sys
from pathlib import Path

source, target = Path(sys.argv[1]), Path(sys.argv[2])
target.unlink(missing_ok=True)
connection = sqlite3.connect(target)
connection.execute("CREATE TABLE coding (document TEXT, start INTEGER, end INTEGER, code TEXT, coder TEXT)")
connection.execute("CREATE INDEX place ON coding (document, start, end)")
connection.execute("CREATE INDEX code ON coding (code)")
with source.open(encoding="utf-8", newline="") as file:
    rows = csv.reader(file)
    next(rows)
    connection.executemany("INSERT INTO coding VALUES (?, ?, ?, ?, ?)", rows)
connection.commit()
