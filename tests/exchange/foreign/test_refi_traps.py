"""What real REFI-QDA files do beside the standard: read, and told where it is odd."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from refi_files import CODES, guid, packed, project, segments, selection, text_source, told

from qualcode.errors import QualcodeError
from qualcode.exchange.foreign.refi_reading import read_refi
from qualcode.exchange.foreign.refi_values import colour, flat_name, moment, whole
from qualcode.exchange.foreign.study import Study

Read = Callable[..., Study]
TEXT: dict[str, bytes | str] = {"sources/a.txt": "Hello world, this is a text."}
NOTE = (
    f'<Notes><Note guid="{guid(50)}" name="m"><PlainTextContent>A thought</PlainTextContent></Note></Notes>'
)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that reads a project made of XML and files."""

    def read(xml: str, files: dict[str, bytes | str] | None = None, qde: str = "project.qde") -> Study:
        return read_refi(packed(tmp_path / "p.qdpx", xml, TEXT if files is None else files, qde))

    return read


@pytest.mark.parametrize(("qde", "is_odd"), [("Project.qde", False), ("My study.qde", True)])
def test_the_project_may_have_another_name(read: Read, qde: str, is_odd: bool) -> None:
    study = read(project(text_source(selection(20, 0, 5))), qde=qde)
    assert segments(study) == [("doc", "A", "Hello")]
    assert ("instead of project.qde" in told(study)) == is_odd


@pytest.mark.parametrize(
    ("path", "is_odd"),
    [("internal://a.txt", False), ("internal://A.TXT", False), ("a.txt", True), ("Sources/a.txt", True)],
)
def test_a_text_is_found_by_its_flat_name(read: Read, path: str, is_odd: bool) -> None:
    study = read(project(text_source(selection(20, 0, 5), path)))
    assert segments(study) == [("doc", "A", "Hello")]
    assert ("its path is written as" in told(study)) == is_odd


@pytest.mark.parametrize(
    "path", ["internal://../a.txt", "internal://x/a.txt", "relative:///a.txt", "//host/a.txt"]
)
def test_a_text_is_never_looked_for_elsewhere(read: Read, path: str) -> None:
    study = read(project(text_source(selection(20, 0, 5), path)))
    assert study.sources[0].text is None
    assert study.selections[0].written == ("0", "5")
    assert any(remark.is_loss for remark in study.remarks)


@pytest.mark.parametrize("namespace", ["", "urn:QDA-XML:project:0:10"])
def test_other_namespaces_are_read_by_local_name(read: Read, namespace: str) -> None:
    study = read(project(text_source(selection(20, 0, 5))).replace("urn:QDA-XML:project:1.0", namespace))
    assert segments(study) == [("doc", "A", "Hello")]
    assert "read as 1.0" in told(study)


def test_what_is_no_project_is_refused(read: Read, tmp_path: Path) -> None:
    for xml in ("<CodeBook><Codes/></CodeBook>", "<html/>"):
        with pytest.raises(QualcodeError, match="its first element is not Project"):
            read(xml)
    with pytest.raises(QualcodeError, match=r"holds no project\.qde"):
        read(project(""), qde="other.xml")
    with pytest.raises(QualcodeError, match="There is no file"):
        read_refi(tmp_path / "none.qdpx")


def test_a_source_without_a_name_is_called_by_its_file(read: Read) -> None:
    xml = project(text_source("", "internal://Interview 3.txt")).replace(' name="doc"', "")
    assert read(xml).sources[0].name == "Interview 3"


def test_a_text_in_the_xml_is_taken_where_there_is_no_file(read: Read) -> None:
    inner = "<PlainTextContent>Hello\r\nworld</PlainTextContent>" + selection(20, 6, 11)
    study = read(project(text_source(inner).replace('plainTextPath="internal://a.txt"', "")))
    assert segments(study) == [("doc", "A", "world")]


def test_who_coded_is_the_coding_s_else_the_selection_s(read: Read) -> None:
    users = "<Users>" + "".join(f'<User guid="{guid(n)}" name="u{n}"/>' for n in (91, 92, 93)) + "</Users>"
    modified = f'modifyingUser="{guid(93)}" modifiedDateTime="2020-01-02T03:04:05+02:00"'
    inner = (
        selection(20, 0, 5, more=f'creatingUser="{guid(92)}" {modified}')
        + selection(21, 0, 5, more=f'creatingUser="" {modified}')
        + selection(22, 0, 5)
        + selection(23, 0, 5, more=f'creatingUser="{{{guid(92).upper()}}}"').replace(
            f'<Coding guid="{guid(1023)}"', f'<Coding guid="{guid(1023)}" creatingUser="{guid(91)}"'
        )
    )
    study = read(project(text_source(inner), before=users))
    assert [coding.audit.creator for coding in study.codings] == [guid(92), guid(93), None, guid(91)]
    assert study.selections[0].audit.modified == "2020-01-02T01:04:05Z"
    assert study.selections[3].audit.creator == guid(92)
    assert len(study.users) == 3


def test_a_coder_who_is_not_among_the_users_stays_somebody(read: Read) -> None:
    study = read(project(text_source(selection(20, 0, 5, more=f'creatingUser="{guid(99)}"'))))
    assert [(user.name, user.key) for user in study.users] == [("unknown user 00000063", guid(99))]
    assert "is not among the users" in told(study)


def test_codings_of_a_case_become_its_passages(read: Read) -> None:
    cases = f'<Cases><Case guid="{guid(1)}" name="Anna"/></Cases>'
    study = read(project(cases + text_source(selection(20, 0, 5))))
    assert study.codings == []
    assert study.cases[0].selections == (guid(20),)
    assert "1 codings are of cases" in told(study)


def test_codings_of_folders_and_of_whole_sources_are_kept(read: Read) -> None:
    whole_source = f'<Coding guid="{guid(30)}"><CodeRef targetGUID="{guid(1)}"/></Coding>'
    study = read(project(text_source(selection(20, 0, 5, code=2) + whole_source)))
    assert {(coding.code, coding.selection, coding.source) for coding in study.codings} == {
        (guid(2), guid(20), None),
        (guid(1), None, guid(10)),
    }
    assert "1 codings are of codes that are folders" in told(study)


def test_the_same_passage_twice_is_one_and_uncoded_ones_stay(read: Read) -> None:
    uncoded = f'<PlainTextSelection guid="{guid(40)}" startPosition="6" endPosition="11"/>'
    repeated = selection(20, 0, 5) + selection(20, 0, 5).replace(guid(1020), guid(1021))
    study = read(project(text_source(repeated + uncoded)))
    assert [(each.key, each.start, each.end) for each in study.selections] == [
        (guid(20), 0, 5),
        (guid(40), 6, 11),
    ]
    assert len(study.codings) == 1
    assert "with 1 codings fewer" in told(study)


@pytest.mark.parametrize(
    ("where", "inner"),
    [
        (("code", guid(1)), ""),
        (("source", guid(10)), f'<NoteRef targetGUID="{guid(50)}"/>'),
        (("selection", guid(20)), ""),
        (("coding", guid(1020)), ""),
    ],
)
def test_a_memo_is_on_what_refers_to_it(read: Read, where: tuple[str, str], inner: str) -> None:
    reference = f'<NoteRef targetGUID="{{{guid(50).upper()}}}"/>'
    codes, passage = CODES, selection(20, 0, 5)
    if where[0] == "code":
        codes = codes.replace('isCodable="true"/>', f'isCodable="true">{reference}</Code>')
    elif where[0] == "selection":
        passage = passage.replace("</PlainTextSelection>", f"{reference}</PlainTextSelection>")
    elif where[0] == "coding":
        passage = passage.replace("</Coding>", f"{reference}</Coding>")
    study = read(project(text_source(passage + inner) + NOTE, codes=codes))
    assert [(note.text, note.on, note.form) for note in study.notes] == [("A thought", (where,), "reference")]


def test_a_memo_on_the_study_is_on_nothing_and_one_on_nothing_there_is_told(read: Read) -> None:
    study = read(project(NOTE + f'<NoteRef targetGUID="{guid(50)}"/><NoteRef targetGUID="{guid(51)}"/>'))
    assert study.notes[0].on == ()
    assert "refers to a memo 00000033-" in told(study)


def test_a_memo_of_a_file_is_read_from_the_archive(read: Read) -> None:
    note = f'<Notes><Note guid="{guid(50)}" plainTextPath="internal://n.txt"/></Notes>'
    study = read(project(note), {"sources/n.txt": "One\r\nTwo"})
    assert [(memo.text, memo.name) for memo in study.notes] == [("One\nTwo", None)]


def test_cases_variables_and_their_values(read: Read) -> None:
    kinds = ("Text", "Boolean", "Integer", "Float", "Date", "DateTime", "Odd")
    variables = "".join(
        f'<Variable guid="{guid(60 + n)}" name="v{n}" typeOfVariable="{kind}"/>'
        for n, kind in enumerate(kinds)
    )
    values = (
        f'<VariableValue><VariableRef targetGUID="{guid(60)}"/><TextValue></TextValue></VariableValue>'
        f'<VariableValue><VariableRef targetGUID="{guid(62)}"/></VariableValue>'
        f'<VariableValue><VariableRef targetGUID="{guid(99)}"/><TextValue>x</TextValue></VariableValue>'
    )
    references = f'<SourceRef targetGUID="{guid(10)}"/><SelectionRef targetGUID="{guid(20)}"/>'
    case = f'<Case guid="{guid(70)}">{values}{references}</Case>'
    on_source = (
        f'<VariableValue><VariableRef targetGUID="{guid(61)}"/><BooleanValue>1</BooleanValue></VariableValue>'
    )
    body = f"<Variables>{variables}</Variables><Cases>{case}</Cases>" + text_source(
        selection(20, 0, 5) + on_source
    )
    study = read(project(body))
    assert [variable.type.value for variable in study.variables] == [
        "text", "boolean", "integer", "float", "date", "datetime", "text",
    ]  # fmt: skip
    assert [(value.variable, value.of, value.text) for value in study.values] == [
        (guid(60), ("case", guid(70)), ""),  # empty text
        (guid(62), ("case", guid(70)), None),  # no value
        (guid(61), ("source", guid(10)), "1"),
    ]
    [anna] = study.cases
    assert (anna.name, anna.sources, anna.selections) == ("doc", (guid(10),), (guid(20),))
    assert "1 values of variables that do not exist" in told(study)


def test_members_of_sets_are_written_in_three_ways(read: Read) -> None:
    members = f'<MemberCode guid="{guid(1)}"/><MemberSource targetGUID="{guid(10)}"/>'
    members += f"<MemberNote>{guid(50)}</MemberNote>"
    body = text_source("") + NOTE + f'<Sets><Set guid="{guid(80)}" name="s">{members}</Set></Sets>'
    [group] = read(project(body)).groups
    assert (group.codes, group.sources, group.notes) == ((guid(1),), (guid(10),), (guid(50),))


def test_empty_lists_and_ignored_files_are_told(read: Read) -> None:
    study = read(project("<Sets/>"), {"sources/.root": "", "notes/x.txt": "", "sources/": ""})
    assert "Sets is empty" in told(study)
    assert "1 files beside it were not read: notes/x.txt" in told(study)


def test_descriptions_colours_and_order_of_codes(read: Read) -> None:
    codes = (
        f'<Code guid="{guid(1)}" name="top" isCodable="1" color="#F0a"><Description>said</Description>'
        f'<Code guid="{guid(2)}" name="below" isCodable="0" color="plaid"/></Code>'
        f'<Code guid="{guid(3)}" name="" isCodable="true" description="as an attribute"/>'
    )
    study = read(project("", codes=codes))
    assert [
        (code.name, code.parent, code.colour, code.description, code.is_codable) for code in study.codes
    ] == [
        ("top", None, "#ff00aa", "said", True),
        ("below", guid(1), "", "", False),
        ("unnamed code", None, "", "as an attribute", True),
    ]
    assert "its colour plaid is not understood" in told(study)


def test_a_tree_of_codes_may_have_a_hundred_levels(read: Read) -> None:
    def deep(levels: int) -> str:
        opened = "".join(f'<Code guid="{guid(n)}" name="{n}" isCodable="true">' for n in range(1, levels + 1))
        return project("", codes=opened + "</Code>" * levels)

    assert len(read(deep(100)).codes) == 100
    with pytest.raises(QualcodeError, match="over 100 levels"):
        read(deep(101))


def test_pdf_text_is_read_and_its_areas_are_carried(read: Read) -> None:
    area = f'<PDFSelection guid="{guid(20)}" page="0" firstX="1" firstY="2" secondX="3" secondY="4">' + (
        f'<Coding guid="{guid(31)}"><CodeRef targetGUID="{guid(1)}"/></Coding></PDFSelection>'
    )
    text = f'<Representation guid="{guid(11)}" plainTextPath="internal://a.txt">{selection(20, 0, 5)}</Representation>'
    pdf = f'<Sources><PDFSource guid="{guid(10)}" name="page" path="internal://a.pdf">{area}{text}</PDFSource></Sources>'
    study = read(project(pdf), {**TEXT, "sources/a.pdf": b"%PDF-1.4"})
    assert segments(study) == [("page", "A", "Hello")]
    [source] = study.sources
    assert (source.kind, source.members) == ("pdf", ("sources/a.txt", "sources/a.pdf"))
    [(kind, key, xml)] = study.carried
    assert (kind, key) == ("PDFSource", guid(10))
    assert 'secondY="4"' in xml
    assert "PlainTextSelection" not in xml


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("#ABC", "#aabbcc"), ("a1b2c3", "#a1b2c3"), ("#80FF0000", "#ff0000"), ("rgba(255, 0, 16, 0.5)", "#ff0010"),
        ("Color [A=255, R=1, G=2, B=3]", "#010203"), ("-65536", "#ff0000"), ("", ""), (None, ""),
        ("rgb(999,0,0)", None), ("9" * 30, None),
    ],
)  # fmt: skip
def test_colours_are_read_leniently(written: str | None, read_as: str | None) -> None:
    assert colour(written) == read_as


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2018-03-27T17:46:39Z", "2018-03-27T17:46:39Z"), ("2018-03-27T17:46:39", "2018-03-27T17:46:39"),
        ("2018-03-27T17:46:39.1234567+01:00", "2018-03-27T16:46:39.123456Z"), ("yesterday", None), ("", None),
        ("0001-01-01T00:00:00+10:00", None),
    ],
)  # fmt: skip
def test_moments_are_made_utc_where_they_name_a_zone(written: str, read_as: str | None) -> None:
    assert moment(written) == read_as


def test_numbers_and_paths_are_read_strictly() -> None:
    assert [whole(text) for text in ("12", " 7 ", "-5", "1.5", "1e3", "٣", "1_0", "", None, "9" * 30)] == [
        12, 7, -5, None, None, None, None, None, None, None,
    ]  # fmt: skip
    assert flat_name("internal://a.txt") == ("a.txt", True)
    assert flat_name("internal://../../x")[0] is None
    assert flat_name("sources\\..\\x")[0] is None
