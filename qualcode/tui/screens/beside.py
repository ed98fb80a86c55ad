"""Places that read what takes long in a thread of its own, with a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from qualcode.tui.notices import guarded, report
from qualcode.tui.opening import with_own_connection
from qualcode.tui.screens.place import PlaceScreen

if TYPE_CHECKING:
    from qualcode.api import Project

Result = TypeVar("Result")


class Beside(PlaceScreen):
    """The screen never stands still for what is read here."""

    def closed_notices(self) -> bool:
        """Close the notices that stay until they are read; say whether there were any."""
        if not self.query("Toast.-error, Toast.-warning"):
            return False
        self.app.clear_notifications()
        return True

    def read_beside(
        self, job: Callable[[Project], Result], show: Callable[[Result], object], *, group: str
    ) -> None:
        """Read with `job`, then `show` what it gave; a later one of the same group is shown in its place."""
        path, coder = self.desk.project.path, self.desk.project.coder

        def work() -> None:
            try:
                result = with_own_connection(path, coder, job, read_only=True)
            except Exception as error:
                self.app.call_from_thread(report, self.app, error)
            else:
                self.app.call_from_thread(self._arrived, show, result)

        self.run_worker(work, thread=True, exclusive=True, group=group, exit_on_error=False)

    @guarded
    def _arrived(self, show: Callable[[Result], object], result: Result) -> None:
        if self.is_attached:
            show(result)
