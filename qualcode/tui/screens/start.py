"""The start page: recent projects, New, Open, Demo, and where the data stays."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer, Static

from qualcode.tui.actions import START
from qualcode.tui.command import Command, bindings
from qualcode.tui.notices import guarded, inform, report
from qualcode.tui.opening import SUFFIX, make_project, recent_projects
from qualcode.tui.widgets.row_list import Piece, Row, RowList, row

if TYPE_CHECKING:
    from qualcode.tui.app import QualcodeApp

PROMISE = "Each study is one file in your own folder; nothing in it ever leaves this machine."
DEMO_FOLDER = "qualcode-demo"
TITLE = "qualcode\nRead interviews, mark what they mean, count it."


class StartScreen(Screen[None]):
    """What is seen when no project is open."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(START)]
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = START

    @property
    def qualcode(self) -> QualcodeApp:
        """The app."""
        return self.app  # type: ignore[return-value]

    def compose(self) -> ComposeResult:
        """Yield title, choices and the promise."""
        with Vertical(id="start"):
            yield Static(TITLE, id="title", markup=False)
            yield RowList(start_rows(), id="choices", classes="panel")
            yield Static(PROMISE, id="promise", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Make room for the choices."""
        choices = self.query_one(RowList)
        choices.styles.height = min(len(choices.rows), 16) + 2
        choices.place = 0
        choices.focus()

    @guarded
    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Do what was chosen."""
        if isinstance(message.key, Path):
            self.qualcode.open_path(message.key)
        elif message.key in ("new", "open", "demo"):
            {"new": self.action_new_project, "open": self.action_open_project, "demo": self.action_demo}[
                str(message.key)
            ]()

    @guarded
    def action_new_project(self) -> None:
        """Ask for a name and make a project in this folder."""
        from qualcode.tui.screens.new_project import NewProjectScreen

        @guarded
        def made(screen: StartScreen, answer: tuple[str, str] | None) -> None:
            if answer is not None:
                name, coder = answer
                screen.qualcode.show_project(make_project(Path(name).expanduser(), coder))

        self.app.push_screen(NewProjectScreen(self.qualcode.coder), lambda answer: made(self, answer))

    @guarded
    def action_open_project(self) -> None:
        """Ask for a project file."""
        from qualcode.tui.screens.path_prompt import PathPrompt

        @guarded
        def chosen(screen: StartScreen, path: Path | None) -> None:
            if path is not None:
                screen.qualcode.open_path(path)

        self.app.push_screen(PathPrompt("Open a project", {SUFFIX}), lambda path: chosen(self, path))

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


def start_rows() -> list[Row]:
    """Return the recent projects and the three ways to begin."""
    rows = [
        Row(path, (Piece(f" {path.stem}", strong=True), Piece(f"   {path.parent}", muted=True)))
        for path in recent_projects()[:10]
    ]
    if rows:
        rows.append(row(None, ""))
    return [
        *rows,
        Row("new", (Piece(" New…    ", strong=True), Piece("begin a study of your own in this folder")), "n"),
        Row("open", (Piece(" Open…   ", strong=True), Piece("a project file that is there already")), "o"),
        Row(
            "demo",
            (Piece(" Demo    ", strong=True), Piece("a small complete project to try everything on")),
            "d",
        ),
    ]
