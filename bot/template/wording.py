"""What the template says: each paragraph with its style. Words in brackets are to be replaced."""

TITLE = "Referat af møde i [netværkets eller gruppens navn]"

HEAD = (
    ("Dato", "[ugedag den D. måned ÅÅÅÅ kl. T.MM–T.MM]"),
    ("Sted", "[sted eller Teams]"),
    ("Mødeleder", "[navn]"),
    ("Referent", "[navn]"),
    ("Til stede", "[Fornavn Efternavn (Kommune), Fornavn Efternavn (Kommune)]"),
    ("Afbud", "[Fornavn Efternavn (Kommune)]"),
    ("Næste møde", "[D. måned ÅÅÅÅ]"),
)

HOW_TO_NAME = (
    "Vejledning: Skriv fulde navne her. Så er fornavn eller initialer nok i resten af referatet."
)
HOW_TO_FOLLOW_UP = (
    "Vejledning: Skriv, hvad I drøftede og besluttede. Giv hver aftale sin egen linje, der "
    "begynder med »Opfølgning:« – hvem, hvad og senest hvornår. Ved ingen endnu, hvem der gør det, "
    "så skriv »ingen endnu«."
)
HOW_TO_GROUP = (
    "Vejledning: En arbejdsgruppe fylder én linje. Udelad det, I ikke kender. »åben« betyder, at "
    "flere kan melde sig."
)
HOW_TO_TABLE = (
    "Vejledning: Foretrækker I en tabel, så brug den i stedet for linjerne. Slet de rækker og "
    "linjer, som I ikke bruger."
)

FOLLOW_UP = ("Opfølgning", "[navn] [gør noget] – senest [dato]")
GROUP = (
    "Arbejdsgruppe",
    "[gruppens navn] – tovholder [navn] – deltagere [navn, navn] – måske [navn] – åben – "
    "kontakt [navn] – frist [dato]",
)
ITEM = "[Punktets titel]"
ITEM_TEXT = "[Hvad I drøftede og besluttede]"
TABLE_TITLE = "Aftaler fra mødet"
TABLE = (("Hvem", "Hvad", "Hvornår"), *(("[navn]", "[opgave]", "[dato]"),) * 4)
