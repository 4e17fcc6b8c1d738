"""Whom the words point to: "spørg …", "det er … der har den", "givet videre til …"."""

import re
from dataclasses import dataclass

from handlers.lexicon import IT, WHO, compiled

_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
#: after a word that surely points, a name may be written small, and may be a body
_SMALL = (
    r"(?!(?:om|hvad|hvem|hvor|jer|dig|mig|os|ham|hende|dem|en|et|nogen|andre|hellere|den|det|lige|igen|først"
    r"|ved|han|hun|de|der|som|jeg|vi|i|til|at|efter|alle|man|her|for|på|af|med|⟦)\b)[^\W\d_][\w.'-]*[\w]"
)
_LEAD = (
    r"(?:(?:hellere |i stedet |venligst |min |mine |vores |jeres |chefen |chef |leder |lederen |kollega |kollegaen "
    r"|kollegerne |medarbejder |afløser |efterfølger |hos |ved |over til |tilbage til |ad hos |i |på |dem i ))*"
)
_SOMEBODY = rf"{_LEAD}(?P<who>{_MAIL}|{WHO}(?:(?:,| og| eller) {WHO})*|{_SMALL})"
_BODY = (
    r"(?P<who>[a-zæøå]*(?:afdelingen|sekretariatet|forvaltningen|kontoret|kommunen|centret|teamet|enheden"
    r"|gruppen|formanden|chefen)|HR|IT-?afdelingen)"
)
_NAMED = rf"{_LEAD}(?P<who>{_MAIL}|{WHO}(?:(?:,| og| eller) {WHO})*)"
_REST = r"(?: (?:fra|i|hos|på|ved|om (?:den|det)|i stedet(?: for)?|nu|ad|om|herom|det|for|er|med|denne|⟦i\d+⟧|den|tak|efter)(?: .*)?)?"
_OWN = r"(?:har|tager|overtager|kører|klarer|ordner|styrer|løser|gør|laver|fikser|sidder med|står for|står med|følger op på|er ansvarlig(?: for)?|er på|er i gang med|arbejder (?:på|med)|skal (?:have|tage|stå for|lave|løse|svare på|klare)|må tage|må have|vil tage|tar|får)"
_MUST = r"(?:skal|må|bør|vil|kan)"
_DO = r"(?:tage|have|klare|løse|ordne|overtage|gøre|stå for|svare på|følge op på|lave|tage sig af|sidde med|håndtere|kigge på|køre)"
_AWAY = (
    r"(?:givet|videregivet|videresendt|overdraget|overladt|delegeret|overgivet|rakt|giver"
    r"|videresender|overdrager|videregiver|delegerer|overlader|kaster|kastet|spiller|spillet|lægger|forwarded|passed|handed|overført|henvist|henviser)"
)

_POINTING = tuple(
    compiled(pattern)
    for pattern in (
        rf"(?:(?:I må|du må|prøv at|du skal|I skal|så|bare|men) )*(?:spørg(?:e)?|kontakt(?:e)?|tal(?:e)? med|skriv(?:e)? til|prøv|hør(?:e)?(?: med)?|henvend(?:e)? (?:dig|jer) til|ring(?:e)? til|ask|giv(?:e)? (?:{IT} )(?:videre )?til|send(?:e)? (?:{IT} )?(?:videre )?til|send (?:{IT} )videre til|kig på|tag fat i|tag den med|tag det med|gå til|aftal med|snak med) {_SOMEBODY}{_REST}",
        rf"(?:(?:jeg|vi|har|er|blevet|bliver|nu|{IT}|selv|dog|blev|og) )*{_AWAY}(?: (?:{IT}|ansvaret|over|nu|jeg|mailen|videre|opgaven|on))* (?:videre )?(?:til|over til|to) {_SOMEBODY}{_REST}",
        # only "sendt til" may be the task itself
        rf"(?:(?:jeg|vi|har|er|blevet|bliver|nu|{IT}|selv|blev|og) )*(?:sendt|sender|lagt|flyttet|gået|bragt|rykket|spillet|skubbet)(?: (?:{IT}|mailen|over|nu|jeg))* (?:videre|over) til {_SOMEBODY}{_REST}",
        rf"(?:{IT} (?:er |blev )?)?(?:over)?taget (?:over )?af {_SOMEBODY}{_REST}",
        rf"(?:{IT} )?(?:ligger|er|hører til|hører hjemme|sidder|hviler|er nu|ligger nu|hører|er havnet|er landet)(?: nu| i stedet| vist)? (?:hos|under|ved|inde hos) {_SOMEBODY}{_REST}",
        rf"(?:det|den) er (?:nu |faktisk |i stedet )?{_NAMED}(?: (?:fra|i|hos) [\w ]{{2,30}}?)?(?:,)? (?:der|som)(?: nu)? (?:har|tager|skal|står|sidder|er|kører|styrer|arbejder|overtager|følger|sørger|gør|laver|må|tog|fik|har fået)(?: .*)?",
        rf"(?:det|den) er {_BODY} (?:der|som) (?:har|tager|skal|står|sidder|kører|overtager)(?: .*)?",
        rf"(?:det|den) er {_NAMED}(?:s|') (?:opgave|bord|ansvar|område|punkt|sag|bold|del)(?: .*)?",
        rf"(?:det|den) (?:er|må være|burde være|skal være) {_NAMED}(?: (?:fra|i|hos) .{{2,30}})?",
        rf"{_NAMED}(?: (?:fra|i|hos) [\w ]{{2,30}}?)? {_OWN}(?: (?:{IT}|på den|for den|for det|af|sig af|nu|over|opgaven|ansvaret|bolden|sig af den|sig af det|i stedet|fremover|for {IT}))+(?: .{{0,30}})?",
        rf"{_NAMED} (?:har )?(?:overtaget|taget over|arvet|overtager|tager over|is on it|has (?:it|this))(?: .*)?",
        rf"{_NAMED} er (?:den |nu )?(?:rette|ansvarlige?|tovholder|kontaktperson)(?: .*)?",
        rf"{IT} {_MUST} {_NAMED} {_DO}(?: .*)?",
        rf"{IT} (?:har|tager|klarer|ordner|overtager|kører|gør|styrer|løser|sidder|står|følger) {_NAMED}(?: (?:med|for|på|op på|sig af))?(?: .{{0,20}})?",
        rf"{IT} (?:skal|bør|må) (?:over |gå |videre |vist |nok )*til {_SOMEBODY}{_REST}",
        rf"(?:jeg |vi )?(?:har )?(?:aftalt|aftaler|talt|snakket) med {_NAMED},? at (?:han|hun|de|vedkommende) (?:tager|har|overtager|kører|klarer|gør|ordner|følger)(?: .*)?",
        rf"{_NAMED} (?:i stedet(?: for)?|i stedet for mig|instead)",
        rf"(?:min|vores) (?:kollega|chef|leder|afløser|efterfølger|medarbejder) (?P<who>{WHO}) {_OWN}(?: .*)?",
        rf"(?:min|vores) (?:afløser|efterfølger) (?:er|hedder) {_NAMED}(?: .*)?",
    )
)
#: pointed away, but at nobody by name
_NOBODY = compiled(
    rf"(?:spørg|kontakt)(?: hellere| i stedet)? (?:min|mine|vores|en|nogen|ham|hende|dem|de) ?(?:kollega\w*|chef\w*|leder\w*|anden|andre)?(?: .*)?"
    rf"|(?:{IT} )?(?:har|tager|skal|overtager) (?:min|en|mine|vores) (?:kollega|chef|leder|anden|afløser|efterfølger)\w*(?: .*)?"
    rf"|(?:det|den) er (?:en anden|min (?:kollega|chef|leder|afløser)|en kollega|nogle andre|andre)(?: (?:der|som) .*)?"
    rf"|(?:min|en) (?:kollega|chef|leder|efterfølger|afløser|anden) {_OWN}(?: .*)?"
)
#: asking the other about something is no handing over
_ASKED = re.compile(r"(?i) om (?!den$|det$|⟦i|dette$|opgaven$)\S")


@dataclass(frozen=True)
class Pointed:
    """Away from the writer; `to` as written, None where nobody is named."""

    to: str | None


def pointed(clause: str) -> Pointed | None:
    """Find whom a clause hands the task to; None where it hands it to nobody."""
    if _ASKED.search(clause):
        return None
    for pattern in _POINTING:
        match = pattern.fullmatch(clause)
        if match:
            who = re.sub(r"(?i)(?: (?:fra|i|hos|ved|på) .*|[.,]+)$", "", match["who"]).strip()
            return Pointed(who or None)
    return Pointed(None) if _NOBODY.fullmatch(clause) else None
