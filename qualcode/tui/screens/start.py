"""The start page: recent projects, New, Open, Demo, and where the data stays."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from qualcode.errors import ProjectError
from qualcode.remembered import forget_project, recent_projects
from qualcode.tui.actions import START
from qualcode.tui.command import Command, bindings
from qualcode.tui.dropped import dropped_path
from qualcode.tui.notices import guarded, inform, report
from qualcode.tui.opening import SUFFIX, make_project, remember_coder
from qualcode.tui.start_rows import start_rows
from qualcode.tui.widgets.footer import KeyFooter
from qualcode.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from qualcode.tui.app import QualcodeApp

PROMISE = "Each study is one file in your own folder; nothing in it ever leaves this machine."
DEMO_FOLDER = "qualcode-demo"
TITLE = "qualcode\nRead interviews, mark what they mean, count it."


class StartScreen(Screen[None]):
    """What is seen when no project is open."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(START)]
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = START
    _has_list = False

    @property
    def qualcode(self) -> QualcodeApp:
        """The app."""
        return self.app  # type: ignore[return-value]

    def compose(self) -> ComposeResult:
        """Yield title, choices and the promise."""
        with Vertical(id="start"):
            yield Static(TITLE, id="title", markup=False)
            yield RowList(id="choices", classes="panel")
            yield Static(PROMISE, id="promise", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show the choices."""
        choices = self.query_one(RowList)
        self.draw_choices()
        choices.place = 0
        choices.focus()

    @property
    def kept_from_footer(self) -> set[str]:
        """Actions that the footer does not show now: without a list nothing is taken off it."""
        return set() if self._has_list else {"screen.forget_project"}

    def draw_choices(self) -> None:
        """Show the recent projects and the ways to begin, and make room for them."""
        choices = self.query_one(RowList)
        recent = recent_projects()
        self._has_list = bool(recent)
        choices.show_rows(start_rows(recent, datetime.now()))
        self.refresh_bindings()
        choices.styles.height = min(len(choices.rows), 16) + 2

    @guarded
    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Do what was chosen."""
        ways = {"new": self.action_new_project, "open": self.action_open_project, "demo": self.action_demo}
        if message.key in ways:
            ways[str(message.key)]()
        elif Path(str(message.key)).is_file():
            self.qualcode.open_path(Path(str(message.key)))
        else:
            raise ProjectError(f"{message.key} is not there any more; x takes it off this list.")

    @guarded
    def action_forget_project(self) -> None:
        """Take a recent project off the list."""
        project = self.query_one(RowList).key
        known = [each.path for each in recent_projects()]
        if project not in known:
            raise ProjectError("That is no recent project; x takes one of these off the list.")
        forget_project(str(project))
        self.draw_choices()
        inform(self.qualcode, f"{Path(str(project)).stem} is off the list; its file was not touched.")

    @guarded
    def on_paste(self, event: events.Paste) -> None:
        """Open what was dropped on the window."""
        path = dropped_path(event.text)
        if path is None:
            raise ProjectError("What was pasted is not the path of a file that is there.")
        if path.is_dir() or path.suffix != SUFFIX:
            raise ProjectError(
                f"{path.name} is no project file ({SUFFIX}). Transcripts come into a project: make or open one, "
                "then F9 imports."
            )
        self.qualcode.open_path(path)

    def on_key(self, event: events.Key) -> None:
        """A path that is typed goes into the line where a project file is asked for."""
        if event.character in ("/", "~") and self.app.screen is self:
            event.stop()
            self.open_typed(event.character)

    @guarded
    def action_new_project(self) -> None:
        """Ask for a name and make a project in this folder."""
        from qualcode.tui.screens.new_project import NewProjectScreen

        @guarded
        def made(screen: StartScreen, answer: tuple[str, str] | None) -> None:
            if answer is not None:
                name, coder = answer
                remember_coder(coder)
                screen.qualcode.show_project(make_project(Path(name).expanduser(), coder))

        self.app.push_screen(NewProjectScreen(self.qualcode.coder), lambda answer: made(self, answer))

    @guarded
    def action_open_project(self) -> None:
        """Ask for a project file."""
        self.open_typed()

    def open_typed(self, start: str = "") -> None:
        """Ask for a project file, with the beginning of its path."""
        from qualcode.tui.screens.path_prompt import PathPrompt

        @guarded
        def chosen(screen: StartScreen, path: Path | None) -> None:
            if path is not None:
                screen.qualcode.open_path(path)

        self.app.push_screen(
            PathPrompt("Open a project", {SUFFIX}, start=start), lambda path: chosen(self, path)
        )

    @guarded
    def action_demo(self) -> None:
        """Make the demo project, or open the one made before."""
        folder = Path(DEMO_FOLDER)
        there = sorted(path for path in folder.glob(f"*{SUFFIX}") if ".before-upgrade-from-" not in path.name)
        if there:
            self.qualcode.open_path(there[0])
            return
        inform(self.qualcode, f"Making the demo project in {DEMO_FOLDER}/ …")
        self.run_worker(lambda: self._make_demo(folder), thread=True, exclusive=True, exit_on_error=False)

    def _make_demo(self, folder: Path) -> None:
        try:
            from qualcode.demo import make_demo

            make_demo(folder)
        except Exception as error:
            self.app.call_from_thread(report, self.qualcode, error)
        else:
            self.app.call_from_thread(self.action_demo)
