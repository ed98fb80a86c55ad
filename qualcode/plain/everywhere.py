"""What can be typed at every place: going from one to another, undo, help, and leaving."""

from __future__ import annotations

from qualcode.errors import InvalidValue
from qualcode.plain.commands import Command, Place, find, unknown
from qualcode.plain.talking import Left
from qualcode.text.wording import sentence


def undo(place: Place, typed: str) -> None:
    """Take back the last action, or the one of that number in the history."""
    action = place.session.study.project.undo(_action_number(typed))
    place.talk.say(f"{sentence(action.summary)}.")


def redo(place: Place, typed: str) -> None:
    """Bring back what was undone last, or the action of that number."""
    action = place.session.study.project.redo(_action_number(typed))
    place.talk.say(f"{sentence(action.summary)}.")


def _action_number(typed: str) -> int | None:
    if typed and not typed.isdecimal():
        raise InvalidValue("Type undo or redo alone, or with a number from the history.")
    return int(typed) if typed else None


def help_here(place: Place, typed: str) -> None:
    """Say what can be typed here; of one command when it is named."""
    session = place.session
    if typed:
        command = session.command(place, typed.split()[0].casefold())
        if command is None:
            session.refuse(unknown(typed, [*place.commands, *session.commands_everywhere()]))
        else:
            place.talk.say(command.help)
        return
    place.talk.say(place.about)
    lines = [command.help for command in place.commands]
    lines.append("Everywhere:")
    own = {command.name for command in place.commands}
    lines += [command.help for command in session.commands_everywhere() if command.name not in own]
    place.talk.say_list(lines)


def leave_place(place: Place, typed: str) -> None:
    """Go back to the place before."""
    place.session.leave_place()


def leave(place: Place, typed: str) -> None:
    """Leave qualcode."""
    raise Left


def terse(place: Place, typed: str) -> None:
    """Make prompts short, or long again."""
    place.talk.terse = not place.talk.terse
    told = "short: a > alone. Type terse again for long ones" if place.talk.terse else "long again"
    place.talk.say(f"Prompts are {told}.")


def who(place: Place, typed: str) -> None:
    """Say who works, or go on as somebody else."""
    session = place.session
    if typed:
        session.coder = typed
        session.study.work_as(typed)
    project = session.study.project
    others = [coder.name for coder in project.coders.all() if coder.name != project.coder]
    told = f" Others in this project: {', '.join(others)}." if others else ""
    place.talk.say(f"You are {project.coder}.{told}")


def main(place: Place, typed: str) -> None:
    """Go to the main place of the project."""
    session = place.session
    del session.places[2:]
    session.places[-1].come_back()


def change_project(place: Place, typed: str) -> None:
    """Close the project and go to the choice of one; with a path, open that."""
    from qualcode.plain.start import open_path

    session = place.session
    if typed:
        open_path(session, typed)
        return
    session.close_project()
    del session.places[1:]
    session.places[0].arrive()


def go_back_there(place: Place, command: str, typed: str) -> None:
    """Carry out a command of the main place from another one."""
    from qualcode.plain.main_place import MainPlace

    found = find(command, MainPlace.commands, ())
    assert found is not None
    found.run(place, typed)


def _of_main(name: str, takes: str, does: str) -> Command:
    return Command(name, "", takes, does, lambda place, typed: go_back_there(place, name, typed))


HELP = Command("help", "?", "[WORD]", "what can be typed here; with a command, what that does.", help_here)
LEAVE = Command("quit", "q", "", "leaves qualcode; everything is saved already. Ctrl+D too.", leave)
TERSE = Command("terse", "", "", "makes the prompts short, or long again.", terse)
BACK = Command("leave", "0", "", "goes back to the place before.", leave_place)
PROJECT = Command("project", "", "[PATH]", "closes this project and opens or makes another.", change_project)

WITHOUT_PROJECT: tuple[Command, ...] = (HELP, TERSE, LEAVE)
IN_A_PROJECT: tuple[Command, ...] = (
    HELP,
    Command("undo", "u", "[NUMBER]", "takes back the last action, or that of a number in the history.", undo),
    Command("redo", "y", "[NUMBER]", "brings back what was undone last, or that of a number.", redo),
    BACK,
    Command("main", "", "", "goes back to the main place, from however deep.", main),
    _of_main("documents", "[WORDS]", "lists the documents."),
    _of_main("open", "NUMBER or NAME", "opens a document."),
    _of_main("codebook", "", "reads the codebook, and changes it."),
    _of_main("segments", "CODE", "reads the passages of a code."),
    _of_main("search", "WORDS", "finds words in all documents."),
    _of_main("table", "[by ATTRIBUTE]", "counts the codes."),
    _of_main("history", "[NUMBER]", "reads who did what, latest first."),
    Command("who", "", "[NAME]", "says who codes; with a name, goes on as that coder.", who),
    TERSE,
    PROJECT,
    LEAVE,
)
WITHOUT_FILE = {each.name for each in (HELP, LEAVE, TERSE, BACK, PROJECT)} | {"main"}
"""Commands that need nothing from the project file."""
