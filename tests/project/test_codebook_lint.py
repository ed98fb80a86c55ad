"""What a codebook lacks, and which names are nearly the same."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode import Project
from qualcode.model import Code, Transcript
from qualcode.project.codebook_lint import remarks_on
from qualcode.project.near_names import NearNames, near_names


def test_each_rule_is_told_once_for_each_code(tmp_path: Path) -> None:
    with Project.create(tmp_path / "l.qualcode", coder="A") as project:
        book = project.codebook
        document = project.documents.add("P", Transcript("some words", "txt"))
        top = book.add("Welcome", definition="d", example="e")
        book.add("Hospitality", top, definition="d", example=" ")
        used = book.add("Rent", definition="d", example="e")
        book.add("hospitalty", used, definition="d", example="e")
        book.add("RENT", used, example="e")
        old = book.retire(book.add("Old rent"))
        book.add("Below old", old)
        project.codings.apply(document, used, 0, 4)
        project.codings.apply(document, old, 0, 4)
        told = [(each.code.name, each.rule, each.told) for each in remarks_on(book.all(), book.counts())]
    assert told == [
        ("Welcome", "unused", "has no codings, nor has a code under it"),
        ("Welcome", "single child", "has only one code under it"),
        ("Hospitality", "no example", "has no example"),
        ("Hospitality", "unused", "has no codings, nor has a code under it"),
        ("hospitalty", "unused", "has no codings, nor has a code under it"),
        ("hospitalty", "near name", "is named nearly as Welcome > Hospitality"),
        ("RENT", "no definition", "says what it means nowhere"),
        ("RENT", "unused", "has no codings, nor has a code under it"),
        ("RENT", "near name", "is named nearly as Rent"),
        ("Old rent", "retired but used", "is retired and has 1 coding"),
    ]


LETTERS = st.text("abcde ", min_size=4, max_size=12).map(str.strip).filter(bool)


@settings(max_examples=150, deadline=None)
@given(
    others=st.lists(LETTERS, max_size=6),
    name=LETTERS,
    place=st.integers(0, 11),
    letter=st.sampled_from(["", "x", "a"]),
)
def test_a_name_mistyped_by_a_letter_is_near_in_the_whole_codebook(
    others: list[str], name: str, place: int, letter: str
) -> None:
    at = place % len(name)
    names = [*others, name, (name[:at] + letter + name[at + 1 :]).strip() or "x"]
    codes = [Code(number, "", each, each, None, 0, "") for number, each in enumerate(names)]
    pairs = {frozenset(each.name for each in pair) for pair in near_names(codes)}
    near = [code.name for code in NearNames([codes[-2]]).to(codes[-1].name)]
    assert not near or frozenset((name, names[-1])) in pairs
