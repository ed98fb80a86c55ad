"""Write the texts of a folder into a bare SQLite file with a full-text index: FOLDER FILE."""

import sqlite3
import sys
from pathlib import Path

folder, target = Path(sys.argv[1]), Path(sys.argv[2])
target.unlink(missing_ok=True)
connection = sqlite3.connect(target)
connection.execute("CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT, text TEXT)")
connection.execute(
    "CREATE VIRTUAL TABLE search USING fts5 (text, content = 'document', content_rowid = 'id')"
)
for number, path in enumerate(sorted(folder.iterdir()), start=1):
    text = path.read_text(encoding="utf-8")
    connection.execute("INSERT INTO document VALUES (?, ?, ?)", (number, path.stem, text))
    connection.execute("INSERT INTO search (rowid, text) VALUES (?, ?)", (number, text))
connection.commit()
