"""Are deals a log of stages, or a snapshot with the stage of today?"""

from helpers.language import N_, tr
from helpers.records.proposal.draft import Draft, Group
from helpers.records.proposal.guesses import FITS
from helpers.records.proposal.headings import likeness
from helpers.records.proposal.profile import Profile
from helpers.records.proposal.stages import in_our_stages
from helpers.records.reshape.snapshot import DAY

ONCE = 0.95  # different codes by rows, from which each deal stands once
CLOSED = (
    "дата закрытия; дата завершения; закрыта; close date; closed date; closed at; closed; "
    "won time; lost time; close time; дата оплаты"
)
CHANGED = (
    "дата изменения; изменена; дата последнего изменения; last modified; last modified date; "
    "updated; updated at; modified; last stage change; stage changed; update time; modified on"
)
ENDS = ("customer", "lost")


def as_a_log(draft: Draft, group: Group) -> None:
    """Say how the deals of a group become a log, in our stages."""
    stage = group.columns["stage"].theirs
    words, unknown = in_our_stages(stage)
    if any(word.casefold() != ours for word, ours in words.items()):
        group.keys["words"] = {"stage": words}
    if unknown:
        shown = ", ".join(map(repr, unknown[:5]))
        draft.questions.append(tr(STRANGE) % {"name": stage.heading, "words": shown})
    if group.columns["lead"].theirs.unlike < ONCE:
        return
    moved = _moved(group, stage, words)
    if not moved:
        draft.questions.append(tr(NO_MOVE) % {"file": group.sheets[0].title})
        return
    first = next((word for word, ours in words.items() if ours == "lead"), "lead")
    created = group.columns.pop("date").theirs.heading
    group.keys["snapshot"] = {
        "stage": stage.heading, "created": created, "moved": moved, "first": first,
    }  # fmt: skip
    group.added["date"] = (DAY, tr(SNAPSHOT))


def _moved(group: Group, stage: Profile, words: dict[str, str]) -> list[str]:
    """Days of the last move, the surest first: a day of closing that open deals have is a plan."""
    columns = [c for c in group.sheets[0].columns if c.days >= FITS]
    created = group.columns["date"].theirs.heading
    found = []
    for known in (CLOSED, CHANGED):
        fits = [(likeness(c.heading, known), c) for c in columns if c.heading != created]
        sure, column = max(fits, key=lambda pair: pair[0], default=(0.0, None))
        if column is not None and sure > FITS and column.heading not in found:
            ended = sum(times for word, times in stage.usual if words.get(word) in ENDS)
            if known == CHANGED or column.filled <= 1.1 * ended:
                found.append(column.heading)
    return found


STRANGE = N_(
    "leads: which stage do these words of '%(name)s' mean: %(words)s? Write them under words: "
    "lead, suspect, prospect, customer, client or lost."
)
NO_MOVE = N_(
    "leads: %(file)s has each deal once and no day of its last move, so its way is not known. "
    "Is there an export of the history of stages?"
)
SNAPSHOT = N_("each deal stands once: the day of its stage is assumed from the days it has")
