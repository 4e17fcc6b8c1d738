"""The reader's reasons in Danish: it speaks English, as the command line does."""

from bot.errors import UnreadableError

_DAMAGED = "Filen er beskadiget. Gem eller hent den igen."
_LOCKED = "Filen er låst med adgangskode. Gem den uden."
_NO_TEXT = "Der er ingen tekst i filen. Vælg den fil, der rummer referatet."
TOO_BIG = "Filen er for stor. Den må højst fylde 25 MB; udelad billeder og bilag."
OTHERWISE = "Den slags fil kan ikke læses. Gem referatet som PDF, Word (.docx) eller tekst (.txt)."

#: how the reader's sentence begins after the file's name
_REASONS = {
    "is empty": "Filen er tom. Vælg den fil, der rummer referatet.",
    "the file is damaged": _DAMAGED,
    "the PDF is damaged": _DAMAGED,
    "the document is locked": _LOCKED,
    "the PDF is locked": _LOCKED,
    "the document holds no text": _NO_TEXT,
    "the PDF holds no text": _NO_TEXT,
    "the page holds no text": "Der er ingen tekst på siden. Gem den som PDF fra browseren.",
    "the PDF has no pages": "Der er ingen sider i PDF-filen. Gem den igen.",
    "the PDF holds only pictures": "PDF-filen rummer kun billeder af tekst. Gør teksten søgbar.",
    "the PDF takes too long": "PDF-filen er for tung at læse. Gem den igen i en enklere form.",
    "the file unpacks to far more": "Filen fylder for meget, når den pakkes ud. Udelad bilag.",
    "the file holds XML declarations": "Filen er ikke skrevet i et tekstprogram. Gem den igen.",
    "the text is in an encoding": "Tekstens tegn kan ikke læses. Gem filen som UTF-8.",
    "there is far more text": "Der er langt mere tekst end i et referat. Giv hvert møde for sig.",
    "the mail holds neither": "Mailen rummer intet referat, der kan læses. Gem det som PDF.",
    "the page nests": "Siden er for indviklet til at blive læst. Gem den som PDF.",
    "this is an old Word file": "Det er en gammel Word-fil (.doc). Gem den som .docx eller PDF.",
    "this is a Rich Text file": "Det er en RTF-fil. Gem referatet som .docx eller PDF.",
    "this is no Word document": "Det er ikke et Word-dokument. Gem det som .docx eller PDF.",
    "this is an OpenDocument sheet": "Det er et regneark eller lysbilleder. Gem som PDF.",
    "this is a mail as Outlook": "Det er en mail i Outlooks eget format (.msg). Gem den som .eml.",
    "this is a mail inside": "Det er en mail i en mail. Gem den for sig selv.",
    "the mail holds too many": "Mailen rummer for mange mails. Gem referatet for sig selv.",
}


def danish(error: UnreadableError) -> str:
    """Say in Danish why a file cannot be read."""
    said = str(error)
    return next((ours for theirs, ours in _REASONS.items() if f" {theirs}" in said), OTHERWISE)
