from __future__ import annotations

import pytest

from qualcode.errors import InvalidValue, ReadingError
from qualcode.readers.encodings import decode_bytes

RUSSIAN = "Интервьюер: Здравствуйте! Расскажите, пожалуйста, как вы пришли."
TEXTS = [
    ("cp1251", RUSSIAN),
    ("koi8-r", RUSSIAN),
    ("cp866", RUSSIAN),
    ("cp1251", "Розкажіть, будь ласка, як ви сюди приїхали?"),
    ("cp1252", "B: Können Sie mir erzählen, wie groß das war? Großvater"),
    ("cp1252", "I don’t know, she said"),
    ("cp1252", "He said “no way”, and I’m like … well"),
    ("cp1252", "L’été dernier, où étiez-vous ? C’est très bien… ça va"),
    ("cp1252", "¿Cómo está usted? Mañana"),
    ("cp1252", "På Åland är det så här, förstår du, øl og æbler"),
    ("cp1252", "naïve"),
    ("mac-roman", "Können Sie mir erzählen, wie groß das war? Großvater"),
    ("mac-roman", "I don’t know, she said: “no”"),
    ("cp1250", "Zażółć gęślą jaźń, proszę pani, to było dawno temu"),
    ("cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy"),
    ("cp1254", "Görüşmeci: Buraya nasıl geldiniz? İstanbul’dan, çok güzeldi"),
    ("cp1256", "المحاور: كيف وصلت إلى هنا؟ وصلت في الخريف مع عائلتي"),
    ("gb18030", "访谈者：您好，请您先介绍一下自己。"),
    ("shift_jis", "聞き手：こんにちは、まず自己紹介をお願いします。"),
    ("euc-kr", "면접자: 안녕하세요, 자기소개를 부탁드립니다."),
]


@pytest.mark.parametrize(("encoding", "text"), TEXTS)
def test_old_code_pages_are_told_apart_and_reported(encoding: str, text: str) -> None:
    decoded, found, warning = decode_bytes(text.encode(encoding))
    assert (decoded, found) == (text, encoding)
    assert warning is not None
    assert encoding in warning
    assert text[:20] in warning


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_byte_order_marks_decide(codec: str) -> None:
    data = "\ufeffПривет, as it is 👍🏽".encode(codec)
    text, encoding, warning = decode_bytes(data)
    assert text == "Привет, as it is 👍🏽"
    assert encoding == {"utf-8": "utf-8-sig"}.get(codec, codec)
    assert warning is None


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["I: Good morning.\nR: Morning.\n", "И: Да, вот так. \n", "访谈者：您好。 \n受访者：好。\n"]
)
def test_zero_bytes_give_utf_16_away(codec: str, text: str) -> None:
    assert decode_bytes(text.encode(codec))[:2] == (text, codec)


def test_the_language_narrows_the_guess() -> None:
    data = "Ђ".encode("cp1251") + b" " + "да".encode("cp1251")
    assert decode_bytes(data, language="ru")[1] == "cp1251"
    assert decode_bytes("élan".encode("cp1252"), language="fr")[1] == "cp1252"
    assert decode_bytes("sağ".encode("cp1254"), language="tr")[0] == "sağ"


def test_the_named_encoding_wins() -> None:
    assert decode_bytes("é".encode(), encoding="latin-1") == ("Ã©", "iso8859-1", None)
    assert decode_bytes("я".encode("koi8-r"), encoding="KOI8-R")[0] == "я"


def test_a_wrong_encoding_is_one_sentence() -> None:
    with pytest.raises(ReadingError, match=r"^a.txt is not utf-8: it does not fit at byte 1;"):
        decode_bytes(b"a\xff", encoding="utf-8", name="a.txt")
    with pytest.raises(InvalidValue, match="no encoding"):
        decode_bytes(b"a", encoding="utf-9")
    with pytest.raises((InvalidValue, ReadingError)):
        decode_bytes(b"6162", encoding="hex")
    with pytest.raises(ReadingError):
        decode_bytes(rb"\ud800", encoding="unicode_escape")


def test_binary_data_is_refused() -> None:
    with pytest.raises(ReadingError, match=r"not a text"):
        decode_bytes(bytes(range(256)) * 20, name="a.txt")
    with pytest.raises(ReadingError, match="not a text"):
        decode_bytes(b"\x01\x02\x03\x04 ok \x05\x06", name="a.txt")


def test_the_telling_line_may_stand_late() -> None:
    text = "plain line\n" * 20_000 + "eine größere Überraschung, schön\n"
    decoded, encoding, warning = decode_bytes(text.encode("cp1252"))
    assert (decoded, encoding) == (text, "cp1252")
    assert "größere" in (warning or "")
