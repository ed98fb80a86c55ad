"""Finding a code by what the researcher typed: its path, its name, or a GUID. No SQL here."""

from __future__ import annotations

from qualcode.errors import AmbiguousName, UnknownName
from qualcode.model import Code
from qualcode.project.codes import join_path, split_path
from qualcode.project.lookup import ambiguous, by_guid, unknown


def find_code(reference: str, codes: list[Code]) -> Code:
    """Return the one code that a path, a name or the beginning of a GUID names."""
    reference = reference.strip()
    if not reference:
        raise UnknownName("A code needs a name; it is empty here.")
    wanted = join_path(split_path(reference))
    folded = wanted.casefold()
    for matches in (
        [code for code in codes if code.path == wanted],
        [code for code in codes if code.name == reference],
        by_guid(reference, codes),
        [code for code in codes if folded in (code.path.casefold(), code.name.casefold())],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise AmbiguousName(ambiguous("code", reference, ((code.path, code.guid) for code in matches)))
    raise UnknownName(unknown("code", reference, (code.path for code in codes), "qualcode codebook"))


def find_by_path(names: list[str], codes: list[Code]) -> Code:
    """Return the code at exactly this path; raises `UnknownName`, `AmbiguousName`."""
    path = join_path(names)
    matches = [code for code in codes if code.path == path]
    if len(matches) > 1:
        raise AmbiguousName(ambiguous("code", path, ((code.path, code.guid) for code in matches)))
    if not matches:
        raise UnknownName(unknown("code", path, (code.path for code in codes), "qualcode codebook"))
    return matches[0]
