"""Who asks, by their labels."""

from __future__ import annotations

import pytest

from qualcode.text.interviewers import interviewers


@pytest.mark.parametrize(
    ("labels", "asking"),
    [
        (["INTERVIEWER", "P07"], {"INTERVIEWER"}),
        (["Interviewer 2", "Interviewee", "Interviewer*in"], {"Interviewer 2", "Interviewer*in"}),
        (["I", "R"], {"I"}),
        (["I:", "P1"], {"I:"}),
        (["I1", "I2", "B"], {"I1", "I2"}),
        (["Int.", "Resp."], {"Int."}),
        (["I"], set()),
        (["Q", "A"], {"Q"}),
        (["Anna (Interviewer)", "Ben (Interviewte)"], {"Anna (Interviewer)"}),
        (["Moderatorin", "Befragte 1"], {"Moderatorin"}),
        (["Интервьюер", "Интервьюируемый", "Респондент"], {"Интервьюер"}),
        (["И.", "Р."], {"И."}),
        (["В", "О"], {"В"}),
        (["В", "Ж"], set()),
        (["F", "M"], set()),
        (["Enquêtrice", "Enquêtée"], {"Enquêtrice"}),
        (["Entrevistadora", "Entrevistada"], {"Entrevistadora"}),
        (["Intervistatore", "Intervistato"], {"Intervistatore"}),
        (["采访者", "受访者"], {"采访者"}),
        (["聞き手", "話し手"], {"聞き手"}),
        (["P07", "Amina", "Mother", "[b]x"], set()),
        ([], set()),
    ],
)
def test_who_asks(labels: list[str], asking: set[str]) -> None:
    assert interviewers(labels) == asking
