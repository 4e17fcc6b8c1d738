"""What a corrected file of the same minutes did to a follow-up."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: stands for all municipalities in a reading's owners, whoever they are
ALL = "*"


class Sort(StrEnum):
    """New, different from before, or not in the minutes any more."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


class Field(StrEnum):
    """What of a follow-up may have changed."""

    TASK = "task"
    OWNERS = "owners"
    DUE = "due"


@dataclass(frozen=True)
class Reading:
    """What minutes say of a follow-up, in short; `owners` are names, or ALL."""

    task: str
    due: date | None
    due_words: str | None
    owners: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """Give the owners' names, as they are compared."""
        return frozenset(bare(one) for one in self.owners)


@dataclass(frozen=True)
class Change:
    """A mark on a draft; `before` is what stood there, None where nothing did."""

    sort: Sort
    before: Reading | None = None


def differing(before: Reading, after: Reading) -> tuple[Field, ...]:
    """Give what is not the same; other spaces, marks or capitals are no difference."""
    found = []
    if bare(before.task) != bare(after.task):
        found.append(Field.TASK)
    if before.names != after.names:
        found.append(Field.OWNERS)
    if before.due != after.due or (
        after.due is None and bare(before.due_words) != bare(after.due_words)
    ):
        found.append(Field.DUE)
    return tuple(found)


def bare(words: str | None) -> str:
    """Give what of some words counts when they are compared."""
    text = (words or "").casefold()
    return "".join(char for char in text if char.isalnum()) or text.strip()
