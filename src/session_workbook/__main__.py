"""``python -m session_workbook report sample``: the command where no script is on the path."""

from session_workbook import console

console()
