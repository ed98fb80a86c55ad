"""Words that tell a speaker's label from other things before a colon, in the languages interviews come in.

Nothing depends on one list alone: a label that comes back and alternates is a speaker in any language.
"""

# ruff: noqa: SIM905 - lists of words are read as words

from __future__ import annotations

# Beginnings of words for a part in an interview; a label with such a word needs less other evidence.
ROLES = tuple(
    """
    interview intervju intervyu moderat facilit research respond particip informant speaker sprecher host guest
    patient clinician doctor nurse teacher student parent mother father witness narrator expert caller presenter
    int. resp. mod. befragt forsch proband gesprächspartner teilnehm experte expertin zeitzeug patientin
    enquêt enquet intervieweur participant animat chercheu locut entrevist investigador participante moderador
    entrevistad intervist partecip ricercat onderzoek deelnem intervjuar informant forskare deltaga haastatt
    ankieter badacz badan uczestni rozmówc tazatel kérdező válaszadó görüşme katılımcı araştırmacı
    интервью респондент модератор участни информант исследовател ведущ собеседни эксперт опрашива анкет
    інтерв’ю інтервʼю інтерв'ю учасни дослідни мусоҳиб суҳбат пурсанда ҷавобдиҳанда иштирокчи ахборотчи
    ინტერვიუ რესპონდენტ მოდერატორ მონაწილე მკვლევარ ერευνητ συνεντευκτ ερευνητ συμμετέχ ερωτ
    المحاور محاور المشارك مشارك المستجيب الباحث الضيف المجيب المبحوث مقابل مصاحبه پاسخگو پاسخ‌گو پژوهشگر شرکت‌کننده
    מראיין מראיינ מרואיין מרואיינ חוקר משתתף
    访谈 訪談 受访 受訪 采访 採訪 主持人 被访 被訪 记者 聞き手 話し手 インタビュ 司会 参加者 調査者 回答者
    면접 참여자 참가자 인터뷰 연구자 응답자 진행자 साक्षात्कार उत्तरदाता प्रतिभागी शोधकर्ता ผู้สัมภาษณ์
    """.split()
)

# Heads of transcripts and of mails: never a speaker, however often they come back.
METADATA = frozenset(
    """
    date time place location length duration recorded recording file filename audio video language transcript
    transcribed transcriber transcription present attendees participants pseudonym age gender occupation topic
    project study subject from to cc bcc sent re fw copyright version status source sources url web website
    email e-mail phone tel weather mood title author pages chapter table figure tags keywords guests
    datum ort dauer länge aufnahme thema alter geschlecht beruf anwesend sprache quelle quellen betreff seite
    date lieu durée duree langue fichier présents âge sexe profession fecha lugar duración edad género archivo
    data luogo durata local duração idade plaats duur leeftijd miejsce czas wiek dátum hely tarih yer süre
    дата место время длительность продолжительность возраст пол язык файл тема присутствуют запись источник
    сана ҷой вақт vaqt თარიღი ადგილი التاريخ المكان المدة العمر تاریخ مکان زمان מקום תאריך
    访谈时间 时间 地点 日期 时长 录音 文件 年龄 性别 日時 場所 時間 날짜 장소 시간 시작 date/time
    style region start end begin length/duration
    monday tuesday wednesday thursday friday saturday sunday january february march june july august september
    october november december montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi
    jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo
    понедельник вторник среда четверг пятница суббота воскресенье
    """.split()
)

# Words of notes and arguments: they come back in field notes, and inside long turns.
NOTES = frozenset(
    """
    note notes nb n.b. ps p.s. summary theory result results example conclusion observation observations comment
    comments idea ideas memo reflection todo to-do sources hypothesis definition method background aim problem
    solution reason first second third firstly secondly finally also however remember warning important tip
    pros cons advantage disadvantage fact point moral counter-example keyword context action actions decision
    notiz anmerkung hinweis zusammenfassung beispiel ergebnis fazit achtung wichtig erstens zweitens drittens
    remarque résumé resume exemple nota resumen ejemplo esempio uwaga přiklad notatka opmerking voorbeeld
    примечание заметка вывод итог пример результат во-первых во-вторых в-третьих замечание вопрос ответ комментарий
    эзоҳ мисол izoh misol 注 注意 备注 总结 例如 例 メモ 注記 비고 요약 ملاحظة مثال یادداشت نکته
    """.split()
)

# "Question:" and "Answer:" may head a list of questions or name two people: only alternation shows it.
UNSURE = frozenset("question answer frage antwort вопрос ответ pregunta respuesta domanda risposta".split())

SAYING = frozenset(
    """
    said says say asked asks told tells thought think wrote writes answered replied goes went like is was are were
    know knows means meant sagte sagt gesagt fragte fragt meinte dachte antwortete dit disait demandé répond
    demande dijo decía preguntó disse diceva сказал сказала сказали говорит говорил говорила говорили спросил
    спросила ответил ответила думаю думал گفت می‌گفت قال قالت يقول аит гуфт мегуфт dedi aytdi
    """.split()
)
SAYING_ENDINGS = ("说", "道", "問", "问", "言", "说过", "常说", "言う", "曰")

# What may stand with a dot inside a name: Mrs. K., Dr. Weber.
TITLES = frozenset(
    "mr mrs ms mx dr prof st sr jr hr fr mme mlle sra srta dra dott sig ing rev hon г гр д-р проф".split()
)

# What stands before a colon in an address or a path.
SCHEMES = frozenset("http https ftp mailto doi file tel urn isbn issn www c d".split())

# The first row of a table that is a transcript.
COLUMN_HEADINGS = frozenset(
    """
    time timespan timestamp start end begin speaker name participant who person role text content transcript
    utterance words turn zeit zeitspanne sprecher sprecherin person inhalt wer temps locuteur texte contenu
    tiempo hablante texto время говорящий спикер текст содержание 时间 说话人 内容
    """.split()
)

# Stems of numbered headings in a guide: Q1, Frage 3, Block A.
QUESTION_STEMS = frozenset(
    """
    q question frage block part teil topic theme section item thema вопрос блок часть тема pregunta
    pergunta domanda pytanie vraag soru савол savol 问题 問題 質問 질문 سؤال سوال שאלה κεφάλαιο chapter kapitel task
    """.split()
)

# Several people, or nobody known, speaking at once.
GROUPS = frozenset(
    """
    all both everyone everybody several many group others unknown someone somebody unidentified audience
    alle mehrere beide gruppe unbekannt tous toutes plusieurs inconnu todos varios tutti allen wszyscy
    все оба несколько неизвестный хама ҳама hamma الجميع همه כולם 全体 众人 全员 모두
    """.split()
)
JOINING = frozenset("and und et y e i en och og и ва va და و ve & + / with mit".split())

# Small words inside names: Ludwig van Beethoven, M1 and M2.
PARTICLES = frozenset(
    "van von der den de da di du la le el al bin ibn ben zu ter ten af av dos das do y i e and und et и".split()
)
