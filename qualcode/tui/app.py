"""The app: which screen is shown, which project is open, and what works everywhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.actions import ActionParseResult
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input, TextArea

from qualcode.errors import QualcodeError
from qualcode.known_settings import remarks
from qualcode.remembered import hints_used, remember_hints, remember_place
from qualcode.settings import read_settings, write_settings
from qualcode.tui.action_list import offered
from qualcode.tui.actions import EVERYWHERE, GOING
from qualcode.tui.command import bindings, told
from qualcode.tui.desk import Desk
from qualcode.tui.draft_keeping import drafts_folder
from qualcode.tui.garbage import SearchWhenQuiet
from qualcode.tui.keymap import KEY_MAP, MAPS, KeyMap, read_key_map
from qualcode.tui.notices import guarded, report, warn
from qualcode.tui.opening import open_project, remember_coder
from qualcode.tui.themes import DEFAULT_THEME, THEMES
from qualcode.tui.widgets.hints import ALL_USED, HINTS, HintLine

if TYPE_CHECKING:
    from rich.console import RenderableType

    from qualcode.api import Project
    from qualcode.tui.draft_keeping import DraftKeeper
    from qualcode.tui.screens.reading import ReadingScreen

LOOKED_AFTER_SECONDS = 1.0


class QualcodeApp(App[None]):
    """qualcode on the screen."""

    TITLE = "qualcode"
    CSS_PATH = [  # noqa: RUF012  (Textual's own way)
        "styles/app.tcss",
        "styles/codebook.tcss",
        "styles/coding.tcss",
        "styles/documents.tcss",
        "styles/segments.tcss",
        "styles/trail.tcss",
    ]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((*EVERYWHERE, *GOING))]

    def __init__(self, project: Project | None = None, coder: str | None = None) -> None:
        super().__init__()
        self.project = project
        self.coder = coder
        self._looking_failed = False
        self.last_words = ""
        self.drafts_under_way: set[DraftKeeper] = set()
        self._remembered: dict[str, object] = {}
        self._came_from: dict[str, str] = {}  # the place from which another was opened
        for theme in THEMES:
            self.register_theme(theme)
        self._settings, self._remarks = _settings_at_start()
        self.key_map = KeyMap()
        self.theme = self._saved_theme()

    def on_mount(self) -> None:
        """Show the first screen, and look after changes from elsewhere from then on."""
        self.theme_changed_signal.subscribe(self, lambda theme: self._save_theme(theme.name))
        self.set_interval(LOOKED_AFTER_SECONDS, self.look_after_project)
        self.set_interval(LOOKED_AFTER_SECONDS, SearchWhenQuiet().look)
        self._take_up_keys()
        if self.project is None:
            self.show_start()
        else:
            self.show_project(self.project)
        for remark in self._remarks:
            warn(self, remark)

    def on_unmount(self) -> None:
        """Leave one plain file behind, however the app ends."""
        self.close_project()

    # -- projects

    def open_path(self, path: Path) -> None:
        """Open a project file and show it. Raises `ProjectError`."""
        self.show_project(open_project(path, self.coder))

    def show_project(self, project: Project) -> None:
        """Show a project, in place of what is shown."""
        from qualcode.tui.screens.reading import ReadingScreen

        if self.project is not project:
            self.close_project()
        self.project = project
        self._show_alone(ReadingScreen(Desk(project)))
        if warning := project.warning():
            warn(self, warning)
        self._ask_who_codes(project)

    def _ask_who_codes(self, project: Project) -> None:
        """Ask, where several people code and the one at the keyboard has not said who she is."""
        from qualcode.tui.screens.choice import ChoiceScreen

        names = [coder.name for coder in project.coders.all()]
        if self.coder is not None or not names or project.coder in names:
            self._offer_drafts(project)
            return

        @guarded
        def answered(app: QualcodeApp, name: str | None) -> None:
            if name is not None:
                remember_coder(name)
            if name is not None and name != project.coder:
                app.coder = name
                app.open_path(project.path)
            else:
                app._offer_drafts(project)

        me = project.coder
        self.push_screen(ChoiceScreen("Who is coding?", [*names, me]), lambda name: answered(self, name))

    def _offer_drafts(self, project: Project) -> None:
        if any(drafts_folder().glob("*")):
            from qualcode.tui.screens.restoring import offer_drafts

            offer_drafts(self, project)

    def show_start(self) -> None:
        """Close the project and show the start page."""
        from qualcode.tui.screens.start import StartScreen

        self.close_project()
        self._show_alone(StartScreen())

    def close_project(self) -> None:
        """Close the project file, if one is open; it is one plain file then."""
        self._remembered.clear()
        self._came_from.clear()
        self._remember_where()
        if (reading := self._reading()) is not None:
            reading.keep_place()
        if self.project is not None:
            self.project.close()
            self.project = None

    def _remember_where(self) -> None:
        """Note what is read, for the start page."""
        reading = self._reading()
        if self.project is not None and reading is not None and reading.desk.project is self.project:
            document = reading.desk.document
            name = document.name if document is not None else ""
            remember_place(self.project.path, name, len(reading.desk.study.documents))

    def _show_alone(self, screen: Screen[None]) -> None:
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def look_after_project(self) -> None:
        """Show what another program changed; a trouble with that is told once, not every second."""
        failed = self._looking_failed
        try:
            self._look_for_changes()
            self._looking_failed = False
        except Exception as error:
            if not failed:
                report(self, error)
            self._looking_failed = True
        if failed != self._looking_failed and (reading := self._reading()) is not None:
            reading.draw_header()

    def _reading(self) -> ReadingScreen | None:
        from qualcode.tui.screens.reading import ReadingScreen

        return next((screen for screen in self.screen_stack if isinstance(screen, ReadingScreen)), None)

    def _look_for_changes(self) -> None:
        reading = self._reading()
        if self.project is None or reading is None:
            return
        reading.desk.check_place()
        if not reading.desk.was_changed_elsewhere():
            return
        reading.desk.refresh()
        places = [screen for screen in self.screen_stack if hasattr(screen, "show_change_elsewhere")]
        for place in places:  # also under a dialog
            place.show_change_elsewhere()
        if not places:  # else it is drawn when one comes back to it
            reading.show_everything()

    # -- places

    def remember_for(self, place: str, memory: object) -> None:
        """Have a place take up this memory when one goes there next, in place of its own."""
        self._remembered[place] = memory

    def action_go_to(self, place: str) -> None:
        """Go to a place of the study; Esc there goes to the text."""
        self._go_to(place, "")

    def go_to_from_here(self, place: str) -> None:
        """Go to a place to see more of what stands here; Esc there comes back."""
        self._go_to(place, getattr(self.screen, "place", ""))

    def go_back(self, to: str = "") -> None:
        """Go back to where one came from, by default the place from which this one was opened, else the text."""
        to = to or self._came_from.get(getattr(self.screen, "place", ""), "") or "read"
        self._go_to(to, self._came_from.get(to, ""))

    @guarded
    def _go_to(self, place: str, came_from: str) -> None:
        """Go to a place and keep in mind from where; from a dialog or the start page there is no way to one."""
        from qualcode.tui.screens.place import PLACES, PlaceScreen

        reading = self._reading()
        if reading is None or not isinstance(self.screen, (PlaceScreen, type(reading))):
            return
        if isinstance(self.screen, PlaceScreen):
            if self.screen.place == place:
                return
            may_leave = getattr(self.screen, "ask_before_leaving", None)
            if may_leave is not None and may_leave(partial(self._go_to, place, came_from)):
                return
            self._remembered[self.screen.place] = self.screen.remembered()
            self.pop_screen()
        self._came_from[place] = came_from
        if place == "read":
            reading.come_back()
            return
        module, _, name = PLACES[place].partition(":")
        screen: PlaceScreen = getattr(import_module(module), name)(reading.desk)
        if (memory := self._remembered.get(place)) is not None:
            screen.recall(memory)
        self.push_screen(screen)

    # -- what works everywhere

    def on_key(self, event: events.Key) -> None:
        """Give a line or memo that has just opened what was typed while it opened.

        A key that reaches the app was typed to the widget that had the focus before.
        """
        if not event.is_printable or event.character is None:
            return
        if isinstance(self.focused, Input):
            self.focused.replace(event.character, *self.focused.selection)
            event.prevent_default()
        elif isinstance(self.focused, TextArea) and not self.focused.read_only:
            self.focused.insert(event.character)
            event.prevent_default()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield every action of the screen for the palette, and the themes."""
        yield from offered(self, screen)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Carry out the action of a key; a mistake in it is told and does not end the screen."""
        try:
            done = await super().run_action(action, default_namespace, namespaces)
            if done and isinstance(action, str):
                self._note_hint(action)
            return done
        except Exception as error:
            report(self, error)
            return True

    def _fatal_error(self) -> None:
        """Leave with one sentence instead of a traceback full of the study's texts (Textual calls this)."""
        from qualcode.tui.rescue import last_words

        self.last_words = last_words(self.screen_stack, sys.exc_info()[1])
        self.exit(return_code=1)

    def action_show_help(self) -> None:
        """Show all keys."""
        from qualcode.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(
                HelpScreen(
                    getattr(self.screen, "COMMANDS_HERE", ()),
                    getattr(self.screen, "TEXT_BINDINGS", ()),
                    self.key_map,
                )
            )

    def action_jump(self) -> None:
        """Put a letter over each panel; the letter goes there."""
        from qualcode.tui.screens.jump import JumpScreen, Target, targets

        def chosen(target: Target | None) -> None:
            if target is not None:
                target.go()

        if isinstance(self.screen, JumpScreen):
            self.screen.dismiss(None)
        elif found := targets(self.screen):
            self.push_screen(JumpScreen(found), chosen)

    def action_dismiss_notices(self) -> None:
        """Close the notices."""
        self.clear_notifications()

    async def action_quit(self) -> None:
        """Leave, unless a screen has something to ask first."""
        for screen in self.screen_stack:
            may_leave = getattr(screen, "ask_before_leaving", None)
            if may_leave is not None and may_leave(self.exit):
                return
        self._remember_where()
        self.exit()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave; what is being written and was not saved is on the disk before."""
        for keeper in list(self.drafts_under_way):
            with suppress(Exception):
                keeper.keep_at_once()
        super().exit(result, return_code, message)

    # -- keys

    def _take_up_keys(self) -> None:
        """Give the actions the keys that the settings ask for; tell of what cannot be."""
        settings = dict(self._settings)
        if settings.get(KEY_MAP) not in MAPS:
            settings.pop(KEY_MAP, None)  # a wrong name is told with the other settings
        self.key_map = read_key_map(settings)
        self._remarks += self.key_map.remarks
        if self.key_map.keys:
            self.set_keymap(self.key_map.keys)

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as a person reads it, for the footer."""
        return binding.key_display or told(binding.key)

    def _note_hint(self, action: str) -> None:
        used = next((hint.id for hint in HINTS if hint.action == action), None)
        if used is not None and used not in (already := hints_used()):
            remember_hints({*already, used})
            self.show_hints()

    def show_hints(self) -> None:
        """Show the first keys that were not used yet, where they are wanted."""
        used = hints_used() if self._settings.get("hints") is not False else ALL_USED
        for screen in self.screen_stack:
            for line in screen.query(HintLine):
                desk = getattr(screen, "desk", None)
                line.show_left(used, self.key_map, empty=desk is not None and desk.document is None)

    def action_hide_hints(self) -> None:
        """Send the line with the first keys away for good."""
        remember_hints(ALL_USED)
        self.show_hints()

    def action_show_hints(self) -> None:
        """Show the line with the first keys again."""
        remember_hints(())
        self.show_hints()

    # -- themes

    def _saved_theme(self) -> str:
        saved = self._settings.get("theme")
        return saved if isinstance(saved, str) and saved in self.available_themes else DEFAULT_THEME

    def _save_theme(self, name: str) -> None:
        try:
            write_settings(theme=name)
        except (OSError, QualcodeError) as error:
            report(self, error)


def _settings_at_start() -> tuple[dict[str, Any], list[str]]:
    """Return the settings, and a sentence for each that cannot be taken; wrong ones never keep from starting."""
    try:
        settings = read_settings()
    except (OSError, QualcodeError) as error:
        return {}, [str(error)]
    return settings, remarks(settings)


def run(path: Path | None, coder: str | None) -> None:
    """Open the screen on a project file, or on the start page; returns when it is left.

    Raises `ProjectError` when the file cannot be opened, before anything is drawn, and `QualcodeError` when
    a mistake in the program ended the screen.
    """
    app = QualcodeApp(open_project(path, coder) if path else None, coder)
    try:
        app.run()
    finally:
        app.close_project()
    if app.last_words:
        raise QualcodeError(app.last_words)
