"""Keys carried out at once, in the order in which they were typed.

Textual looks for the binding of a key only when the key has come past every widget above. Letters typed after it
have been taken by then; in a grid they would go into the wrong cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.dom import DOMNode
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.app import App


async def carry_out(event: events.Key, widget: Widget, *others: DOMNode) -> bool:
    """Carry out what a key is bound to on a widget, or on one of the others; say whether it is bound there."""
    active = widget.screen.active_bindings.get(event.key)
    if active is None or not active.enabled or active.node not in (widget, *others):
        return False
    event.stop()
    event.prevent_default()
    app: App[object] = widget.app
    await app.run_action(active.binding.action, active.node)
    return True
