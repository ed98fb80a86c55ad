"""Count codings by code and document in a project, by SQL alone: FILE."""

import sqlite3
import sys

connection = sqlite3.connect(sys.argv[1])
rows = connection.execute(
    "SELECT code_id, document_id, count(*) FROM coding GROUP BY code_id, document_id"
).fetchall()
print(len(rows))
