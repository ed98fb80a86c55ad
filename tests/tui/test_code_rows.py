"""The codebook as rows of a tree, and colours in words. No screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model import Code
from qualcode.project.codes import PALETTE
from qualcode.tui.code_rows import (
    TreeView,
    codes_on_view,
    retired_above,
    same_named,
    subtree_of,
    totals,
    tree_rows,
)
from qualcode.tui.palette import COLOUR_NAMES, colour_told, described


def code(number: int, name: str, parent: Code | None = None, *, retired: bool = False) -> Code:
    path = f"{parent.path} > {name}" if parent else name
    depth = parent.depth + 1 if parent else 0
    return Code(number, "", name, path, parent.id if parent else None, depth, "#4477aa", retired=retired)


@st.composite
def codebooks(draw: st.DrawFn) -> list[Code]:
    """Draw up to twenty codes in the order of a tree."""
    codes: list[Code] = []
    for number in range(1, draw(st.integers(1, 20)) + 1):
        line: list[Code] = []  # the last code and all above it: where the next one may hang
        above = codes[-1] if codes else None
        while above is not None:
            line.append(above)
            above = next((each for each in codes if each.id == line[-1].parent_id), None)
        parent = draw(st.sampled_from([None, *line]))
        codes.append(code(number, draw(st.sampled_from("abA")), parent, retired=draw(st.booleans())))
    return codes


@given(codebooks(), st.dictionaries(st.integers(1, 20), st.integers(0, 9)))
def test_totals_are_the_sums_over_the_subtrees(codes: list[Code], counts: dict[int, int]) -> None:
    sums = totals(codes, counts)
    for each in codes:
        assert sums[each.id] == sum(counts.get(below.id, 0) for below in subtree_of(codes, each))


@given(codebooks(), st.sets(st.integers(1, 20)), st.sampled_from(["", "a", "b > a", "zz"]), st.booleans())
def test_what_is_on_view_stands_under_what_is_on_view(
    codes: list[Code], folded: set[int], typed: str, retired: bool
) -> None:
    view = TreeView(folded, typed, retired)
    shown = codes_on_view(codes, view)
    ids = {each.id for each in shown}
    assert [each.id for each in codes if each.id in ids] == [each.id for each in shown]
    assert all(each.parent_id is None or each.parent_id in ids for each in shown)
    assert retired or not any(each.retired for each in shown)
    assert [row.key for row in tree_rows(codes, {}, view)] == [each.id for each in shown]
    if not typed and not folded and retired:
        assert shown == codes


def test_a_filter_shows_what_answers_with_all_above_it_though_it_is_folded() -> None:
    top = code(1, "Welcome")
    inner = code(2, "Hospitality", top)
    other = code(3, "Irony")
    view = TreeView({1}, "hosp WEL")
    assert codes_on_view([top, inner, other], view) == [top, inner]
    assert [row.muted for row in tree_rows([top, inner, other], {}, view)] == [True, False]


def test_siblings_with_one_name_are_counted_in_any_case() -> None:
    top = code(1, "A")
    codes = [top, code(2, "x", top), code(3, "X", top), code(4, "x")]
    assert [same_named(codes, each) for each in codes] == [0, 1, 1, 0]


def test_the_nearest_retired_code_above_is_told() -> None:
    top = code(1, "A", retired=True)
    middle = code(2, "B", top)
    codes = [top, middle, code(3, "C", middle)]
    assert [retired_above(codes, each) for each in codes] == [None, top, top]


def test_each_colour_of_the_palette_has_a_name_of_its_own() -> None:
    assert len(set(COLOUR_NAMES.values())) == len(PALETTE) == len(COLOUR_NAMES)
    assert colour_told("#4477aa") == "blue #4477aa"
    assert colour_told("#00aa00") == "green #00aa00"


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_can_be_described(number: int) -> None:
    assert 1 <= len(described(f"#{number:06x}").split()) <= 2


def test_colours_are_described_as_people_do() -> None:
    told = {
        "#000000": "black",
        "#ffffff": "white",
        "#808080": "grey",
        "#00003c": "dark blue",
        "#ff0000": "red",
    }
    assert {colour: described(colour) for colour in told} == told
