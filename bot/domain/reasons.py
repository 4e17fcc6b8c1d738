"""Why the reader takes a sentence for a follow-up: Danish where it is kept, said through `said`."""

from bot.domain.language import later, t

#: by the reader's own name of the sign
SIGNS = {
    "party_acts": later("en part gør noget"),
    "actor_person": later("en person er nævnt som den, der handler"),
    "actor_organisation": later("en organisation er nævnt som den, der handler"),
    "actor_group": later("en gruppe er nævnt som den, der handler"),
    "actor_everyone": later("alle er bedt om det"),
    "responsible_named": later("den ansvarlige står ved siden af"),
    "voice_passive": later("noget skal ske"),
    "voice_request": later("der opfordres eller bedes om noget"),
    "voice_imperative": later("bydeform"),
    "passive": later("noget skal ske"),
    "passive_first": later("noget skal ske"),
    "must": later("skal"),
    "must_passive": later("skal gøres"),
    "modal_skal": later("skal"),
    "modal_vil": later("vil"),
    "will": later("hensigt"),
    "decided": later("det blev besluttet"),
    "decided_at": later("det blev besluttet at"),
    "role_phrase": later("nogen tager ansvaret"),
    "volunteers": later("nogen melder sig"),
    "send": later("en handling"),
    "until": later("en frist"),
    "due_day": later("en dato"),
    "due_week": later("en uge"),
    "due_month": later("en måned"),
    "due_quarter": later("et kvartal"),
    "due_part_of_month": later("en del af en måned"),
    "due_meeting": later("næste møde"),
    "due_loose": later("et tidspunkt"),
    "due_any": later("et tidspunkt"),
    "due_column": later("en frist"),
    "next_time": later("næste møde"),
    "comes_back": later("punktet kommer igen"),
    "to_body": later("går til andre"),
    "all_asked": later("alle er bedt om det"),
    "infinitive_start": later("punkt, der begynder med en handling"),
    "noun_start": later("punkt, der nævner en handling"),
    "action_table": later("står i en handlingsliste"),
    "under_follow_up": later("står under opfølgning"),
    "under_decision": later("står under beslutning"),
    "old_tasks": later("opgave fra sidst"),
    "further": later("arbejdet går videre"),
    "set_up": later("noget sættes i gang"),
    "under_intro": later("står på en liste"),
}
OTHERWISE = later("ordvalget ligner en aftale")


def kept(sign: str, words: str) -> str:
    """Give a reason as it is kept, with the words of the minutes that show it."""
    return f"{SIGNS[sign]}: »{words}«" if words else SIGNS[sign]


def said(reason: str) -> str:
    """Say a reason in the language spoken now; the minutes' words stay as they are."""
    sign, _, words = reason.partition(": »")
    if sign not in SIGNS.values() or not words:
        return t(reason)
    return f"{t(sign)}: {t('»{text}«').format(text=words.removesuffix('«'))}"
