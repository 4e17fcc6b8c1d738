"""Why a follow-up was found: the cues that weighed most, in Danish."""

from collections.abc import Sequence

from bot.minutes.cues import Cue
from bot.minutes.lexicon import reason_texts
from bot.minutes.scoring import Score

_MOST = 4


def reasons_of(cues: Sequence[Cue], score: Score) -> tuple[str, ...]:
    """The strongest cues that speak for it, each with its words."""
    by_name = {cue.name: cue for cue in cues}
    texts = reason_texts()
    said: list[str] = []
    for name, part in score.parts:
        cue = by_name.get(name.removeprefix("c:"))
        if part <= 0.05 or not name.startswith("c:") or cue is None or cue.name not in texts:
            continue
        text = texts[cue.name]
        said.append(f"{text}: »{cue.words}«" if cue.words else text)
        if len(said) == _MOST:
            break
    return tuple(said) or ("ordvalget ligner en aftale",)
