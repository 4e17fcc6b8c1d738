"""What is said when somebody takes back what they did: each answer names what that was."""

from bot.domain.language import later, t
from bot.domain.notices import Outcome
from bot.domain.verbs import Verb

#: a language is named in the one that is spoken again
_SAID = {
    Verb.CLOSE_GROUP: later("Fortrudt: {about} er åben for tilmelding igen."),
    Verb.VOLUNTEER: later("Fortrudt: dit svar til {about} er taget tilbage."),
    Verb.MAYBE: later("Fortrudt: dit svar til {about} er taget tilbage."),
    Verb.WITHDRAW: later("Fortrudt: din afmelding fra {about} er taget tilbage."),
    Verb.LANGUAGE: later("Fortrudt: jeg skriver igen til dig på dansk."),
    Verb.RHYTHM: later("Fortrudt: du får overblikket som før."),
    Verb.OPT_OUT: later("Fortrudt: dit »stop« er taget tilbage."),
    Verb.PAUSE: later("Fortrudt: din pause er taget tilbage."),
    Verb.RESUME: later("Fortrudt: dit »start« er taget tilbage."),
    Verb.SUBSTITUTE: later("Fortrudt: dit valg af afløser er taget tilbage."),
    Verb.NO_SUBSTITUTE: later("Fortrudt: du har din afløser igen."),
}
_AS_BEFORE = later("Fortrudt: {about} står som før.")


def said(outcome: Outcome, about: str | None, frame: str | None) -> str | None:
    """Name what was taken back; `frame`: which seats and day hold again. None for other verbs."""
    if outcome.verb is not Verb.UNDO:
        return None
    if outcome.undone is Verb.FRAME and frame:
        return t("Fortrudt: for {about} gælder igen {frame}.").format(about=about, frame=frame)
    sentence = _SAID.get(outcome.undone, _AS_BEFORE) if outcome.undone else _AS_BEFORE
    return t(sentence).format(about=about or t("opgaven"))
