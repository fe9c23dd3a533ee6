"""Which of our stages does a client's word for one mean?"""

from helpers.records.proposal.profile import Profile

# beginnings of words, looked for in this order: "not sold" before "sold"
MEANS = {
    "lost": (
        "провал", "отказ", "не реализ", "потер", "проигр", "брак", "спам", "некачеств",
        "lost", "disqual", "reject", "cancel", "отмен", "неуспе", "archiv", "abandon"
    ),
    "customer": (
        "успеш", "реализован", "оплачен", "выигр", "won", "paid", "sold", "closed", "закрыт",
        "заключен", "signed", "deal done", "продажа", "customer", "клиент"
    ),
    "prospect": (
        "кп", "документ", "предлож", "коммерч", "договор", "согласован", "переговор", "счет",
        "счёт",
        "презент", "демо", "proposal", "negotiat", "contract", "offer", "quote", "invoice",
        "demo", "presentation", "decision", "решен", "замер", "проба", "trial", "prospect"
    ),
    "suspect": (
        "квалиф", "контакт", "в работе", "звон", "встреч", "contact", "qualif", "call",
        "meeting", "appointment", "in progress", "working", "взят", "suspect"
    ),
    "lead": (
        "нов", "заявк", "лид", "необработ", "неразобр", "входящ", "new", "lead", "inbound",
        "inquiry", "enquiry", "обращен", "open"
    ),
}  # fmt: skip


OURS = ("lead", "suspect", "prospect", "customer", "client", "lost")
FEWEST, MOST, KNOWN = 2, 40, 0.5  # different stages, and share of rows whose word is known


def are_stages(column: Profile) -> bool:
    """Is a column one of stages: several words, most of which are known to be?"""
    known, _ = in_our_stages(column)
    rows = sum(times for word, times in column.usual if word in known)
    return FEWEST <= column.different <= MOST and rows >= KNOWN * column.filled


def in_our_stages(column: Profile) -> tuple[dict[str, str], list[str]]:
    """Words of a column with the stage that each means, and those that mean none of ours."""
    known, unknown = {}, []
    for word, _ in column.usual:
        stage = _stage(word.casefold())
        if stage:
            known[word] = stage
        else:
            unknown.append(word)
    return known, unknown


def _stage(word: str) -> str:
    """Our stage of a word, which may be ours itself; empty where it means none."""
    if word in OURS:
        return word
    return next((s for s, marks in MEANS.items() if any(mark in word for mark in marks)), "")
