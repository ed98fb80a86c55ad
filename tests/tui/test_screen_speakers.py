"""Speaker links: whom each label stands for, and documents as wholes."""

from __future__ import annotations

import pytest
from grid_driving import cells_of, opened, paste, said, to
from screen_driving import at_rest, on_screen, pressed, typed, until

from qualcode.api import Project
from qualcode.model import Transcript, Turn
from qualcode.tui.app import QualcodeApp
from qualcode.tui.grid.speakers_sheet import WHOLE
from qualcode.tui.screens.speaker_preview import SpeakerPreview
from qualcode.tui.widgets.grid.view import GridView

SIZES = [(140, 45), (80, 24)]


def interview(asking: str, answering: str) -> Transcript:
    text = f"{asking}: And then?\n\n{answering}: Then we left. We left {answering}."
    second = text.index("Then we")
    return Transcript(
        text, "txt", (Turn(len(asking) + 2, text.index("\n"), asking), Turn(second, len(text), answering))
    )


@pytest.fixture
def voices(odd_project: Project) -> Project:
    """Beside the odd documents three interviews: Sayora twice, a respondent once, and somebody who asks."""
    odd_project.documents.add("P03", interview("Interviewer", "Sayora"))
    odd_project.documents.add("P04", interview("Interviewer", "Sayora [b]"))
    odd_project.documents.add("P05", interview("Interviewer", "Respondent"))
    odd_project.documents.add("P06", interview("Interviewer", "Sayora"))
    return odd_project


def links(project: Project) -> dict[str, str | None]:
    """Return `label in document` → name of the participant."""
    names = {each.id: each.name for each in project.participants.all()}
    documents = {each.id: each.name for each in project.documents.all()}
    return {
        f"{each.label} in {documents[each.document_id][:3]}": names.get(each.participant_id or 0)
        for each in project.documents.speakers()
    }


@pytest.mark.parametrize("size", SIZES)
async def test_who_speaks_where_and_how_much(voices: Project, size: tuple[int, int]) -> None:
    app = QualcodeApp(voices)
    async with app.run_test(size=size, notifications=True) as pilot:
        screen = await opened(pilot, tab=2)
        assert cells_of(screen, "speaker") == [
            "AMINA", "B [/b]", WHOLE, "Interviewer", "Sayora", "Interviewer", "Sayora [b]", "Interviewer",
            "Respondent", "Interviewer", "Sayora",
        ]  # fmt: skip
        await until(pilot, lambda: "…" not in cells_of(screen, "words"))
        assert cells_of(screen, "words")[3:5] == ["2", "6"]
        assert cells_of(screen, "turns")[:3] == ["1", "1", ""]
        assert cells_of(screen, "participant")[0] == "Person [bold]x[/b] \x1b[31mred"
        assert "▸ Speakers 10 (5 to link)" in on_screen(app)
        await pressed(pilot, "down", "down", "down")
        assert "reads like an interviewer" in on_screen(app)


async def test_a_speaker_is_linked_by_a_few_letters_and_unlinked(voices: Project) -> None:
    voices.participants.add("Sayora Teacher")
    app = QualcodeApp(voices)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot, tab=2)
        await to(pilot, screen, 4, "participant")
        await typed(pilot, "tea")
        await pressed(pilot, "enter")
        assert links(voices)["Sayora in P03"] == "Sayora Teacher"
        assert screen.query_one(GridView).cell == (5, 4)
        await pressed(pilot, "up", "ctrl+x")
        assert links(voices)["Sayora in P03"] is None
        assert "Unlinked Sayora in P03" in said(app)
        await pressed(pilot, "ctrl+z", "enter")
        await pressed(pilot, *["backspace"] * len("Sayora Teacher"), "enter")
        assert links(voices)["Sayora in P03"] is None
        await pressed(pilot, "ctrl+z")
        assert links(voices)["Sayora in P03"] == "Sayora Teacher"
        await to(pilot, screen, 6, "participant")
        await pressed(pilot, "enter", "down", "down", "enter")
        assert links(voices)["Sayora [b] in P04"] == "Sayora Teacher"
        await to(pilot, screen, 8, "participant")
        await pressed(pilot, "space", "down", "space")
        await to(pilot, screen, 4, "participant")
        await pressed(pilot, "ctrl+d")
        assert links(voices)["Respondent in P05"] == links(voices)["Sayora in P06"] == "Sayora Teacher"
        assert "Linked 2 speakers to Sayora Teacher" in said(app)


async def test_a_new_name_makes_a_participant_and_links_it_as_one_action(voices: Project) -> None:
    app = QualcodeApp(voices)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, tab=2)
        before = list(voices.dump())
        await to(pilot, screen, 4, "participant")
        await typed(pilot, "[b]Zulfiya")
        assert "+ a new participant of this name" in on_screen(app)
        await pressed(pilot, "enter")
        assert links(voices)["Sayora in P03"] == "[b]Zulfiya"
        assert "1 new participant" in on_screen(app)
        await pressed(pilot, "ctrl+z")
        assert list(voices.dump()) == before
        await to(pilot, screen, 2, "participant")
        await typed(pilot, "Zulfiya")
        await pressed(pilot, "enter")
        document = voices.documents.find("P02")
        assert [each.name for each in voices.participants.of_document(document)] == ["Zulfiya"]
        assert screen.query_one(GridView).cell == (3, 4)
        await pressed(pilot, "up", "enter", *["backspace"] * 7)
        await typed(pilot, "Person")
        await pressed(pilot, "enter")
        assert [each.name[:6] for each in voices.participants.of_document(document)] == ["Person"]
        await pressed(pilot, "ctrl+z", "ctrl+z")
        assert list(voices.dump()) == before


async def test_one_of_the_speaker_s_label(voices: Project) -> None:
    app = QualcodeApp(voices)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, tab=2)
        await to(pilot, screen, 1, "speaker")
        await pressed(pilot, "ctrl+n")
        assert links(voices)["B [/b] in P01"] == "B [/b]"
        assert "Made 1 participant and linked 1 speaker to 1 participant" in on_screen(app)
        await pressed(pilot, "down", "ctrl+n")
        assert [each.name for each in voices.participants.of_document(voices.documents.find("P02"))] == [
            "P02"
        ]
        await pressed(pilot, "down", "down", "space", "down", "space", "ctrl+n")
        assert links(voices)["Sayora in P03"] == "Sayora"
        await pressed(pilot, "ctrl+z", "ctrl+z", "ctrl+z")
        assert len(voices.participants.all()) == 1


async def test_participants_for_everyone_who_is_asked(voices: Project) -> None:
    app = QualcodeApp(voices)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, "ctrl+g", tab=2)
        before = list(voices.dump())
        assert isinstance(app.screen, SpeakerPreview)
        shown = on_screen(app)
        assert "[x] Sayora  ← P03, P06" in shown
        assert "[x] P05  ← Respondent in P05" in shown
        assert "[ ] Interviewer reads like an interviewer" in shown
        assert "4 new participants, 5 links; 1 left out" in shown
        await pressed(pilot, "down", "d")
        assert "[x] P03  ← Sayora in P03" in on_screen(app)
        await pressed(pilot, "d", "home", "space", "enter")
        await until(pilot, lambda: app.screen is screen)
        assert links(voices) == {
            "AMINA in P01": "Person [bold]x[/b] \x1b[31mred",
            "B [/b] in P01": None,
            "Interviewer in P03": None,
            "Sayora in P03": "Sayora",
            "Interviewer in P04": None,
            "Sayora [b] in P04": "Sayora [b]",
            "Interviewer in P05": None,
            "Respondent in P05": "P05",
            "Interviewer in P06": None,
            "Sayora in P06": "Sayora",
        }
        assert "Made 3 participants and linked 4 speakers to 3 participants" in on_screen(app)
        await pressed(pilot, "ctrl+z")
        assert list(voices.dump()) == before
        await pressed(pilot, "ctrl+g", "escape")
        assert list(voices.dump()) == before


async def test_a_document_with_speakers_is_linked_as_a_whole(voices: Project) -> None:
    app = QualcodeApp(voices)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await opened(pilot, "down", "down", "ctrl+w")
        assert screen.memory.tab == 2
        assert screen.pane.editing is not None
        await typed(pilot, "Perso")
        await pressed(pilot, "enter")
        document = voices.documents.find("P03")
        assert len(voices.participants.of_document(document)) == 1
        assert cells_of(screen, "speaker").count(WHOLE) == 2
        await pressed(pilot, "ctrl+z")
        assert not voices.participants.of_document(document)


async def test_names_are_pasted_and_an_unknown_one_refuses_all(voices: Project) -> None:
    for name in ("Ada", "Ben"):
        voices.participants.add(name)
    app = QualcodeApp(voices)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot, tab=2)
        await to(pilot, screen, 3, "participant")
        await paste(pilot, "Ada\nBen\n")
        assert [links(voices)[each] for each in ("Interviewer in P03", "Sayora in P03")] == ["Ada", "Ben"]
        await pressed(pilot, "ctrl+z")
        await paste(pilot, "Ada\nNobody known\n")
        assert "Sayora in P03: there is no participant “Nobody known”" in said(app)
        assert links(voices)["Interviewer in P03"] is None
        await pressed(pilot, "escape", "ctrl+t")
        assert "States and languages are the documents'" in said(app)
        await pressed(pilot, "escape", "ctrl+k")
        assert "Attributes are the participants' and the documents'" in said(app)
        await pressed(pilot, "escape", "ctrl+pageup", "ctrl+pagedown", "ctrl+pagedown")
        assert screen.memory.tab == 0


async def test_tabs_are_clicked(voices: Project) -> None:
    app = QualcodeApp(voices)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        screen = await opened(pilot)
        await pilot.click("#tabs", offset=(22, 0))
        await at_rest(pilot)
        assert screen.memory.tab == 1
        assert "▸ Participants 1" in on_screen(app)
