"""Transcripts invented for these tests, in the formats of the field but with other names, languages and traps."""

from __future__ import annotations

import pytest

from qualcode.text.turns import Recognition, recognise_turns
from qualcode.text.words import count_words


def said(text: str, found: Recognition) -> list[tuple[str | None, float | None, str]]:
    """Speaker, start and words of each turn, marks and layout taken out."""
    out = [(mark.start, mark.end) for mark in found.time_marks] + [(s.start, s.end) for s in found.layout]
    rows = []
    for turn in found.turns:
        words, place = [], turn.start
        for start, end in sorted(out):
            if turn.start <= start < end <= turn.end:
                words.append(text[place:start])
                place = end
        words.append(text[place : turn.end])
        rows.append((turn.speaker, turn.start_time, " ".join(" ".join(words).split())))
    return rows


CASES = {
    "two turns": (
        "I: How did it begin?\n\nR: With a flood.\n",
        [("I", None, "How did it begin?"), ("R", None, "With a flood.")],
    ),
    "two turns on neighbouring lines": (
        "Interviewer: How did it begin?\nFarrukh: With a flood, in: let me think: 1998.\n"
        "Interviewer: And then?\nFarrukh: Then http://example.org was down.\nNote: laughing.\n",
        [
            ("Interviewer", None, "How did it begin?"),
            ("Farrukh", None, "With a flood, in: let me think: 1998."),
            ("Interviewer", None, "And then?"),
            ("Farrukh", None, "Then http://example.org was down. Note: laughing."),
        ],
    ),
    "Tajik in Cyrillic": (
        "Сана: 4 марти 2024\nҶой: Душанбе\n\n"
        "Пурсанда: Шумо кай омадед?\n\nҶавобдиҳанда: Тирамоҳ. Модарам мегуфт: сабр кун.\nЭзоҳ: механдад.\n\n"
        "Пурсанда: Баъд чӣ шуд?\n\nҶавобдиҳанда: Соати 10:30 ба роҳ баромадем.\n",
        [
            ("Пурсанда", None, "Шумо кай омадед?"),
            ("Ҷавобдиҳанда", None, "Тирамоҳ. Модарам мегуфт: сабр кун. Эзоҳ: механдад."),
            ("Пурсанда", None, "Баъд чӣ шуд?"),
            ("Ҷавобдиҳанда", None, "Соати 10:30 ба роҳ баромадем."),
        ],
    ),
    "Uzbek in Cyrillic, names": (
        "Дилором: Қачон келдингиз?\nШуҳрат: Кузда.\nДилором: Ким билан?\nШуҳрат: Укам билан: у ёш эди.\n",
        [
            ("Дилором", None, "Қачон келдингиз?"),
            ("Шуҳрат", None, "Кузда."),
            ("Дилором", None, "Ким билан?"),
            ("Шуҳрат", None, "Укам билан: у ёш эди."),
        ],
    ),
    "Georgian": (
        "ინტერვიუერი: როდის ჩამოხვედით?\n\nრესპონდენტი: შემოდგომაზე. დედა ამბობდა: დაიცადე.\n\n"
        "ინტერვიუერი: და მერე?\n\nრესპონდენტი: მერე დავრჩით.\n",
        [
            ("ინტერვიუერი", None, "როდის ჩამოხვედით?"),
            ("რესპონდენტი", None, "შემოდგომაზე. დედა ამბობდა: დაიცადე."),
            ("ინტერვიუერი", None, "და მერე?"),
            ("რესპონდენტი", None, "მერე დავრჩით."),
        ],
    ),
    "Arabic with marks of direction": (
        "\u200fالمحاور: متى وصلت؟\n\n\u200fسلمى\u200f: في الخريف. قالت أمي: اصبري.\n\n"
        "\u200fالمحاور: ثم ماذا؟\n\n\u200fسلمى: ثم بقينا حتى ٢:٣٠.\n",
        [
            ("المحاور", None, "متى وصلت؟"),
            ("سلمى", None, "في الخريف. قالت أمي: اصبري."),
            ("المحاور", None, "ثم ماذا؟"),
            ("سلمى", None, "ثم بقينا حتى ٢:٣٠."),
        ],
    ),
    "Japanese": (
        "聞き手：いつ来ましたか。\n話し手：秋です。母はいつも言った：待ちなさい。\n聞き手：それから？\n話し手：残りました。\n",
        [
            ("聞き手", None, "いつ来ましたか。"),
            ("話し手", None, "秋です。母はいつも言った：待ちなさい。"),
            ("聞き手", None, "それから？"),
            ("話し手", None, "残りました。"),
        ],
    ),
    "names with digits and brackets, a third person once": (
        "Moderator 2: Who starts?\n\nParticipant 11 (male): Me.\n\nModerator 2: Go on.\n\n"
        "Participant 7 (female): I differ.\n\nParticipant 11 (male): Sure: go on.\n\nModerator 2: Thanks.\n",
        [
            ("Moderator 2", None, "Who starts?"),
            ("Participant 11 (male)", None, "Me."),
            ("Moderator 2", None, "Go on."),
            ("Participant 7 (female)", None, "I differ."),
            ("Participant 11 (male)", None, "Sure: go on."),
            ("Moderator 2", None, "Thanks."),
        ],
    ),
    "NAME [time] text on one line": (
        "AMINA [00:00:01] Shall we begin?\nRUSTAM [00:00:04] Yes. At [inaudible 00:00:06] we\n"
        "waited.\nAMINA [00:00:09] For whom?\nRUSTAM [00:01:02] For her.\n",
        [
            ("AMINA", 1.0, "Shall we begin?"),
            ("RUSTAM", 4.0, "Yes. At [inaudible 00:00:06] we waited."),
            ("AMINA", 9.0, "For whom?"),
            ("RUSTAM", 62.0, "For her."),
        ],
    ),
    "[time] NAME: text": (
        "[00:00:01] AMINA: Shall we begin?\n[00:00:04] RUSTAM: Yes.\n[00:00:09] AMINA: Note: this is taped.\n",
        [
            ("AMINA", 1.0, "Shall we begin?"),
            ("RUSTAM", 4.0, "Yes."),
            ("AMINA", 9.0, "Note: this is taped."),
        ],
    ),
    "bold in Markdown, times at will": (
        "# Talk\n\n**Olga:** [00:00:00] Good evening.\n\n**Bek:** Hello.\n\nIt was: hard.\n\n**Olga:** How so?\n",
        [
            ("Olga", 0.0, "Good evening."),
            ("Bek", None, "Hello. It was: hard."),
            ("Olga", None, "How so?"),
        ],
    ),
    "names alone on a line": (
        "Nargis Rahimova\nSo you came by train?\n\nIlya\nYes, four days.\nWith a cat.\n\nNargis Rahimova\nA cat!\n\n"
        "Ilya\nHer name is Moscow.\n\nNargis Rahimova\nOf course it is.\n",
        [
            ("Nargis Rahimova", None, "So you came by train?"),
            ("Ilya", None, "Yes, four days. With a cat."),
            ("Nargis Rahimova", None, "A cat!"),
            ("Ilya", None, "Her name is Moscow."),
            ("Nargis Rahimova", None, "Of course it is."),
        ],
    ),
    "names alone, times below": (
        "Nargis\n0:02\nSo you came by train?\n\nIlya\n0:05\nYes, four days.\n\nNargis\n0:09\nAnd the cat?\n\n"
        "Ilya\n1:00:11\nAlso by train.\n",
        [
            ("Nargis", 2.0, "So you came by train?"),
            ("Ilya", 5.0, "Yes, four days."),
            ("Nargis", 9.0, "And the cat?"),
            ("Ilya", 3611.0, "Also by train."),
        ],
    ),
    "names and times alone on a line": (
        "Nargis  0:02\nSo you came by train?\n\nIlya  0:05\nYes: four days.\n\nMother  0:07\nFive.\n\n"
        "Nargis  0:09\nOh.\n",
        [
            ("Nargis", 2.0, "So you came by train?"),
            ("Ilya", 5.0, "Yes: four days."),
            ("Mother", 7.0, "Five."),
            ("Nargis", 9.0, "Oh."),
        ],
    ),
    "time before the name, as Word writes it": (
        "Audio file\nbread.wav\n\nTranscript\n\n00:00:05 Speaker 1\nWho bakes?\n\n00:00:09 Speaker 2\nMy aunt.\n\n"
        "00:00:12 Speaker 1\nEvery day?\n",
        [("Speaker 1", 5.0, "Who bakes?"), ("Speaker 2", 9.0, "My aunt."), ("Speaker 1", 12.0, "Every day?")],
    ),
    "label alone with its colon": (
        "Q:\n\nWhere were you born?\n\nAlami:\n\nIn Fez. Or: near it.\n\nQ:\n\nWhen?\n\nAlami:\n\nIn winter.\n",
        [
            ("Q", None, "Where were you born?"),
            ("Alami", None, "In Fez. Or: near it."),
            ("Q", None, "When?"),
            ("Alami", None, "In winter."),
        ],
    ),
    "labels before a tab": (
        "INT\tWhat is it called?\nEWA\tA szopka.\nINT\tWho builds it?\nEWA\tWhoever has\n\tgood hands.\n",
        [
            ("INT", None, "What is it called?"),
            ("EWA", None, "A szopka."),
            ("INT", None, "Who builds it?"),
            ("EWA", None, "Whoever has good hands."),
        ],
    ),
    "numbered turns": (
        "1. Moderator: Who begins?\n2. Ewa: I do.\n3. Moderator: Please.\n4. Ewa: It was: late.\n",
        [
            ("Moderator", None, "Who begins?"),
            ("Ewa", None, "I do."),
            ("Moderator", None, "Please."),
            ("Ewa", None, "It was: late."),
        ],
    ),
    "a role in the head and in the talk": (
        "Date: 3 May\nInterviewer: D. Marsh\nInterviewee: Ivy\n\nInterviewer: Are you well?\n\nIvy: I am.\n\n"
        "Interviewer: Good.\n\nIvy: Good.\n",
        [
            ("Interviewer", None, "Are you well?"),
            ("Ivy", None, "I am."),
            ("Interviewer", None, "Good."),
            ("Ivy", None, "Good."),
        ],
    ),
    "marks at the ends": (
        "S1: Wie war es? #00:00:03-0#\n\nE2: Kalt. Und: lang. #00:00:08-5#\n\nS1: Wie lang? #00:00:10-0#\n",
        [("S1", 0.0, "Wie war es?"), ("E2", 3.0, "Kalt. Und: lang."), ("S1", 8.5, "Wie lang?")],
    ),
    "Rev in Word, words behind a tab": (
        "Speaker 1 (00:00):\tAll right.\nSpeaker 2 (00:06):\tLoud: very.\nSpeaker 1 (00:19):\tDid you?\n",
        [
            ("Speaker 1", 0.0, "All right."),
            ("Speaker 2", 6.0, "Loud: very."),
            ("Speaker 1", 19.0, "Did you?"),
        ],
    ),
    "ranges of time": (
        "[00:00:01 - 00:00:09] Speaker 1: Hello.\n[00:00:09 - 00:00:12] Speaker 2: Hi.\n"
        "[00:00:12 - 00:00:15] Speaker 1: So.\n",
        [("Speaker 1", 1.0, "Hello."), ("Speaker 2", 9.0, "Hi."), ("Speaker 1", 12.0, "So.")],
    ),
    "a comma before the time": (
        "Moderator, 00:01:02\nHello: you.\n\nJill, 00:01:05\nYes.\n\nModerator, 00:01:09\nGo.\n",
        [("Moderator", 62.0, "Hello: you."), ("Jill", 65.0, "Yes."), ("Moderator", 69.0, "Go.")],
    ),
    "a time at the end of a spoken line": (
        "Speaker 1 00:12\nHello.\nSpeaker 2 00:15\nHi. At 10:30\nwe left at 11:00\nSpeaker 1 00:18\nOk.\n",
        [
            ("Speaker 1", 12.0, "Hello."),
            ("Speaker 2", 15.0, "Hi. At 10:30 we left at 11:00"),
            ("Speaker 1", 18.0, "Ok."),
        ],
    ),
    "names in square brackets": (
        "[Ben Okafor] 10:01:23\nHello.\n\n[Dana W] 10:01:29\nHi.\n\n[Ben Okafor] 10:02:00\nSo.\n",
        [("Ben Okafor", 36083.0, "Hello."), ("Dana W", 36089.0, "Hi."), ("Ben Okafor", 36120.0, "So.")],
    ),
    "times as links in Markdown": (
        "[00:02](#) Int: So you have seen it?\n\n[00:06](#) P3: Yes.\n\n[00:14](#) Int: What?\n",
        [("Int", 2.0, "So you have seen it?"), ("P3", 6.0, "Yes."), ("Int", 14.0, "What?")],
    ),
    "no space after the colon": (
        "I:Thank you for it.\nR:Well, no.\nI:And then?\nR:https://example.org/y is it.\n",
        [
            ("I", None, "Thank you for it."),
            ("R", None, "Well, no."),
            ("I", None, "And then?"),
            ("R", None, "https://example.org/y is it."),
        ],
    ),
    "colons within labels": (
        "Interviewer:in: Wie war es?\n\nProband:in 2: Kalt: sehr.\n\nInterviewer:in: Und?\n\nProband:in 2: Nichts.\n",
        [
            ("Interviewer:in", None, "Wie war es?"),
            ("Proband:in 2", None, "Kalt: sehr."),
            ("Interviewer:in", None, "Und?"),
            ("Proband:in 2", None, "Nichts."),
        ],
    ),
    "Korean": (
        "면접자: 언제 오셨어요?\n\n참여자: 가을에요. 말했어요: 기다려.\n\n면접자: 그리고요?\n\n참여자: 남았어요.\n",
        [
            ("면접자", None, "언제 오셨어요?"),
            ("참여자", None, "가을에요. 말했어요: 기다려."),
            ("면접자", None, "그리고요?"),
            ("참여자", None, "남았어요."),
        ],
    ),
    "Hebrew": (
        "מראיינת: מתי הגעת?\n\nנועה: בסתיו. אמא אמרה: חכי.\n\nמראיינת: ואז?\n\nנועה: נשארנו.\n",
        [
            ("מראיינת", None, "מתי הגעת?"),
            ("נועה", None, "בסתיו. אמא אמרה: חכי."),
            ("מראיינת", None, "ואז?"),
            ("נועה", None, "נשארנו."),
        ],
    ),
    "rows without speakers": (
        "Timespan\tContent\n0:00.0 - 0:03.4\tWhat do you keep?\n0:03.4 - 0:09.0\tTools. And jars: many.\n",
        [(None, 0.0, "What do you keep?"), (None, 3.4, "Tools. And jars: many.")],
    ),
    "lines numbered by hand": (
        "01 A: so did you (.) ever\n02    te:ll him?\n03 B: no\n04    (1.2)\n05 A: mhm\n06 B: then: no\n",
        [
            ("A", None, "so did you (.) ever te:ll him?"),
            ("B", None, "no (1.2)"),
            ("A", None, "mhm"),
            ("B", None, "then: no"),
        ],
    ),
    "a life told in long paragraphs": (
        "Anna: Tell me your life.\n\nJoe: Well.\n\n"
        + "It was long.\n\n" * 30
        + "Anna: And then?\n\nJoe: So: we left.\n",
        [
            ("Anna", None, "Tell me your life."),
            ("Joe", None, "Well." + " It was long." * 30),
            ("Anna", None, "And then?"),
            ("Joe", None, "So: we left."),
        ],
    ),
    "a topic that looks like a name": (
        "Anna: How?\n\nBen: Well.\n\nBerlin: That was the year.\n\nAnna: And?\n\nBen: Oh.\n",
        [
            ("Anna", None, "How?"),
            ("Ben", None, "Well. Berlin: That was the year."),
            ("Anna", None, "And?"),
            ("Ben", None, "Oh."),
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_turns_of(name: str) -> None:
    text, expected = CASES[name]
    found = recognise_turns(text)
    assert said(text, found) == expected


NO_TRANSCRIPTS = {
    "prose": (
        "It was a cold year: the coldest. My mother said: stay. So we stayed.\n\n"
        "Two things helped: bread and salt. The neighbours said: take it.\n\n"
        "In the end: nothing. See http://example.org for more: it is all there.\n"
    ),
    "field notes day by day": (
        "Weather: wet\nMood: low\nNote: ask again\n\nWe walked to the well.\n\n"
        "Weather: dry\nMood: fine\nNote: asked\n\nNobody was there.\n\n"
        "Weather: dry\nMood: fine\nNote: rest\n\nThey came at last.\n"
    ),
    "a monologue": "We came in autumn. " * 40,
    "a monologue in paragraphs": "We came in autumn, by train.\n\nNobody asked us anything.\n\n" * 12,
    "a mail": (
        "From: Ana <ana@example.org>\nTo: Bo\nSubject: Re: keys\nDate: Mon, 2 Feb\n\n"
        "Hi Bo,\n\non the integration question you raised: yes. The key: under the mat.\n\n"
        "From: Bo\nTo: Ana\nSubject: keys\n\nHi, one question: where?\n"
    ),
    "verse with a refrain": (
        "The road is long\nAnd cold\n\nRefrain\nWe walk, we walk\n\nThe night is old.\n\nRefrain\nWe walk.\n"
    ),
    "references": "Luke 3:16 and Luke 4:1 and Sura 2:255.\n\nRoute 4: chapel.\n\nRoute 5: school.\n\nRoute 6: pub.\n",
    "a dialogue of dashes": "– Oui, bien sûr.\n– Non: jamais.\n– Alors quoi ?\n– Rien.\n",
    "a curriculum vitae": "Name: Ann\nDate of birth: 1.1.1970\nEducation: Oxford\n\nExperience: none\nSkills: many\n",
    "a diary": ("Monday\nIt rained and we stayed in.\n\nTuesday\nIt rained again, so we slept.\n\n" * 3),
    "letters in prose": "I went home: it was late.\nA: no.\nB: yes.\nThen we slept. " + "It was long. " * 30,
    "a shopping list": "Bread: 2\nMilk: 1\nEggs: 12\n\nSugar: none\n",
}


@pytest.mark.parametrize("name", NO_TRANSCRIPTS)
def test_no_speakers_in(name: str) -> None:
    found = recognise_turns(NO_TRANSCRIPTS[name])
    assert [turn.speaker for turn in found.turns] == []
    assert any("No speakers" in sentence for sentence in found.warnings)


def test_rising_questions_are_sections_not_speakers() -> None:
    text = (
        "Q1: Arrival\n\nMod: When?\n\nZarina: In May.\n\nQ2: Work\n\nMod: Where?\n\nZarina: Here.\n\n"
        "Q3: Hope\n\nMod: And now?\n\nZarina: We shall see.\n"
    )
    found = recognise_turns(text)
    assert [section.name for section in found.sections] == ["Q1: Arrival", "Q2: Work", "Q3: Hope"]
    assert {turn.speaker for turn in found.turns} == {"Mod", "Zarina"}
    assert [row[2] for row in said(text, found)][1] == "In May."
    first = found.sections[0]
    assert text[first.start : first.end].startswith("Mod: When?")
    assert text[first.start : first.end].endswith("In May.")


def test_words_of_turns_and_the_rest_are_all_words() -> None:
    text = CASES["NAME [time] text on one line"][0]
    found = recognise_turns(text)
    marks = [(mark.start, mark.end) for mark in found.time_marks]
    within = sum(count_words(text, turn.start, turn.end, marks) for turn in found.turns)
    labels = len(found.turns)
    assert within + labels == count_words(text, marks=marks)


def test_a_doubtful_label_is_named() -> None:
    found = recognise_turns(CASES["a topic that looks like a name"][0])
    assert any('look like it: "Berlin"' in sentence for sentence in found.warnings)


def test_line_numbers_are_layout() -> None:
    text = CASES["lines numbered by hand"][0]
    assert [text[span.start : span.end] for span in recognise_turns(text).layout] == [
        "01",
        "02",
        "03",
        "04",
        "05",
        "06",
    ]


def test_a_great_many_headings_labels_and_times_take_no_time_squared() -> None:
    """Finishes at all: each of these once took a time that grew with the square of its length."""
    assert recognise_turns("# x\n" * 60_000).turns == ()
    assert len(recognise_turns("".join(f"Name{i % 9000}: Text\n" for i in range(18_000))).turns) == 18_000
    assert recognise_turns("1:11:11 " * 100_000).turns == ()
