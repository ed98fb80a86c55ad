"""Words written with a dot that does not end a sentence, casefolded, without that dot.

Those that often do end one (etc., usw., и т. д.) are left out on purpose.
"""

from __future__ import annotations


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


ABBREVIATIONS = _words(
    # English
    "mr mrs ms mx dr prof st rev fr hon gen col capt lt sgt sen rep gov mt vs viz cf approx dept est ext tel",
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri",
    # French, Spanish, Italian, Portuguese
    "mme mlle m mgr sr sra srta dna dña ud uds sig dott avv",
    # German, Dutch, Nordic
    "hr fr frl nr bzw ca evtl ggf sog str vgl bspw dipl ing geb dhr mevr drs kl",
    # Russian, Ukrainian, Tajik in Cyrillic
    "г гг ул пр просп пер пл корп р-н обл пос дер им гор св проф акад доц инж тов гр г-н г-жа",
    "тыс млн млрд трлн руб коп долл сом сум мин сек час чел экз ок напр см ср рис табл стр гл вул м с буд",
)

BEFORE_NUMBERS = _words("no nos nr p pp fig vol ch sec art para д дом кв стр с п пп ст № т")
"""Abbreviations only where a number follows: `No. 5`, `д. 5`."""

ORDINAL_DOT_LANGUAGES = _words("cs da de et fi hr hu is lv nb nn no sk sl sr tr")
"""Languages in which `12. März` is one phrase."""
