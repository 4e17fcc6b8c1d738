"""One clause made ready to be understood, and the shape of what it turns out to say."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.verbs import Verb
from handlers.replies.clauses import Clause
from handlers.replies.dates import When
from handlers.replies.lexicon import compiled


class Mood(StrEnum):
    """What a clause is that asks for nothing by itself."""

    #: a greeting, thanks
    COURTESY = "courtesy"
    #: not there yet: alone it settles nothing, with a new date or a hindrance it does
    NOT_DONE = "not done"
    #: more time is wanted, but not until when
    NO_DATE = "no date"
    #: somebody is away, without a day
    AWAY = "away"
    #: a hedge, a condition, something against what was said
    UNSURE = "unsure"
    #: nothing that is known
    OTHER = "other"
    #: it only names an item
    HEADING = "heading"


@dataclass(frozen=True)
class Frame:
    """A clause and what it says."""

    clause: Clause
    said: Verb | Mood
    when: When | None = None
    to: str | None = None
    #: "til og med": the day itself still counts
    is_inclusive: bool = False


@dataclass(frozen=True)
class Phrase:
    """A clause's words without fillers; `core` is without its date and the item at its edge."""

    clause: Clause
    text: str
    core: str

    @property
    def forms(self) -> tuple[str, str]:
        """Both, for patterns that may match either."""
        return self.core, self.text

    @property
    def has_tick(self) -> bool:
        """It bears a "✅"."""
        return bool(_TICK.search(self.clause.text))


DATE_WORDS = re.compile(
    r"(?i)(?:\s*\b(?:senest|inden|til|på|i|den|d|fra|ved|om|omkring|ca|cirka|og|indtil"
    r"|frem til)\b)*"
    r"\s*⟦d\d+⟧"
)
EDGE_ITEM = re.compile(
    r"(?i)^⟦i\d+⟧[\s:.,)–-]*|(?:\s*\b(?:med|på|om|ad|ved|for|vedr|angående|til|i)\b)*\s*⟦i\d+⟧$"
)
_EDGES = " ,.:;!–-"
_TICK = re.compile(r"[✅✔☑]")
_EMOJI = re.compile(
    r"[\U0001F000-\U0001FAFF\u2190-\u23FF\u25A0-\u26FF\u2700-\u2704\u2706-\u2713\u2715-\u27BF]"
)
_SMILEY = re.compile(r"(?i):-?[)(DP]|;-?\)|[\"()*_~]")
_OPENING = re.compile(r"(?i)^\s*(?:(?:og|så|men|dog|ja|nej|and|but)[\s,]+)+(?=\w|⟦)")


def phrase(clause: Clause) -> Phrase:
    """Make the clause ready."""
    text = bare(clause.text)
    core = EDGE_ITEM.sub("", DATE_WORDS.sub("", text).strip())
    return Phrase(clause, text, " ".join(core.split()).strip(_EDGES))


def bare(text: str) -> str:
    """The words without fillers, emoji and edges; fillers alone stay."""
    text = _SMILEY.sub(" ", _EMOJI.sub(" ", _TICK.sub(" ", text)))
    short = compiled(r"(?<![\w⟦])FILLERS(?![\w⟧])").sub(" ", text)
    short = _OPENING.sub("", short.strip(_EDGES))
    return " ".join((short if re.search(r"\w", short) else text).split()).strip(_EDGES)


def is_only_a_date(clause: Clause) -> bool:
    """Whether the clause names an item and a day and says nothing else."""
    return not re.search(r"\w", re.sub(r"⟦i\d+⟧", "", DATE_WORDS.sub("", bare(clause.text))))
