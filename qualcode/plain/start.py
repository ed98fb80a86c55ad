"""Without a project: choose a recent one, open or make one, or make the demo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import ProjectError
from qualcode.plain.commands import Command, Place
from qualcode.plain.paths import ask_path, path_of, project_files
from qualcode.plain.study import own_name
from qualcode.remembered import recent_projects

if TYPE_CHECKING:
    from qualcode.plain.session import Session

SUFFIX = ".qualcode"
DEMO_FOLDER = "qualcode-demo"
PATH_HELP = (
    "Type the path of a project file, as in studies/bread.qualcode, or a folder to hear what is in it."
)


class StartPlace(Place):
    """Where one is without a project."""

    name = "the choice of a project"
    prompt = "Number or o open, n new, d demo"
    about = "Choose a project: one file for each study. Nothing in it ever leaves this machine."

    def arrive(self) -> None:
        """Say the projects opened last, and those in this folder."""
        self._offer()

    def next(self) -> None:
        """Say the choice again."""
        self._offer()

    def come_back(self) -> None:
        """Close the project that was left."""
        self.session.close_project()
        self._offer()

    def _offer(self) -> None:
        self._known = known_projects()
        if not self._known:
            self.talk.say("No project is open, and none was opened before. n makes one, d the demo.")
            return
        self.talk.say("Choose a project:")
        self.talk.say_list([f"{n} {path.stem}, in {path.parent}" for n, path in enumerate(self._known, 1)])

    def choose(self, number: int) -> None:
        """Open one of those offered."""
        if number > len(self._known):
            raise ProjectError(f"There is no project {number} in the list.")
        self.session.open_project(self._known[number - 1])


def known_projects() -> list[Path]:
    """Return the recent projects, and those in this folder that are not among them."""
    recent = [Path(project.path) for project in recent_projects() if project.is_there]
    there = {path.resolve() for path in recent}
    return recent + [path.resolve() for path in project_files(Path()) if path.resolve() not in there]


def open_command(place: Place, typed: str) -> None:
    """Open a project by its path."""
    open_path(place.session, typed)


def open_path(session: Session, typed: str) -> None:
    """Open what was typed, or is asked for; of a folder with several projects, offer them."""
    path = path_of(typed) if typed else ask_path(session.talk, "Project file: ", PATH_HELP)
    if path.is_dir():
        found = project_files(path)
        if not found:
            raise ProjectError(f"There is no project in {path}.")
        path = _chosen(session, found) if len(found) > 1 else found[0]
    session.open_project(path)


def _chosen(session: Session, found: list[Path]) -> Path:
    session.talk.say_list([f"{number} {path.name}" for number, path in enumerate(found, 1)])
    typed = session.talk.ask_for("Number, 0 for none: ", "Type the number of a project in the list.")
    if typed.isdecimal() and 1 <= int(typed) <= len(found):
        return found[int(typed) - 1]
    raise ProjectError(f"There is no project “{typed}” in the list.")


def new_command(place: Place, typed: str) -> None:
    """Make an empty project; asks for its name and for who codes."""
    session = place.session
    typed = typed or session.talk.ask_for(
        "Name of the study, 0 for none: ",
        f"Type a name or a path; bread becomes bread{SUFFIX} in this folder. Then you are asked who codes.",
    )
    if not typed:
        raise ProjectError("A study needs a name.")
    path = path_of(typed)
    path = path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
    if path.exists():
        raise ProjectError(f"{path} is there already; choose another name, or open it.")
    session.coder = _asked_coder(session)
    session.open_project(path, new=True)


def _asked_coder(session: Session) -> str:
    from qualcode.project.file import login_name

    present = own_name(session.coder) or login_name()
    return session.talk.ask_for(f"Who codes? Enter for {present}: ", "Type your name.") or present


def demo_command(place: Place, typed: str) -> None:
    """Make the demo project in this folder, or open the one made before."""
    from qualcode.demo import PROJECT_NAME, make_demo

    folder = Path(DEMO_FOLDER)
    if not (folder / PROJECT_NAME).is_file():
        make_demo(folder, say=place.talk.say)
    place.session.open_project(folder / PROJECT_NAME)


StartPlace.commands = (
    Command("open", "o", "[PATH]", "opens a project file.", open_command),
    Command("new", "n", "[NAME]", "makes an empty project; asks for its name and for yours.", new_command),
    Command("demo", "d", "", f"makes a small complete project in {DEMO_FOLDER}, or opens it.", demo_command),
)
