"""Clauses that ask everybody without naming them: 'Rettelser til Ida senest', 'skriv jer på'."""

import re

from bot.minutes.names import UPPER

_THINGS = (
    r"(?:tilmelding(?:er)?|framelding(?:er)?|afbud|rettelser?|forslag|indlæg|emner?|kommentarer"
    r"|bemærkninger|indvendinger|indsigelser|input|bidrag|billeder|fotos?|stof|ønsker"
    r"|indstillinger|regninger|bilag|udlæg|kvitteringer|navne|ændringer|tekster|annoncer|spørgsmål"
    r"|nominering(?:er)?|tilbagemelding(?:er)?|ideer|idéer|svar)"
)
_SENT = (
    r"(?:skal\s+|bør\s+|kan\s+)?(?:(?:ind)?sendes|mailes|meldes|afleveres|gives|rettes|lægges"
    r"|indleveres|stiles|være)"
)
#: what members send in, and to whom or by when
_SENT_IN = re.compile(
    rf"(?:^\W*|[–;.]\s)(?:(?:evt\.?|eventuelle|alle|yderligere|flere|gode|nye)\s+)?{_THINGS}"
    r"(?:\s+(?:til\s+(?-i:[a-zæøå])[\w-]+|(?!til\b)[\wæøå-]+)){0,4}?\s+"
    rf"(?:til\s+(?:(?-i:[{UPPER}])[\w.-]+|formanden|kassereren|sekretæren|redaktøren|referenten"
    rf"|mig|undertegnede)(?:\s(?-i:[{UPPER}])[\w.-]+)*(?:\s+(?:senest|inden|hurtigst|snarest|på|før)\b|\W*$)"
    rf"|{_SENT}\s+.{{0,30}}\b(?:til|hos)\s+(?:(?-i:[{UPPER}])|formanden|kassereren|sekretæren|mig)"
    r"|skal\s+ske\s+til\b)", re.IGNORECASE
)  # fmt: skip
#: a command after what it is about: 'Listen hænger i huset, skriv jer på'
_COMMAND = re.compile(
    r"(?:^|[,–.!-]\s+(?:så\s+|og\s+)?|\bså\s+)(?:skriv|meld|tilmeld|sig|kontakt|sæt|send|tag|kom|giv|ring|mail|husk)"
    r"\s+(?:jer|dig|kryds|endelig|gerne|lige|til\s+(?:(?-i:[A-ZÆØÅ])\w+|mig|formanden|kassereren))\b"
    r"(?!\s+(?:skriver|sender|ringer)\b)"
    r"|\b(?:vil|må)\s+(?:gerne\s+)?bede\s+(?:jer|alle|medlemmerne)\b", re.IGNORECASE
)  # fmt: skip
#: each of those who have a place: 'Hvert hus melder', 'Medlemmer med kort bedes'
_EACH = re.compile(
    r"^\W*(?:hver\s+af\s+(?:os|jer|dem)|hver(?:t)?\s+(?!gang|dag|uge|måned|år|især|anden|andet)"
    r"[a-zæøå]{3,}|alle\s+(?:med|der|som|i)\s|medlemmer\s+(?:med|som|der|i)\s|parterne|beboerne"
    r"|medlemsforeningerne|foreningerne|klubberne|skolerne|lodsejerne|institutionerne"
    r"|[a-zæøå]{2,}(?:er|re|de|e),?\s+(?:der|som)\s(?=.{3,60}\b(?:skriver?|melder?|sender?|mailer?"
    r"|henvende[rs]?|kontakter?|tilmelder?|bedes)\b))",
    re.IGNORECASE,
)  # fmt: skip
_SHALL = re.compile(r"\b(?:[a-zæøå]{3,}er|kan|tager|bedes|skal|laver|opfordres)\b")


def is_sent_in(text: str) -> bool:
    """'Rettelser til Ida inden fredag': everybody who has some."""
    return bool(_SENT_IN.search(text))


def commands_later(text: str) -> bool:
    """'Listen hænger i huset, skriv jer på'"""
    return bool(_COMMAND.search(text))


def each_acts(text: str) -> bool:
    """'Hvert hus melder sine navne ind': everybody, one by one."""
    opens = _EACH.match(text)
    return opens is not None and bool(_SHALL.search(text, opens.end()))
