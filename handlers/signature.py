"""Where a person's words end and the signature begins."""

import re

_NAME = r"[A-ZÆØÅÉ][\w.’'-]*"
_NAMES = rf"(?:{_NAME}(?:[ ,/&]+(?:og )?{_NAME}){{0,5}})"
_SIGN_OFF = re.compile(
    r"(?:(?i:(?:og )?(?:rigtig |fortsat )?(?:god|dejlig) (?:dag|weekend|aften|uge|ferie|sommer)"
    r"(?: og)?|(?:med |de |mange |rigtig |alle |bedste |venlige?|kærlige?|hjertelige?|varme?"
    r"|gode? |sommer|jule|påske|forårs|efterårs|[ ,])*(?:hilsen|hilsner|hilsener)(?: fra)?"
    r"|m\.?\s?v\.?\s?h\.?|v\.?h\.?|d\.?b\.?h\.?|k\.?h\.?|b\.?h\.?|kram|knus"
    r"|(?:(?:kind|best|warm|many|with|and|med) )*regards|all the best|best(?: wishes)?|cheers"
    r"|sincerely|mit freundlichen grüßen|viele grüße|(?:med )?(?:vänliga|bästa) hälsningar"
    r"|(?:med )?vennlig hilsen))"
    rf"[,.!\s/]*{_NAMES}?[,.!]*"
)
_THANKS = re.compile(
    rf"(?i:(?:på forhånd |mange |tusind )?tak(?: på forhånd)?|thanks)[,.!\s]*{_NAMES}?"
)
_INITIALS = re.compile(rf"(?:/{{1,2}}\s?{_NAMES}|[-–—]\s?{_NAME}|/{{1,2}}\s?[a-zæøå]{{2,4}})")
_DASHES = re.compile(r"[-_—=*]{2,}")
_DEVICE = re.compile(
    r"(?i)(?:(?:sendt|afsendt|sent|skickat|gesendet|envoyé)\s+(?:fra|via|from|från|von"
    r"|med)\b.{0,30}"
    r"\b(?:iphone|ipad|android|samsung|galaxy|huawei|oneplus|nokia|pixel|mobil(?:telefon)?|telefon"
    r"|outlook|e?-?mail|gmail|yahoo|smartphone|tablet|windows|mac)\b.{0,40}"
    r"|(?:hent|få|get|download) outlook (?:til|for)\b.{0,80})"
)
_DISCLAIMER = re.compile(
    r"(?i)(?:denne (?:e-?)?(?:mail|besked|meddelelse)\b.{0,80}(?:fortrolig|indeholde|tiltænkt"
    r"|modtager)"
    r"|(?:this|the information in this) (?:e-?mail|message)\b"
    r"|vi behandler (?:dine )?personoplysninger"
    r"|læs (?:mere )?om (?:vores |hvordan |kommunens )?(?:behandling|databeskyttelse|privatliv)"
    r"|(?:tænk på|skån) miljøet|please consider the environment|(?:confidentiality|disclaimer)\b"
    r"|\*{0,2}fortroligt?\b)"
)
_POSTSCRIPT = re.compile(r"(?i)(?:p\.?\s?s\.?)(?:\s*[:.,-]|\s)")
_BANNER = re.compile(
    r"(?i)\W*(?:\[?ekstern|\[?external|caution|advarsel:|obs:? (?:ekstern|mailen)"
    r"|denne (?:e-?)?mail (?:er|kommer) (?:sendt )?(?:udefra|fra en ekstern)"
    r"|(?:du|some people) (?:modtager|who received|får) (?:ikke|this).{0,20}(?:ofte|often))"
)


def without_signature(text: str, writer: str = "") -> str:
    """Cut the signature, what phones add and disclaimers; a postscript is still their words.

    `writer` is the name in From: a last line with nothing else is a signature too.
    """
    lines = text.splitlines()
    while lines and (not lines[0].strip() or _BANNER.match(lines[0].strip())):
        lines.pop(0)
    end = _end_of_words(lines)
    kept, rest = lines[:end], lines[end:]
    while kept and (not kept[-1].strip() or (len(kept) > 1 and _is_name(kept[-1], writer))):
        kept.pop()
    postscript = next((i for i, line in enumerate(rest) if _POSTSCRIPT.match(line.strip())), None)
    if postscript is not None:
        kept += ["", *rest[postscript:]]
    return "\n".join(kept).strip()


def _end_of_words(lines: list[str]) -> int:
    said = False
    for number, line in enumerate(lines):
        bare = line.strip()
        if not bare:
            continue
        if _DASHES.fullmatch(bare) or _DEVICE.fullmatch(bare) or _DISCLAIMER.match(bare):
            return number
        if _SIGN_OFF.fullmatch(bare) and (said or bare.lower() not in ("best", "hilsen")):
            return number
        if said and (_THANKS.fullmatch(bare) and _only_a_name_follows(lines[number + 1 :])):
            return number
        if said and _INITIALS.fullmatch(bare) and not any(map(str.strip, lines[number + 1 :])):
            return number
        said = True
    return len(lines)


def _only_a_name_follows(lines: list[str]) -> bool:
    rest = [line.strip() for line in lines if line.strip()]
    return not rest or re.fullmatch(_NAMES, rest[0]) is not None


def _is_name(line: str, writer: str) -> bool:
    words = line.strip(" ,.!").casefold().split()
    return bool(words) and set(words) <= set(writer.casefold().split())
