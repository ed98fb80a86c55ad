"""Taguette projects: bytes of HTML, paths of tags, and who highlighted by the log of commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from foreign_schemas import TAGUETTE, Make
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import ReadingError
from qualcode.exchange.foreign.page_text import page_text
from qualcode.exchange.foreign.recognising import read_project
from qualcode.exchange.foreign.study import Study
from qualcode.exchange.foreign.taguette import read_taguette

PAGE = (
    "<h1>Titre &amp; suite</h1>\n<p>Bonjour 😀, je m’appelle <b>Élo</b>ïse —\n  et j'ai 2 &lt; 3.</p>"
    '<p>Deux<br>lignes.</p><pre>\n a  b</pre><table><tr><td>x</td><td>שלום</td></tr></table><img src="/m.png"/>'
)
NODES = "Titre & suite\nBonjour 😀, je m’appelle Éloïse —\n  et j'ai 2 < 3.Deuxlignes. a  bxשלום"
READ = (
    "Titre & suite\n\nBonjour 😀, je m’appelle Éloïse — et j'ai 2 < 3.\n\nDeux\nlignes.\n\n a  b\n\nx\tשלום"
)
NOW = "2024-01-15 10:11:12.123456"


def offsets(words: str) -> tuple[int, int]:
    """The byte offsets of some words in the joined text nodes."""
    start = len(NODES[: NODES.index(words)].encode())
    return start, start + len(words.encode())


def highlight(number: int, words: str, snippet: str | None = None) -> dict[str, object]:
    start, end = offsets(words)
    snippet = words if snippet is None else snippet
    return {"id": number, "document_id": 1, "start_offset": start, "end_offset": end, "snippet": snippet}


def command(number: int, who: str, when: str, kind: str, **payload: object) -> dict[str, object]:
    told = json.dumps({"type": kind, **payload})
    return {"id": number, "date": when, "user_login": who, "project_id": 1, "document_id": 1, "payload": told}


def small(make: Make, **tables: object) -> Path:
    basis = {
        "projects": [{"id": 1, "name": "Étude", "description": "of 😀", "created": NOW}],
        "project_members": [{"project_id": 1, "user_login": "admin"}],
        "documents": [
            {"id": 1, "name": "Entretien", "description": "first", "filename": "a.html", "created": NOW,
             "project_id": 1, "contents": PAGE},
        ],
        "tags": [
            {"id": 1, "project_id": 1, "path": "vie/enfants", "description": "about them"},
            {"id": 2, "project_id": 1, "path": "joie", "description": ""},
        ],
    }  # fmt: skip
    return make("study.sqlite3", TAGUETTE, **{**basis, **tables})


def spans(study: Study) -> list[tuple[str, str]]:
    """(tag, text) of every coding."""
    texts = {source.key: source.text or "" for source in study.sources}
    names = {code.key: code.name for code in study.codes}
    selections = {each.key: each for each in study.selections}
    found = [(names[coding.code], selections[coding.selection or ""]) for coding in study.codings]
    return [(code, texts[each.source][each.start : each.end]) for code, each in found]


def test_bytes_become_passages_with_their_tags_and_people(make: Make) -> None:
    path = small(
        make,
        highlights=[
            highlight(1, "Bonjour 😀, je m’appelle Éloïse", "<p>Bonjour 😀, je m’appelle <b>Élo</b>ïse</p>"),
            highlight(2, "2 < 3.Deuxlignes", "<p>2 &lt; 3.</p><p>Deux<br/>lignes</p>"),
            highlight(3, "שלום"),
        ],
        highlight_tags=[
            {"highlight_id": 1, "tag_id": 1}, {"highlight_id": 1, "tag_id": 2}, {"highlight_id": 2, "tag_id": 2},
        ],
        commands=[
            command(1, "admin", NOW, "document_add"),
            command(2, "maria", NOW, "highlight_add", highlight_id=1, tags=[1]),
            command(3, "admin", "2024-01-16 00:00:00", "highlight_add", highlight_id=1, tags=[1, 2]),
            {**command(4, "admin", NOW, "highlight_add"), "payload": "{broken"},
        ],
    )  # fmt: skip
    study = read_project(path)
    assert (study.tool, study.name, study.description) == ("Taguette", "Étude", "of 😀")
    assert study.sources[0].text == READ
    assert spans(study) == [
        ("vie/enfants", "Bonjour 😀, je m’appelle Éloïse"),
        ("joie", "Bonjour 😀, je m’appelle Éloïse"),
        ("joie", "2 < 3.\n\nDeux\nlignes"),
    ]
    assert [(code.name, code.description) for code in study.codes] == [
        ("vie/enfants", "about them"),
        ("joie", ""),
    ]
    untagged = study.selections[2]
    assert READ[untagged.start : untagged.end] == "שלום"
    audit = study.codings[0].audit
    assert (audit.creator, audit.created) == ("maria", "2024-01-15T10:11:12.123456Z")
    assert (audit.modifier, audit.modified) == ("admin", "2024-01-16T00:00:00Z")
    assert study.codings[2].audit.creator is None
    assert study.sources[0].audit.creator == "admin"
    assert {user.name for user in study.users} == {"admin", "maria"}
    assert [remark.message for remark in study.remarks] == [
        "1 picture that Taguette shows as missing: not in the file."
    ]


def test_other_words_than_the_stored_snippet_are_told(make: Make) -> None:
    path = small(make, highlights=[highlight(1, "Bonjour", "<p>Bonsoir</p>")])
    remark = read_project(path).remarks[-1]
    assert remark.is_loss
    assert "“Bonsoir”" in remark.message
    assert "“Bonjour”" in remark.message


@pytest.mark.parametrize(
    "place", [(-3, 5), (5, 5), (9, 4), (0, 10**9), (10**6, 10**6 + 1), ("x", None), (0.5, 2)]
)
def test_places_that_are_none_are_left_out_and_told(make: Make, place: tuple[object, object]) -> None:
    schema = TAGUETTE.replace("_offset INTEGER NOT NULL", "_offset INTEGER")
    source = small(make)
    row = {"id": 1, "document_id": 1, "start_offset": place[0], "end_offset": place[1], "snippet": "s"}
    source.unlink()
    documents = [
        {
            "id": 1,
            "name": "E",
            "description": "",
            "filename": "",
            "created": "",
            "project_id": 1,
            "contents": PAGE,
        }
    ]
    projects = [{"id": 1, "name": "p", "description": "", "created": ""}]
    path = make("study.sqlite3", schema, projects=projects, documents=documents, highlights=[row])
    study = read_project(path)
    assert study.selections == []
    assert [remark.about for remark in study.remarks if "picture" not in remark.message] == ["highlight 1"]


def test_of_several_projects_one_is_to_be_named(make: Make) -> None:
    projects = [{"id": number, "name": f"p{number}", "description": "", "created": NOW} for number in (1, 2)]
    path = small(make, projects=projects, highlights=[highlight(1, "Bonjour")])
    with pytest.raises(ReadingError, match=r"holds 2 projects \(1 “p1”, 2 “p2”\)"):
        read_project(path)
    assert len(read_taguette(path, "p1").sources) == 1
    other = read_taguette(path, "2")
    assert (other.name, other.sources, other.selections, other.remarks) == ("p2", [], [], [])
    with pytest.raises(ReadingError, match="holds no project “p9”"):
        read_taguette(path, "p9")


def test_tags_and_documents_that_are_not_there_are_told(make: Make) -> None:
    path = small(
        make,
        highlights=[highlight(1, "Bonjour"), {**highlight(2, "Bonjour"), "document_id": 9}],
        highlight_tags=[{"highlight_id": 1, "tag_id": 7}],
    )
    study = read_project(path)
    assert (len(study.selections), study.codings) == (1, [])
    assert [remark.about for remark in study.remarks[1:]] == ["highlight 1", "highlight 2"]


def test_a_mark_of_byte_order_counts_there_and_is_no_text_here(make: Make) -> None:
    document = {"id": 1, "name": "E", "description": "", "filename": "", "created": "", "project_id": 1}
    marked = {"id": 1, "document_id": 1, "start_offset": 3, "end_offset": 5, "snippet": "ab"}
    path = small(make, documents=[{**document, "contents": "\ufeffab<p>\ufeffc</p>"}], highlights=[marked])
    study = read_project(path)
    assert study.sources[0].text == "ab\n\n\ufeffc"
    assert [(each.start, each.end) for each in study.selections] == [(0, 2)]
    assert study.remarks == []


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["<p>", "</p>", "<br>", "<b>", "</b>", "<li>", "<td>", "</td>", "<pre>", "</pre>", " ", "\n"]
        ),
        st.text(alphabet="aé😀שא \n\t", min_size=1, max_size=6),
    ),
    max_size=25,
)


@given(PIECES, st.integers(0, 120), st.integers(0, 120))
def test_a_span_holds_just_the_words_between_its_bytes(pieces: list[str], first: int, last: int) -> None:
    page = page_text("".join(pieces))
    nodes, after_pre = "", False
    for (
        piece
    ) in pieces:  # a second reading of the rule: text nodes joined, a line end right after <pre> is none
        if not piece.startswith("<"):
            nodes += piece[1:] if after_pre and piece.startswith("\n") else piece
        after_pre = piece == "<pre>"
    shown = "".join(nodes.encode()[first:last].decode("utf-8", "ignore").split())
    size = len(nodes.encode())
    span = page.span(first, last)
    whole = "".join(nodes.split())
    assert "".join(page.text.split()) == whole
    if span is None:
        assert not shown or last > size or first >= last
    else:
        found = "".join(page.text[slice(*span)].split())
        cut = [offset for offset in (first, last) if not _is_edge(nodes, offset)]
        assert found == shown or cut


def _is_edge(text: str, offset: int) -> bool:
    """Whether a byte offset lies between two characters."""
    data = text.encode()
    return offset >= len(data) or not 0x80 <= data[offset] <= 0xBF
