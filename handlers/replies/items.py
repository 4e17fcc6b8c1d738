"""Which open items the words mean: by number, by order, all of them, or by words of the task."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.domain.replies import OpenItem

_LABEL = (
    r"(?:nr\.?|nummer|punkt(?:et)?|pkt\.?|opgave(?:n)?|ad|opf[øo]lgning|sag|item|task|number|no\.?"
    r"|#)"
)
_COUNTED = {"et": 1, "en": 1, "ét": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6}
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_COUNTED)})"
_AND = r"(?:\s*(?:,|\+|&|/|og|samt|and)\s*(?:og\s*)?)"
#: what may follow a bare number that means an item
_FOLLOWS = (
    r"(?=\s*(?:[):.;–!?-]|$|\n)|\s*,|\s+(?:er|var|bliver|blev|udsæt\w*|udskyd\w*|skub\w*|rykkes"
    r"|flyt\w*"
    r"|færdig\w*|skal|kan|når|har|tager|venter|afventer|ikke|ok|okay|done|klar\w*|gjort|sendt"
    r"|afsluttet"
    r"|in progress|started|stuck|blocked|finished|and|but|men|was|are|has|not|waiting"
    r"|working|arbejder|laver|sender|regner|forventer"
    r"|ordnet|løst|ligger|sidder|går|i gang|mangler|til|med|og|som|må|bør|hører|is|tages|gør|ved"
    r"|en uge"
    r"|om|ud|den|det|også|allerede|nej|ja|stadig|endnu|helt|nu|✅|✔|☑|❌|👍|⟦d)(?!\w)|\s*(?:✅|✔|☑|❌"
    r"|👍|⟦))"
)
_LABELLED = re.compile(
    rf"(?i)(?<![\w⟦])(?:(?:både |med |på |for |om )*)(?:{_LABEL}\s*\(?(?=\d)"
    rf"|{_LABEL}\s+)(?P<list>{_NUMBER}(?:{_AND}(?:{_LABEL}\s*)?{_NUMBER}(?!\w))*)(?!\w)[).:]*"
)
_LISTED = re.compile(
    rf"(?i)(?<![\w⟦/.,])(?:både )?\(?(?P<list>\d{{1,2}}(?:{_AND}\d{{1,2}})+)(?![\d/])[).:]*"
    rf"{_FOLLOWS}"
)
_SINGLE = re.compile(
    rf"(?i)(?:(?<=^)|(?<=\n)|(?<=[,;.!?–(] )|(?<=[,;.!?–(])|(?<= og )|(?<= men )|(?<= mens )"
    rf"|(?<= samt )|(?<=\band )|(?<=\bbut )"
    rf"|(?<=\bmed )|(?<=\budsæt )|(?<=\budskyd )|(?<=\bden )|(?<=\bså )|(?<=\bskub )|(?<=\bflyt )"
    rf"|(?<=\bom )|(?<=\bangående )|(?<=\bvedr\. )|(?<=\bfor )|(?<=\bpå )|(?<=\b[Hh]ej )|(?<=- )"
    rf"|(?<=• )"
    rf"|(?<=⟧ )|(?<=\btager )|(?<=\bafslut )|(?<=\bluk )|(?<=\bfortryd )|(?<=\bfærdig )"
    rf"|(?<=\bikke )|(?<=\bhandler )|(?<=\bgår )|(?<=\bbetyder )|(?<=\bgælder ))"
    rf"\(?(?P<list>\d{{1,2}})(?![\d/%])(?:\s?[).:])?{_FOLLOWS}"
)
#: "i gang med 1 og 2 er færdig": the second number begins to say something else
_ANEW = re.compile(
    r"(?i)((?:(?<=\w )(?:med|på|tager|sendt|done|finished)|(?<!\w)(?:luk|afslut|stop|udsæt|udskyd))"
    rf" (?:{_LABEL}\s*)?\d{{1,2}}),? (?:og|and) (?=(?:{_LABEL}\s*)?\d{{1,2}}"
    r" (?:er|is|har|sidder|venter|afventer|ligger|skal|udsættes)\b)"
)
_RANGE = re.compile(
    rf"(?i)(?<![\w⟦/.,])(?:{_LABEL}\s*)?(\d{{1,2}})\s*[-–]\s*(\d{{1,2}})(?![\d/])[).:]*{_FOLLOWS}"
)
_ENUMERATED = re.compile(r"(?<![\w⟦/.,])\(?(?P<list>\d{1,2})(?:\)|:)(?=\s)")
_FIRST_FEW = re.compile(r"(?i)(?<!\w)de (to|tre|fire) (første|sidste|øverste|nederste)(?!\w)")
_ORDINALS = (
    ("(?:den |det )?(?:først(?:e|nævnte)|øverste)(?: (?:opgave|punkt|opfølgning|en))?", 0),
    (
        "(?:den |det )(?:anden|andet)(?: (?:opgave|opfølgning))?|(?:det )?andet punkt|anden opgave",
        1,
    ),
    ("(?:den |det )?tredje(?: (?:opgave|punkt))?", 2),
    ("(?:den |det )?fjerde(?: (?:opgave|punkt))?", 3),
    ("(?:den |det )?(?:sidst(?:e|nævnte)|nederste)(?: (?:opgave|punkt|opfølgning))?", -1),
)
_ORDINAL = tuple(
    (re.compile(rf"(?i)(?<!\w)(?:{words})(?!\w)"), index) for words, index in _ORDINALS
)
_BOTH = re.compile(r"(?i)(?<!\w)begge(?: to| dele| opgaver| punkter| opfølgninger)?(?!\w)")
_ALL = re.compile(
    r"(?i)(?<!\w)(?:det hele|alt(?: sammen)?|alle(?: (?:sammen|opgaver(?:ne)?|punkter(?:ne)?"
    r"|opfølgninger(?:ne)?|dele|tre|fire|fem|to))?|det altsammen)(?!\w)(?! (?:andet|andre"
    r"|kommuner|der))"
)
Find = Callable[[re.Match[str]], "tuple[int, ...] | None"]
_TASK_WORD = re.compile(r"[^\W\d_]{2,}")
_WORD = re.compile(r"(?<![\w⟦])[^\W\d_]{5,}(?!\w)")
_SENTENCE_END = re.compile(r"[.!?…;]+(?=\s)|\n")
_CLAUSE_END = re.compile(r"(?i)[.!?…;]+(?=\s)|[\n,]|\s[–-]+\s|\s(?:og|men|mens|samt|så|and|but)\s")
_ENDING = re.compile(
    r"|e|t|s|n|en|et|er|es|ne|ens|ets|ene|erne|enes|ernes|te|de|ede|te?|ing|ingen|nde"
)


@dataclass
class Marked:
    """A text whose mentions of items are marked "⟦i0⟧", "⟦i1⟧" …; `items` holds their numbers.

    An empty tuple: something is meant that is not among the open items.
    """

    text: str
    items: list[tuple[int, ...]] = field(default_factory=list)


def mark_items(text: str, items: Sequence[OpenItem]) -> Marked:
    """Mark every mention of an item by its number or place."""
    marked = Marked(_ANEW.sub(r"\1; ", text))
    numbers = tuple(item.number for item in items)
    _replace(marked, _RANGE, lambda match: _range(int(match[1]), int(match[2]), numbers))
    for pattern in (_LABELLED, _LISTED, _ENUMERATED, _SINGLE):
        _replace(marked, pattern, lambda match: _listed(match["list"], numbers))
    _replace(marked, _BOTH, lambda _: numbers if len(numbers) == 2 else ())
    _replace(marked, _ALL, lambda match: _all(match[0], numbers))
    _replace(marked, _FIRST_FEW, lambda match: _few(match[1], match[2], numbers))
    if len(numbers) > 1:
        for pattern, index in _ORDINAL:
            nth = (numbers[index],) if index < len(numbers) else ()
            _replace(marked, pattern, lambda _, nth=nth: nth)  # type: ignore[misc]
    return marked


def _replace(marked: Marked, pattern: re.Pattern[str], find: Find) -> None:
    def mark(match: re.Match[str]) -> str:
        found = find(match)
        if found is None:
            return match[0]
        marked.items.append(found)
        return f" ⟦i{len(marked.items) - 1}⟧ "

    marked.text = pattern.sub(mark, marked.text)


def _listed(words: str, numbers: tuple[int, ...]) -> tuple[int, ...]:
    found = [
        int(word) if word.isdigit() else _COUNTED[word]
        for word in re.findall(r"\d+|[a-zæøåé]+", words.lower())
        if word.isdigit() or word in _COUNTED
    ]
    return tuple(dict.fromkeys(found)) if set(found) <= set(numbers) else ()


def _range(first: int, last: int, numbers: tuple[int, ...]) -> tuple[int, ...]:
    wanted = tuple(range(first, last + 1))
    return wanted if set(wanted) <= set(numbers) else ()


def _few(count: str, which: str, numbers: tuple[int, ...]) -> tuple[int, ...]:
    few = _COUNTED[count.lower()]
    if few >= len(numbers):
        return ()
    return numbers[:few] if which.lower() in ("første", "øverste") else numbers[-few:]


def _all(words: str, numbers: tuple[int, ...]) -> tuple[int, ...]:
    count = _COUNTED.get(words.lower().split()[-1])
    return numbers if count is None or count == len(numbers) else ()


def mark_task_words(marked: Marked, items: Sequence[OpenItem], names: frozenset[str]) -> None:
    """Take a word for an item where it stands in that item's task and in no other.

    Words of `names` select nothing, and none does beside a number.
    """
    # a task begins with what is to be done; that word is in every answer
    words = {item.number: _TASK_WORD.findall(item.task)[1:] for item in items}

    def find(match: re.Match[str]) -> tuple[int, ...] | None:
        if match[0].lower() in names or _is_beside_a_number(match):
            return None
        owners = tuple(
            number for number, own in words.items() if any(_is_same(match[0], w) for w in own)
        )
        return owners if len(owners) == 1 else None

    _replace(marked, _WORD, find)


def _is_beside_a_number(word: re.Match[str]) -> bool:
    """Whether a number settles what the word's clause is about; a name never says it anew."""
    if "⟦i" in _around(word, _CLAUSE_END):
        return True
    is_name = word[0][0].isupper() and word[0][1:].islower()
    return is_name and "⟦i" in _around(word, _SENTENCE_END)


def _around(word: re.Match[str], end: re.Pattern[str]) -> str:
    text = word.string
    starts = [match.end() for match in end.finditer(text, 0, word.start())]
    after = end.search(text, word.end())
    return text[starts[-1] if starts else 0 : after.start() if after else len(text)]


def _is_same(one: str, other: str) -> bool:
    """Whether two words differ by their Danish endings at most."""
    one, other = one.lower(), other.lower()
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return (
        same >= 4
        and _ENDING.fullmatch(one[same:]) is not None
        and (_ENDING.fullmatch(other[same:]) is not None)
    )


def has_loose_number(marked: Marked, items: Sequence[OpenItem]) -> bool:
    """Whether an item's number stands in the text without being known for one."""
    numbers = "|".join(str(item.number) for item in items)
    left = re.sub(r"⟦\w+⟧", "", marked.text)
    return len(items) > 1 and bool(re.search(rf"(?<![\w.,/])(?:{numbers})(?![\w,/])", left))
