"""The codebook as a Word document, read by a library that is not ours."""

from __future__ import annotations

from pathlib import Path

import docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode import Project


def test_the_appendix_has_headings_definitions_and_examples(project: Project, tmp_path: Path) -> None:
    top = project.codebook.add(
        "Welcome & <b>",
        definition="one\ntwo\tthree",
        when_to_use="w",
        when_not_to_use="not",
        example="“Come in!”",
    )
    project.codebook.retire(project.codebook.add("Esc \x1b\ufffe", top))
    path = project.export_codebook(tmp_path / "c.docx")
    told = [(paragraph.style.name, paragraph.text) for paragraph in docx.Document(str(path)).paragraphs]
    assert told == [
        ("Title", "Codebook of study"),
        ("Normal", "2 codes"),
        ("Heading 1", "■ Welcome & <b>"),
        ("Normal", "one\ntwo\tthree"),
        ("Normal", "When to use: w"),
        ("Normal", "When not to use: not"),
        ("Quote", "“Come in!”"),
        ("Heading 2", "■ Welcome & <b> > Esc ␛\ufffd (retired)"),
    ]
    assert path.read_bytes() == project.export_codebook(tmp_path / "d.docx").read_bytes()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30), depth=st.integers(1, 12)
)
def test_any_text_at_any_depth_opens_as_a_document(tmp_path: Path, text: str, depth: int) -> None:
    (tmp_path / "w.qualcode").unlink(missing_ok=True)
    with Project.create(tmp_path / "w.qualcode", coder="A") as project:
        code = None
        for _ in range(depth):
            code = project.codebook.add("x", code, definition=text)
        path = project.export_codebook(tmp_path / "c.docx")
    headings = [each for each in docx.Document(str(path)).paragraphs if each.style.name.startswith("Heading")]
    assert [each.style.name for each in headings] == [
        f"Heading {min(level, 9)}" for level in range(1, depth + 1)
    ]
