"""The code tree of REFI-QDA files, codebook and project alike, walked without recursion."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.errors import ReadingError
from qualcode.exchange.foreign.refi_state import State, description, refer_notes
from qualcode.exchange.foreign.refi_values import colour, flag
from qualcode.exchange.foreign.safe_xml import Element, local
from qualcode.exchange.foreign.study import Code

DEEPEST_CODES = 100  # levels that a codebook may have here
UNNAMED = "unnamed code"


def walk(codes: Element, name: str) -> Iterator[tuple[Element, Element | None]]:
    """Yield the Code elements below `Codes` with their parents, parents first; raises `ReadingError` when too deep."""
    waiting = [(code, None, 1) for code in reversed(codes) if local(code) == "Code"]
    while waiting:
        element, parent, depth = waiting.pop()
        if depth > DEEPEST_CODES:
            raise ReadingError(f"{name} has a code tree of over {DEEPEST_CODES} levels; no more are read.")
        yield element, parent
        waiting.extend((child, element, depth + 1) for child in reversed(element) if local(child) == "Code")


def read_codes(state: State, codes: Element, name: str) -> None:
    """Take the codes of a project into the study."""
    keys: dict[Element, str] = {}
    for element, parent in walk(codes, name):
        label = element.get("name") or ""
        about = f"code {label or UNNAMED}"
        key, guid = state.claim("code", element.get("guid"), about)
        keys[element] = key
        if not label.strip():
            state.remark("codes without a name", about, "has no name in the file")
        shade = colour(element.get("color"))
        if shade is None:
            state.remark(
                "colours", about, f"its colour {element.get('color')} is not understood", is_loss=True
            )
        state.study.codes.append(
            Code(
                key, label if label.strip() else UNNAMED, keys[parent] if parent is not None else None, guid,
                shade or "", description(element), flag(element.get("isCodable")),
            )
        )  # fmt: skip
        refer_notes(state, element, "code", key)
