"""The two ends of a second reading, before and after the question has been asked elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.meetings import Minutes
from bot.minutes.documents import open_document
from bot.minutes.reading import Reading, conclude, survey
from bot.minutes.second.asking import Part, parts
from bot.minutes.second.checking import NonsenseError, Proposal, proposals
from bot.minutes.second.joining import joined


@dataclass(frozen=True)
class Begun:
    """Our own reading, which stands whatever the second reader says."""

    reading: Reading
    minutes: Minutes

    def parts(self, *, letters: int, calls: int) -> tuple[Part, ...]:
        """What to ask about: the masked text, or nothing where the minutes are read surely."""
        if self.reading.agreed.is_used:
            return ()
        return parts(self.minutes.text, letters=letters, calls=calls)


def begin(data: bytes, name: str, *, ocr: bool = False) -> Begun:
    """Read a document ourselves."""
    reading = survey(open_document(data, name, ocr=ocr))
    return Begun(reading, conclude(reading))


def finish(
    begun: Begun, asked: Sequence[Part], answers: Sequence[str | None]
) -> tuple[Minutes, int]:
    """The minutes with what holds of the answers, and how many answers were nonsense."""
    held: list[Proposal] = []
    nonsense = 0
    for part, answer in zip(asked, answers, strict=True):
        if answer is None:
            continue
        try:
            held += proposals(answer, part)
        except NonsenseError:
            nonsense += 1
    return joined(begun.reading, begun.minutes, held), nonsense
