"""The reader's reasons in Danish: it speaks English, as the command line does."""

from bot.errors import UnreadableError
from bot.minutes import archives, decoding, documents, html, pdf, word

_EMPTY = "Filen er tom. Vælg den fil, der rummer referatet."
_DAMAGED = "Filen er beskadiget. Gem eller hent den igen."
_LOCKED = "Filen er låst med adgangskode. Gem den uden."
_NO_TEXT = "Der er ingen tekst i filen. Vælg den fil, der rummer referatet."
_HEAVY = "Filen fylder alt for meget, når den pakkes ud. Gem den igen uden bilag."
_OTHER = "Den slags fil kan ikke læses. Gem referatet som PDF, Word (.docx) eller tekst (.txt)."

_REASONS = {
    archives.DAMAGED: _DAMAGED,
    archives.TOO_BIG: _HEAVY,
    archives.UNSAFE: "Filen er ikke skrevet af et tekstbehandlingsprogram. Gem den igen.",
    decoding.NO_TEXT: "Tekstens tegn kan ikke læses. Gem filen som UTF-8, og prøv igen.",
    documents.LOCKED: _LOCKED,
    documents.OLD: "Det er en gammel Word-fil (.doc). Gem referatet som .docx eller PDF.",
    html.NO_TEXT: "Der er ingen tekst på siden. Gem den som PDF fra browseren.",
    html.TOO_DEEP: "Siden er for indviklet til at blive læst. Gem den som PDF.",
    pdf.DAMAGED: _DAMAGED,
    pdf.LOCKED: _LOCKED,
    pdf.NO_PAGES: "Der er ingen sider i PDF-filen. Gem den igen.",
    pdf.NO_TEXT: _NO_TEXT,
    pdf.SCANNED: "PDF-filen rummer kun billeder af tekst. Gør teksten søgbar først.",
    pdf.TOO_MUCH: "PDF-filen er for tung at læse. Gem den igen i en enklere form.",
    word.NO_TEXT: _NO_TEXT,
    word.NOT_WORD: "Det er ikke et Word-dokument. Gem referatet som .docx eller PDF.",
    word.OPEN_DOCUMENT: "OpenDocument kan ikke læses endnu. Gem referatet som .docx eller PDF.",
}


def danish(error: UnreadableError) -> str:
    """Say in Danish why a file cannot be read."""
    said = str(error)
    if "is empty;" in said:
        return _EMPTY
    return next((ours for theirs, ours in _REASONS.items() if said.endswith(theirs)), _OTHER)
