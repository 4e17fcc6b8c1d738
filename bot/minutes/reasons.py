"""Why a follow-up was found: the cues that weighed most, in Danish."""

from collections.abc import Sequence

from bot.domain import reasons
from bot.minutes.cues import Cue
from bot.minutes.scoring import Score

_MOST = 4


def reasons_of(cues: Sequence[Cue], score: Score) -> tuple[str, ...]:
    """The strongest cues that speak for it, each with its words."""
    by_name = {cue.name: cue for cue in cues}
    said: list[str] = []
    for name, part in score.parts:
        cue = by_name.get(name.removeprefix("c:"))
        if (
            part <= 0.05
            or not name.startswith("c:")
            or cue is None
            or cue.name not in reasons.SIGNS
        ):
            continue
        said.append(reasons.kept(cue.name, cue.words))
        if len(said) == _MOST:
            break
    return tuple(said) or (reasons.OTHERWISE,)
