"""Tables become files: workbook, csv, json, markdown. No calculation of its own."""
