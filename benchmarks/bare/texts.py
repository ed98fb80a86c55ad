"""Write the texts of a folder into a bare SQLite file with FTS5: FOLDER FILE plain|external.

`plain` is one FTS5 table that holds the texts; `external` a table of texts and an FTS5 index over it, which is what
a project file has.
"""

import sqlite3
import sys
from pathlib import Path

folder, target, shape = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
target.unlink(missing_ok=True)
connection = sqlite3.connect(target)
if shape == "plain":
    connection.execute("CREATE VIRTUAL TABLE search USING fts5 (text)")
else:
    connection.execute("CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT, text TEXT)")
    connection.execute(
        "CREATE VIRTUAL TABLE search USING fts5 (text, content = 'document', content_rowid = 'id')"
    )
for number, path in enumerate(sorted(folder.iterdir()), start=1):
    text = path.read_text(encoding="utf-8")
    if shape == "external":
        connection.execute("INSERT INTO document VALUES (?, ?, ?)", (number, path.stem, text))
    connection.execute("INSERT INTO search (rowid, text) VALUES (?, ?)", (number, text))
connection.commit()
