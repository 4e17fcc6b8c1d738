"""The words by which minutes set up, staff and open working groups."""

import re

#: one of these is part of every group's name
ANY = re.compile("gruppe|udvalg|netværk|force")
GROUP = re.compile(
    r"(?P<head>\b(?:tværkommunal |fælles |lille |mindre |ny )?(?:\w+-?)?(?:arbejdsgruppe"
    r"|undergruppe|projektgruppe"
    r"|netværksgruppe|erfa-?gruppe|styregruppe|udvalg|gruppe|festudvalg|task ?force)"
    r"(?:n|r|t|et)?\b)"
    r"(?P<topic>\s+(?:om|for|vedr\.?|vedrørende|på|til|ift\.?|omkring)"
    r"\s+(?:at\s+)?(?!at\b)[^.,;:()]{3,70}?"
    r"(?=[.,;:()]|\s(?:som|der|med|bestående|fortsætter|skal|arbejder|er|har|blev|får|afløser)\b|\sv/"
    r"|$))?", re.IGNORECASE
)  # fmt: skip
SET_UP = re.compile(
    r"\b(?:neds[æa]t\w*|etabler\w*|opret\w*|dann\w*|sammensæt\w*|udpeg\w*)\b", re.IGNORECASE
)
#: 'Etablering af grupper' names a topic, 'grupper dannes' nobody's group
NOUN = re.compile(r"^(?:etablering|oprettelse|dannelse|udpegning|sammensætning)", re.IGNORECASE)
PLURAL = re.compile(r"grupper(?:ne)?$|udvalgene$", re.IGNORECASE)
#: 'Arbejdsgruppen er altså nu Bo, Ida og Eva'
IS_NOW = re.compile(
    r"\b(?P<head>\w*[gG]ruppen|\w*[uU]dvalget) (?:er|består)(?: altså| nu| herefter| af)*\s+"
)
#: 'Bo, Ida og Eva er i festudvalget'
SIT_IN = re.compile(
    r"\b(?:er|sidder|kommer|går) (?:med |ind )?i (?P<head>\w{3,}(?:udvalget|gruppen))\b(?! for\b)"
)
STANDING = re.compile(r"styregruppe|styrelse|forretningsudvalg|netværksgruppe", re.IGNORECASE)
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
    re.compile(r"(?:vil gerne |skal |kan )?(?:stå|står|ståe) i spidsen|(?:er|fungerer som"
        r"|bliver|meldte sig som|blev|som)"
               r"\s+(?:\w+\s+)?(?:tovholder|medansvarlig)|er formand for"
               r"|leder (?:arbejds)?gruppen", re.IGNORECASE),
    re.compile(r"\btovholdere?\s*(?:er|bliver|:)\s*|\btovholder\b.{0,60}\bafløses af\s+",
               re.IGNORECASE),
)  # fmt: skip
WITH_LEAD = re.compile(
    r"\bmed\s+(?P<who>.{2,40}?)\s+som\s+(?:tovholder|formand"
    r"|leder)",
    re.IGNORECASE,
)
MEMBERS = re.compile(
    r"\b(?:(?:er|kommer) i(?= \w+(?:udvalget|gruppen))|deltager i|er med i|indgår i|sidder i"
    r"|går ind i|bestående af|består (?:nu )?af"
    r"|repræsentanter fra"
    r"|\w*(?:gruppen|udvalget) er(?: altså)?(?: nu)?|(?:med )?(?:disse|følgende) medlemmer\s*:?$"
    r"|\w*(?:grupper?|udvalg) med(?= (?-i:[A-ZÆØÅ]))"
    r"|^fra (?:bestyrelsen|udvalget|rådet)(?= (?-i:[A-ZÆØÅ]))"
    r"|(?:nye )?(?:deltagere|medlemmer)(?: i (?:\w*gruppen"
    r"|udvalget))?\s*(?:er|:))", re.IGNORECASE
)  # fmt: skip
MAYBE = re.compile(r"\b(?:muligvis|måske|eventuelt|evt\.?|overvejer)\b", re.IGNORECASE)
OPEN = re.compile(
    r"\b(?:meld\w*\s+(?:\w+\s+)?(?:deltagere|medlemmer|repræsentanter|sig)|deltagere ind|søges"
    r"|søger (?:deltagere|medlemmer)"
    r"|flere deltagere|forslag til deltagere|interesserede)\b", re.IGNORECASE
)  # fmt: skip
CONTACT = re.compile(
    r"\b(?:meld\w*(?:\s+\w+){0,2}\s+til|tilbagemelding\w* til|kontakt\w*|skriv\w* til"
    r"|henvendelse til)\s+",
    re.IGNORECASE,
)
DECIDES = re.compile(
    r"\s+(?:beslutt\w+|vedtog|drøfte\w+|godkend\w+|anbefal\w+|ønske\w+|er indstillet)\b"
)
OLD = re.compile(r"\b(?:(?:blev|var)|er\s+(?:i \d{4}|tidligere))\s+(?:nedsat|etableret|oprettet)\b")
#: 'tovholder Bo afløses af Ida', 'Bo er udpeget som suppleant', 'Sorø er også tovholder'
HANDED_OVER = re.compile(
    r"\bafløse[rs]\b|\ber (?:\w+ )?tovholder\b"
    r"|\b(?:er|blev|bliver) (?:udpeget|valgt) (?:som|til)\b",
    re.IGNORECASE,
)
