"""The grammar of Danish dates: each pattern with what it means."""

import re

from bot.minutes.date_spans import (
    COUNTS,
    Resolve,
    after,
    day,
    day_alone,
    loose,
    meeting,
    month,
    month_meeting,
    near,
    nth_in_month,
    part_of_month,
    quarter,
    week,
    weekday,
    year_end,
)

ANY_MONTH = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
_LONG_MONTH = (
    rf"(?P<month>{ANY_MONTH}"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec)(?![a-zæøå])\.?"
)
_FULL_MONTH = rf"(?P<month>{ANY_MONTH})"
ANY_WEEKDAY = "mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag"
_WEEKDAY = rf"(?P<weekday>{ANY_WEEKDAY})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT_YEAR = r"(?P<year>(?:19|20)\d\d|\d\d)"
DEADLINE = r"(?:senest|inden|frist\w*|deadline\w*|\w+frist|seneste?)"
_ON = r"(?:d\.|den|pr\.|til|fra|på|om|på|ved)"
_COUNT = r"(?P<count>\d{1,2}|" + "|".join(COUNTS) + ")"
_SEASON = (
    r"(?:(?:sommer|jule|efterårs|vinter|påske)?ferien?\b|foråret|efteråret|sommeren?|vinteren?"
    r"|jul(?:en)?\b|påsken?|pinsen?|nytår|årsskiftet|årets udgang|det nye år|årets? slutning)"
)

#: the digit first, which most places fail at once
_NOT_BEFORE = r"(?=\d)(?<![\d/§%-])(?<!§ )(?<!\d[.,:])"
_NOT_AFTER = r"(?!\d|\s?%|/\d|-\d)"

#: two numbers, a number and the name of a month, a number by itself
_TWO = re.compile(r"\d\.?\s?[-./]\s?\d")
_NAMED = re.compile(r"\d\.?[\s-]*[a-z]")
_ALONE = re.compile(r"d(?:\. ?|en )\d")
#: in front: a text without this, written small, need not be searched by the rule
_NUMERIC_RULES: tuple[tuple[re.Pattern[str], str, Resolve], ...] = (
    (_TWO, rf"(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d\d)[-/.](?P<day>\d\d){_NOT_AFTER}", day),
    (_TWO, rf"(?P<day>\d{{1,2}})\.\s?(?P<number>\d{{1,2}})\.?\s(?P<year>(?:19|20)\d\d){_NOT_AFTER}",
     day),
    (_NAMED, r"(?:(?P<from>\d{1,2})\.?\s*(?:[-–/]|og|til|\+)\s*)?(?P<day>\d{1,2})\.?[\s-]*"
     rf"{_LONG_MONTH}(?:[\s,-]*{_YEAR})?", day),
    (_TWO, r"(?P<day>\d{1,2})\.?\s?/\s?(?P<number>\d{1,2})\.?\s?[-–/ .]\s?"
     rf"{_SHORT_YEAR}{_NOT_AFTER}(?!\s*(?:%|kr|procent|dele?\b))", day),
    (_TWO, r"(?P<day>\d{1,2})\s?[.-]\s?(?P<number>\d{1,2})\s?[.-]\s?"
     rf"{_SHORT_YEAR}{_NOT_AFTER}", day),
    (_TWO, rf"(?P<day>\d{{1,2}})\.?\s?/\s?(?P<number>\d{{1,2}})\b{_NOT_AFTER}"
     r"(?!\s*(?:af\b|del\b|dele\b|kr|%|time|side|dags?\b|års?\b))", day),
    (_TWO, r"(?:(?<=d\. )|(?<=d\.)|(?<=\bden )|(?<=pr\. ))(?P<day>\d{1,2})\.\s?"
     r"(?P<number>\d{1,2})\b\.?(?!\d|\s?%|[.:]\d)", day),
    (_TWO, r"(?:(?<=senest )|(?<=inden )|(?<=dag )|(?<=frist )|(?<=frist: ))(?P<day>\d{1,2})\."
     r"(?P<number>0?[1-9]|1[0-2])(?=\.?(?:$|[,;)]|\.\s|\s(?![\wæøå]*(?:kr|mio|mill|pct|time|procent))))",
     day),
    (_ALONE, r"(?:(?<=d\. )|(?<=d\.)|(?<=den ))(?P<day>\d{1,2})\.?(?=\s*(?:$|[,;)]|kl\b))",
     day_alone),
)  # fmt: skip
NUMERIC = tuple(
    (sign, re.compile(_NOT_BEFORE + "(?i:" + p + ")"), f) for sign, p, f in _NUMERIC_RULES
)

_MONTH_NAMES = tuple(ANY_MONTH.split("|"))
_WORDY_RULES: tuple[tuple[tuple[str, ...], str, Resolve], ...] = (
    (("uge",),
     rf"\b(?:{_WEEKDAY}\s+i\s+)?uge(?:rne)?\s+(?P<week>\d{{1,2}})\b(?:\s*(?:-|–|og|til|/)\s*"
     rf"(?:uge )?(?P<to>\d{{1,2}})\b)?(?:[,/ ]+(?:i )?{_YEAR})?(?!\s*%)", week),
    (_MONTH_NAMES,
     rf"\b(?P<nth>[1-4]\.|første|anden|tredje|fjerde|sidste)\s+(?P<kind>{ANY_WEEKDAY}|weekend|uge)"
     rf"\s+i\s+{_FULL_MONTH}(?:\s+{_YEAR})?\b", nth_in_month),
    (_MONTH_NAMES,
     rf"\b(?P<part>primo|medio|ultimo|start(?:en)? (?:af|på|i)|begyndelsen af|først i|midt i"
     rf"|midten af|slut(?:ningen)?(?: af| i)?"
     rf"|sidst i)\s+{_FULL_MONTH}(?:\s+{_YEAR})?\b", part_of_month),
    (_MONTH_NAMES,
     rf"\b(?:i løbet af|i|til|inden|før|ved udgangen af|inden udgangen af|udgangen af|senest)\s+"
     rf"(?:hele )?{_FULL_MONTH}(?:\s+måned)?(?:\s+{_YEAR})?\b", month),
    (_MONTH_NAMES, rf"\b{_FULL_MONTH}\s+{_YEAR}\b", month),
    (_MONTH_NAMES, rf"\b(?:på|til|inden|før|ved|senest)\s+{_FULL_MONTH}møde[tr]?\b",
     month_meeting),
    (("kvartal", "kvt"),
     rf"\b(?P<quarter>[1-4])\.\s*(?:kvartal|kvt\.?)(?:\s+(?:af\s+|i\s+)?{_YEAR})?", quarter),
    (("dag", "uge", "måned", "år"),
     rf"\b(?:om|inden for|indenfor|inden)\s+(?:ca\.\s+|senest\s+)?{_COUNT}\s+"
     r"(?P<unit>dage?|uger?|måneder|måned|år)\b", after),
    (("morgen", "i dag", "uge"),
     r"\bi overmorgen\b|\bi morgen\b|\bi dag\b|\b(?:i )?(?:næste|kommende|denne) uge\b", near),
    (("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
     rf"\b(?:på|senest|inden|til|næste|førstkommende|nu på|på førstkommende)\s+{_WEEKDAY}\b"
     r"(?!\s*(?:i\s+uge|morgen|aften|d\.|den|\d))", weekday),
    (("næste", "kommende"),
     r"\b(?:(?:til|på|inden|senest|før|ved)\s+)?(?:det\s+|vores\s+)?(?:næste|førstkommende"
        r"|kommende"
     r"|næstkommende)\s+(?:ordinære\s+)?(?:\w+[- ])?(?:\w*møde(?:t|gang)?|gang)\b", meeting),
    (("udgangen af",), rf"\b(?:inden |ved |senest )?udgangen af\s+{_YEAR}", year_end),
    (("ferie", "sommer", "vinter", "jul", "påske", "pinse", "år"),
     rf"\b(?:inden|efter|før|til|i løbet af|i|over|senest)\s+{_SEASON}(?:\s+{_YEAR})?"
     .replace("(?P<year>", "(?:"), loose),
    (("snarest", "hurtigst", "længe", "asap", "snart", "fremtid", "samme", "straks"),
     r"\b(?:snarest(?: muligt)?|hurtigst muligt|inden længe|asap|så snart som muligt"
        r"|i nær fremtid"
     r"|med det samme|straks)\b", loose),
)  # fmt: skip
WORDY = tuple((signs, re.compile("(?i)" + p), f) for signs, p, f in _WORDY_RULES)
_LEAD = rf"(?:\b{DEADLINE}\s+)?(?:\b(?:{_ON})\s*)?(?:\b{_WEEKDAY}\s*(?:,|d\.|den|\s)*\s*)?"
LEAD = _LEAD.replace("(?P<weekday>", "(?:")
