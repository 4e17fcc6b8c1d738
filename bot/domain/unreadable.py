"""The reader's reasons for people: itself it speaks English, as the command line does."""

from bot.domain.language import later, t
from bot.errors import UnreadableError

_DAMAGED = later("Filen er beskadiget. Gem eller hent den igen.")
_LOCKED = later("Filen er låst med adgangskode. Gem den uden.")
_NO_TEXT = later("Der er ingen tekst i filen. Vælg den fil, der rummer referatet.")
TOO_BIG = later("Filen er for stor. Den må højst fylde 25 MB; udelad billeder og bilag.")
OTHERWISE = later(
    "Den slags fil kan ikke læses. Gem referatet som PDF, Word (.docx) eller tekst (.txt)."
)

#: how the reader's sentence begins after the file's name
_REASONS = {
    "is empty": later("Filen er tom. Vælg den fil, der rummer referatet."),
    "the file is damaged": _DAMAGED,
    "the PDF is damaged": _DAMAGED,
    "the document is locked": _LOCKED,
    "the PDF is locked": _LOCKED,
    "the document holds no text": _NO_TEXT,
    "the PDF holds no text": _NO_TEXT,
    "the page holds no text": later("Der er ingen tekst på siden. Gem den som PDF fra browseren."),
    "the PDF has no pages": later("Der er ingen sider i PDF-filen. Gem den igen."),
    "the PDF holds only pictures": later(
        "PDF-filen rummer kun billeder af tekst. Gør teksten søgbar."
    ),
    "the PDF takes too long": later(
        "PDF-filen er for tung at læse. Gem den igen i en enklere form."
    ),
    "the file unpacks to far more": later(
        "Filen fylder for meget, når den pakkes ud. Udelad bilag."
    ),
    "the file holds XML declarations": later(
        "Filen er ikke skrevet i et tekstprogram. Gem den igen."
    ),
    "the text is in an encoding": later("Tekstens tegn kan ikke læses. Gem filen som UTF-8."),
    "there is far more text": later(
        "Der er langt mere tekst end i et referat. Giv hvert møde for sig."
    ),
    "the mail holds neither": later("Mailen rummer intet referat, der kan læses. Gem det som PDF."),
    "the page nests": later("Siden er for indviklet til at blive læst. Gem den som PDF."),
    "this is an old Word file": later(
        "Det er en gammel Word-fil (.doc). Gem den som .docx eller PDF."
    ),
    "this is a Rich Text file": later("Det er en RTF-fil. Gem referatet som .docx eller PDF."),
    "this is no Word document": later("Det er ikke et Word-dokument. Gem det som .docx eller PDF."),
    "this is a table": later("Det er en tabel (.csv), ikke et referat. Vælg filen med referatet."),
    "this is an OpenDocument sheet": later("Det er et regneark eller lysbilleder. Gem som PDF."),
    "this is a mail as Outlook": later(
        "Det er en mail i Outlooks eget format (.msg). Gem den som .eml."
    ),
    "this is a mail inside": later("Det er en mail i en mail. Gem den for sig selv."),
    "the mail holds too many": later("Mailen rummer for mange mails. Gem referatet for sig selv."),
}


def why(error: UnreadableError) -> str:
    """Say why a file cannot be read."""
    said = str(error)
    return t(next((ours for theirs, ours in _REASONS.items() if f" {theirs}" in said), OTHERWISE))
