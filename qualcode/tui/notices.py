"""What the screen tells: refusals that stay until they are read, and what to do when something unexpected happens."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from textual.message_pump import MessagePump

from qualcode.errors import QualcodeError
from qualcode.tui.visible import visible_lines

if TYPE_CHECKING:
    from textual.app import App

Parameters = ParamSpec("Parameters")
Node = TypeVar("Node", bound=MessagePump)
UNTIL_READ = 24 * 3600.0
BRIEFLY = 6.0


def inform(app: App[None], sentence: str) -> None:
    """Show a sentence for a few seconds."""
    app.notify(visible_lines(sentence), timeout=BRIEFLY, markup=False)


def refuse(app: App[None], sentence: str) -> None:
    """Show why something was not done; it stays until Esc or a click. The same sentence is not shown twice."""
    if is_shown(app, sentence):
        return
    app.notify(
        visible_lines(sentence),
        title="Not done · Esc closes",
        severity="error",
        timeout=UNTIL_READ,
        markup=False,
    )


def warn(app: App[None], sentence: str) -> None:
    """Show a warning; it stays until Esc or a click. The same sentence is not shown twice."""
    if is_shown(app, sentence):
        return
    app.notify(
        visible_lines(sentence), title="Take care · Esc closes", severity="warning", timeout=UNTIL_READ,
        markup=False,
    )  # fmt: skip


def is_shown(app: App[None], sentence: str) -> bool:
    """Say whether a notice with that sentence is on the screen already."""
    notices = (str(toast.render()) for toast in app.screen.query("Toast"))
    return any(visible_lines(sentence) in notice for notice in notices)


def report_unexpected(app: App[None], error: BaseException) -> None:
    """Say that something unforeseen happened, and write the details to the log."""
    refuse(
        app,
        f"Something unforeseen happened ({type(error).__name__}); nothing that was saved is lost, "
        f"and {write_log(error)}.",
    )


def write_log(error: BaseException) -> str:
    """Write the details of an error to the log; return where they are, as the end of a sentence."""
    from qualcode.settings import settings_folder

    log = settings_folder() / "errors.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write("".join(traceback.format_exception(error)) + "\n")
    except OSError:
        return "the details could not be written to the log"
    return f"the details are in {log}"


def report(app: App[None], error: BaseException) -> None:
    """Tell of an error, whatever it is."""
    if isinstance(error, QualcodeError):
        from qualcode.tui.option_words import on_screen

        refuse(app, on_screen(str(error)))
    elif isinstance(error, OSError) and error.filename:
        refuse(app, f"{error.filename}: {error.strerror}.")
    else:
        report_unexpected(app, error)


def guarded(
    method: Callable[Concatenate[Node, Parameters], None],
) -> Callable[Concatenate[Node, Parameters], None]:
    """Let a method of a screen or widget tell of its errors instead of ending the app."""

    @wraps(method)
    def attempt(self: Node, *args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        try:
            method(self, *args, **kwargs)
        except Exception as error:
            report(self.app, error)

    return cast(Callable[Concatenate[Node, Parameters], None], attempt)


def before_typing(
    method: Callable[Concatenate[Node, Parameters], None],
) -> Callable[Concatenate[Node, Parameters], None]:
    """Guard a method that opens a line to write in: where it is refused, what is typed next must do nothing."""

    @wraps(method)
    def attempt(self: Node, *args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        try:
            method(self, *args, **kwargs)
        except QualcodeError as error:
            from qualcode.tui.screens.not_done import NotDoneScreen

            self.app.push_screen(NotDoneScreen(str(error)))

    return guarded(cast(Callable[Concatenate[Node, Parameters], None], attempt))
