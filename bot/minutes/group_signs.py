"""The words by which minutes set up, staff and open working groups."""

import re

#: one of these is part of every group's name
ANY = re.compile("gruppe|udvalg|netværk|force|komit")
GROUP = re.compile(
    r"(?P<head>\b(?:tværkommunal |fælles |lille |mindre |ny |ad hoc[- ])?(?:\w+-?)?(?:arbejdsgruppe"
    r"|undergruppe|projektgruppe"
    r"|netværksgruppe|erfa-?gruppe|styregruppe|udvalg|gruppe|festudvalg|komit[eé]|task ?force)"
    r"(?:n|r|t|et|en)?\b)"
    r"(?P<topic>\s+(?:om|for|vedr\.?|vedrørende|på(?! (?:to|tre|fire|fem|\d))|til|ift\.?|omkring)"
    r"\s+(?:at\s+)?(?!at\b)[^.,;:()]{3,70}?"
    r"(?=[.,;:()]|\s(?:som|der|med|bestående|fortsætter|skal|arbejder|er|har|blev|får|afløser|nedsættes"
    r"|oprettes|dannes|etableres)\b|\sv/"
    r"|$))?", re.IGNORECASE
)  # fmt: skip
SET_UP = re.compile(
    r"\b(?:neds[æa]t\w*|etabler\w*|opret\w*|dann\w*|sammensæt\w*|udpeg\w*|genopli?v\w*"
    r"|genopstår|s[æa]tte?[st]?\b(?=.{0,40}\bned\b)|skal bemandes"
    r"|(?<!vil )(?:lave[rs]?|starte[rs]?|stifte[rs]?|samle[rs]?|tager fat i|påta\w+ sig at lede)"
    r" (?=(?:en|et) (?:\w+ )?[\w-]*(?:gruppe|udvalg|komit[eé])\b))",
    re.IGNORECASE,
)
#: a known group that is to work again
REVIVED = re.compile(r"\b(?:genopli?v\w*|genopstår|skal bemandes)", re.IGNORECASE)
#: 'Ida og Bo danner en julegruppe': they are in it
FORM = re.compile(
    r"\b(?:laver|danner|starter|samler) "
    r"(?=(?:en|et) (?:\w+ )?[\w-]*(?:gruppe|udvalg|komit[eé])\b)"
)
#: '… nedsat en gruppe, der skriver svaret: Ida, Bo'
NAMES_FOLLOW = re.compile(r":\s+(?=[A-ZÆØÅ])")
#: 'Etablering af grupper' names a topic, 'grupper dannes' nobody's group
NOUN = re.compile(r"^(?:etablering|oprettelse|dannelse|udpegning|sammensætning)", re.IGNORECASE)
PLURAL = re.compile(r"grupper(?:ne)?$|udvalgene$", re.IGNORECASE)
#: 'Arbejdsgruppen er altså nu Bo, Ida og Eva'
#: 'et udvalg bestående af Bo og Ida', 'Festudvalg: Bo, Ida og Eva'
CONSISTS = re.compile(
    r"(?:\b(?P<head>[\w-]*(?:[gG]ruppe|[uU]dvalg|[kK]omit[eé])(?:n|et|en)?)"
    r"(?:,? (?:bestående|der består) af| på(?= [A-ZÆØÅ]))"
    r"|^\W*(?P<made>[\w-]*(?:[gG]ruppe|[uU]dvalg|[kK]omit[eé])(?:n|et|en)?):)\s+"
)
#: 'Bo er tovholder for festudvalget'
HEADED = re.compile(
    r"\s(?:er|bliver|blev|fortsætter som)(?: \w+)? (?:tovholder|formand|leder) (?:for|i|af) "
    r"(?P<head>\w{3,}(?:gruppen|udvalget|komit[eé]en))\b"
)
IS_NOW = re.compile(
    r"\b(?P<head>\w*[gG]ruppen|\w*[uU]dvalget) (?:er|består)(?: altså| nu| herefter| af)*\s+"
)
#: 'Bo, Ida og Eva er i festudvalget'
SIT_IN = re.compile(
    r"\b(?:(?:er|sidder|kommer|går) (?:med |ind )?i "
    r"(?P<head>\w{3,}(?:udvalget|gruppen))\b(?! for\b)"
    r"|udgør (?:et |en )?(?P<made>\w*(?:udvalg|gruppe|komit[eé])\w*))"
)
_ONE = r"[\w-]*(?:[gG]ruppe|[uU]dvalg|[kK]omit[eé])"
_ABOUT = r"(?P<topic>\s+(?:om|for|vedr\.?|vedrørende|til|på|omkring)\s+(?!at\b)[^.:;,()]{2,60}?)"
#: 'Bo og Ida melder sig til festudvalget', '… indgår i en gruppe om skilte'
SIGN_UP = re.compile(
    rf"\s(?:(?:meld(?:er|te)|har meldt) sig til (?P<head>{_ONE}(?:e?n|et))"
    rf"|(?:indgår|deltager|går|er|sidder|kommer)(?: med| ind)? i (?:en|et) (?P<made>{_ONE}))"
    rf"\b(?:{_ABOUT}(?=[.,;]|$| sammen\b| med\b))?"
)
#: 'Til bygruppen meldte sig Bo', 'Valgt til festudvalget: Bo'
SIGNED_UP = re.compile(
    rf"\b(?:[Tt]il (?P<head>{_ONE}(?:e?n|et)) (?:meld(?:er|te) sig|valgtes|blev valgt)"
    rf"|(?:valgt|udpeget|valgtes) til (?P<made>{_ONE}(?:e?n|et))):?\s+(?=[A-ZÆØÅ])"
)
#: 'Ny arbejdsgruppe om skilte: Bo og Ida', 'Gruppen om affald (Bo, Ida) mødes'
ABOUT = re.compile(
    rf"(?:^\W*|\b)(?:[nN]yt? )?(?P<head>{_ONE}(?:e?n|et)?){_ABOUT}(?::\s+|\s\()(?=[A-ZÆØÅ])"
)
STANDING = re.compile(
    r"styregruppe|hovedudvalg|styrelse|forretningsudvalg|netværksgruppe", re.IGNORECASE
)
#: 'Nye deltagere i arbejdsgruppen:' opens a list
NEW_MEMBERS = re.compile(
    r"^\W*(?:nye )?(?:deltagere|medlemmer) (?:i|af) (?P<head>\w*gruppen|\w*udvalget)\W*$",
    re.IGNORECASE,
)
#: 'For deltagelse i ERFA-gruppen, skriv til Bo'
JOIN = re.compile(
    r"\b(?:deltagelse|deltage|være med) i (?:\w+ )?"
    r"(?P<head>[\w-]*(?:gruppen?|udvalget?|netværket?))\b"
    r"(?=.{0,80}\b(?:skriv|kontakt|meld|henvend)\w*\b)",
    re.IGNORECASE,
)
#: who comes in: 'Bo er udpeget', 'Bo afløser Ida', 'Ida afløses af Bo'
ENTERS = re.compile(r"\s*(?:,[^,.]{2,30})?\s+(?:er|blev|bliver)\s+(?:udpeget|valgt)\b|\s+afløser\b")
LEAD = (
    re.compile(r"(?:(?:vil gerne |skal |kan )?(?:stå|står|ståe) )?i spidsen|\s?\((?:tovholder|leder"
        r"|formand|fmd)\b|\bhar formandskabet|\b(?:leder|koordinerer)(?=,| det\b| den\b)"
        r"|(?:er|fungerer som|bliver|meldte sig som|blev|som)"
               r"\s+(?:\w+\s+)?(?:tovholder|medansvarlig)|er formand for"
               r"|leder (?:arbejds)?gruppen", re.IGNORECASE),
    re.compile(r"\btovholdere?\s*(?:er|bliver|:)\s*|\btovholder\b.{0,60}\bafløses af\s+",
               re.IGNORECASE),
)  # fmt: skip
WITH_LEAD = re.compile(
    r"\bmed\s+(?P<who>.{2,40}?)\s+(?:som\s+(?:tovholder|formand"
    r"|leder|redaktør|kontakt(?:person)?)\b|i spidsen\b)",
    re.IGNORECASE,
)
MEMBERS = re.compile(
    r"\b(?:(?:(?:er|går|gik|kommer|vil(?: gerne)? være|skal være) (?:også )?med|deltager"
    r"|meldte sig)(?= ?(?:[.,;]|og\b|$))|som (?:\w+ ){0,3}medlem(?:mer)?\b|udgør\b"
    r"|(?:er|kommer) i(?= \w+(?:udvalget|gruppen))|deltager i|er med i|indgår i|sidder i"
    r"|går ind i|bestående af|består (?:nu )?af"
    r"|repræsentanter fra|(?:med )?deltagelse (?:af|fra)"
    r"|\w*(?:gruppen|udvalget) er(?: altså)?(?: nu)?|(?:med )?(?:disse|følgende) medlemmer\s*:?$"
    r"|\w*(?:grupper?|udvalg|komit[eé]) (?:med|på)(?= (?-i:[A-ZÆØÅ]))"
    r"|[\w-]*(?:gruppen?|udvalg(?:et)?|komit[eé](?:en)?):"
    r"|^fra (?:bestyrelsen|udvalget|rådet)(?= (?-i:[A-ZÆØÅ]))"
    r"|(?:nye )?(?:deltagere|medlemmer)(?: i (?:\w*gruppen"
    r"|udvalget))?\s*(?:er|:))", re.IGNORECASE
)  # fmt: skip
#: of these, those that stand after the names
BEFORE = re.compile(
    r"(?:deltager|er i|kommer i|er med|er også|går|gik|kommer (?:også )?med|vil|skal|indgår|sidder"
    r"|som|meldte|udgør)\b",
    re.IGNORECASE,
)
#: names that say nothing without the topic
GENERIC = frozenset({"arbejdsgruppe", "gruppe", "undergruppe", "udvalg", "task force", "komité"})
BARE = frozenset({"gruppen", "udvalget", "arbejdsgruppen", "komiteen", "undergruppen"})
#: 'Der mangler to til festudvalget', 'Vi søger deltagere til gruppen om broen'
SOUGHT = re.compile(rf"\b(?:til|i) (?P<head>{_ONE}(?:e?n|et))\b(?:{_ABOUT}(?=[.,;]|$))?")
MAYBE = re.compile(r"\b(?:muligvis|måske|eventuelt|evt\.?|overvejer)\b", re.IGNORECASE)
OPEN = re.compile(
    r"\b(?:meld\w*\s+(?:\w+\s+)?(?:deltagere|medlemmer|repræsentanter)|melde?\s+(?:\w+\s+)?sig"
    r"|deltagere ind|søges|(?:involvering|inddragelse) af (?:de|flere|andre|øvrige)"
    r"|søger (?:deltagere|medlemmer)"
    r"|flere deltagere|forslag til deltagere|interesserede|interesseret i at være med"
    r"|plads til (?:flere|\w+ (?:til|mere))|(?:gerne|kan|må gerne) (?:\w+ ){0,2}flere|flere kan"
    r"|(?:andre|flere|alle) (?:[\w,]+ ){0,6}(?:velkomne|meget velkomne|kan melde sig)"
    r"|udpege[rs]? (?:en|et|to|hver) (?:\w+ )?(?:deltager|medlem|repræsentant)\w*"
    r"|mangler (?:\w+ ){0,4}(?:mere|til|fra)|meld jer|(?:vil|lyst til at) være med"
    r"|kan (?:bare )?komme med|leder efter|efterlyses)\b", re.IGNORECASE
)  # fmt: skip
CONTACT = re.compile(
    r"\b(?:meld\w*(?:\s+\w+){0,2}\s+(?:til|hos)|tilbagemelding\w* til|kontakt\w*|skriv\w* til"
    r"|henvendelse til)\s+",
    re.IGNORECASE,
)
DECIDES = re.compile(
    r"\s+(?:beslutt\w+|vedtog|drøfte\w+|godkend\w+|anbefal\w+|ønske\w+|er indstillet)\b"
)
OLD = re.compile(
    r"\b(?:var|(?:er|blev)\s+(?:i \d{4}|tidligere|sidste år))\s+(?:nedsat|etableret|oprettet)\b"
    r"|\bblev\s+(?:nedsat|etableret|oprettet)\b.{0,60}\bi (?:\d{4}|januar|februar|marts|april|maj"
    r"|juni|juli|august|september|oktober|november|december)\b"
)
#: what others have set up is told, unless it says who of us is in it
THEIRS = re.compile(
    r"(?<!\bvi )(?<!\bbestyrelsen )\bhar\s+(?:\w+\s+)?(?:nedsat|etableret|oprettet|dannet)\b"
    r"|\bsig som\b",
    re.IGNORECASE,
)
#: 'tovholder Bo afløses af Ida', 'Bo er udpeget som suppleant', 'Sorø er også tovholder'
HANDED_OVER = re.compile(
    r"\bafløse[rs]\b|\ber (?:\w+ )?tovholder\b"
    r"|\b(?:er|blev|bliver) (?:udpeget|valgt) (?:som|til)\b",
    re.IGNORECASE,
)
