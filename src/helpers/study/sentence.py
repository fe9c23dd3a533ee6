"""Is this sentence fit for the owner: number, unit, interval, certainty, and no false cause?

It is marked without reading prose: each part of it stands by itself. The free texts are kept for
the instructor; of them only words of cause are looked for.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from helpers import language
from helpers.language import N_, tr
from helpers.language.findings import CERTAINTY
from helpers.study import forms
from helpers.study.answers import CLOSE, Answer
from helpers.study.forms import Unreadable
from helpers.study.mistakes import Mistake

CAUSAL = {  # beginnings of words
    "en": (
        "because",
        "cause",
        "due to",
        "thanks to",
        "leads to",
        "led to",
        "result of",
        "makes them",
        "made them",
        "drives",
        "therefore",
        "owing to",
    ),
    "ru": (
        "потому что",
        "из-за",
        "благодар",
        "привод",
        "привел",
        "привёл",
        "вызв",
        "вызыва",
        "вследствие",
        "по причине",
        "в результате",
        "заставля",
        "поэтому",
    ),
}
SIGNS = {"EUR": ("€", "euro", "евро"), "USD": ("$", "dollar", "доллар"), "RUB": ("₽", "rub", "руб")}
NOTHING = ("", "none", "null", "no", "нет")  # typed where an interval would stand
PARTS = ("number", "unit", "interval", "certainty", "subject", "decision")
FALSE_CAUSE = Mistake(
    "false cause",
    N_(
        "Your sentence says why. The records show that two things went together, not that one "
        "made the other."
    ),
    N_(
        "Nobody was assigned by chance: who got the call, the discount or the letter differed "
        "before. Say what was counted, and leave the cause to a test."
    ),
)
NO_INTERVAL = Mistake(
    "no interval",
    N_("Between what and what? A number that was estimated comes with its two ends."),
    N_(
        "The owner will act on the number. How sure it is decides how much may be staked on it,"
        " and the interval is how that is said."
    ),
)
TOO_SURE = Mistake(
    "wrong certainty",
    N_(
        "The word of certainty does not fit: was this counted, estimated, assumed, or only bounded?"
    ),
    N_(
        "Counted means that every row was there to count. Estimated comes from a part of them "
        "or from a model, assumed from somebody's word, bounded is known between two ends only."
    ),
)
NO_MONEY = Mistake(
    "money unnamed",
    N_("Name the money: which currency, and of what span of time?"),
    N_(
        "An owner hears a number as money in the till. Without the currency and the year it "
        "cannot be held against anything."
    ),
)
WRONG_NUMBER = Mistake(
    "wrong number",
    N_("The number of the sentence is not the one that was counted."),
    N_("Take the number from the exercise above, in the unit that you name."),
)
SAID_NOTHING = Mistake(
    "says nothing",
    N_("Say of whom or what the sentence speaks, and what is to be decided, in a few words each."),
    N_(
        "A number without a subject is a riddle, and one without a decision is news. The room "
        "can only decide about what it hears."
    ),
)


@dataclass(frozen=True)
class Sentence:
    """What is told to the owner, part by part.

    Parameters
    ----------
    subject
        Of whom or what it speaks, in your words.
    number
        The number.
    unit
        ``share``, ``customers``, ``EUR a year`` …
    interval
        Its two ends; None where it was counted.
    certainty
        ``counted``, ``estimated``, ``assumed`` or ``bounded``.
    decision
        What is to be decided, in your words.
    """

    subject: Any = ...
    number: Any = ...
    unit: Any = ...
    interval: Any = ...
    certainty: Any = ...
    decision: Any = ...

    def unfilled(self) -> list[str]:
        """Parts that still hold their dots."""
        return [name for name, value in asdict(self).items() if value is Ellipsis]


def tell(
    number: float,
    *,
    certainty: str = "counted",
    interval: tuple[float, float] | None = None,
    money: bool = False,
    within: float | None = None,
    observed: bool = True,
    unit: str = N_("share"),
    wrong: Mapping[Mistake, Sentence] | None = None,
) -> Answer:
    """A sentence that gives this number.

    Parameters
    ----------
    number, within
        What was counted, and how far the sentence may be off: half a percent if left out.
    certainty
        Word that fits.
    interval
        The two ends that belong to it; None where it needs none.
    money
        Is it money: must the currency be named?
    observed
        Was nothing assigned by chance: is a word of cause too much?
    unit
        How the right sentence names its unit; money is named by its currency.
    wrong
        Further mistakes of this exercise; those of every sentence are expected anyway.
    """
    if certainty not in CERTAINTY:
        raise ValueError(f"certainty must be one of {', '.join(CERTAINTY)}, not {certainty!r}")
    room = CLOSE * abs(number) if within is None else within
    wanted = _Wanted(number, room, certainty, interval, money, observed)
    right = Sentence(
        tr("what was counted"),
        number,
        language.currency() if money else unit,
        interval,
        certainty,
        tr("what we do"),
    )
    return _SentenceAnswer(right, {**wanted.usual(right), **(wrong or {})}, wanted)


@dataclass(frozen=True)
class _Wanted:
    number: float
    room: float
    certainty: str
    interval: tuple[float, float] | None
    money: bool
    observed: bool

    def usual(self, right: Sentence) -> dict[Mistake, Sentence]:
        """The mistakes of every sentence, each with one that makes it."""
        parts = {**asdict(right)}
        far = self.number + 3 * self.room + max(1.0, abs(self.number))
        surer = "counted" if self.certainty != "counted" else "assumed"
        made: dict[Mistake, dict[str, Any]] = {
            SAID_NOTHING: {"decision": ""},
            WRONG_NUMBER: {"number": far},
            TOO_SURE: {"certainty": surer},
        }
        if self.interval:
            made[NO_INTERVAL] = {"interval": None}
        if self.money:
            made[NO_MONEY] = {"unit": "1"}
        if self.observed:
            made[FALSE_CAUSE] = {"subject": f"… {CAUSAL[language.current()][0]} …"}
        return {mistake: Sentence(**{**parts, **change}) for mistake, change in made.items()}

    def faults(self, said: Mapping[str, Any]) -> list[Mistake]:
        """What is wrong with a sentence, the worst first."""
        found = [
            (WRONG_NUMBER, abs(said["number"] - self.number) > self.room),
            (NO_INTERVAL, bool(self.interval) and not self._holds(said["interval"])),
            (TOO_SURE, said["certainty"] != self.certainty),
            (FALSE_CAUSE, self.observed and says_why(f"{said['subject']}. {said['decision']}")),
            (NO_MONEY, self.money and not names_money(said["unit"])),
            (SAID_NOTHING, not (said["subject"].strip() and said["decision"].strip())),
        ]
        return [mistake for mistake, made in found if made]

    def _holds(self, given: Any) -> bool:
        if given is None or self.interval is None:
            return False
        low, high = self.interval
        room = max(self.room, 0.1 * abs(high - low))
        return abs(given[0] - low) <= room and abs(given[1] - high) <= room


class _SentenceAnswer(Answer):
    """An answer whose faults are found part by part."""

    def __init__(self, right: Sentence, wrong: Mapping[Mistake, Sentence], wanted: _Wanted) -> None:
        super().__init__(right, wrong, read_sentence)
        object.__setattr__(self, "wanted", wanted)

    def judged(self, value: Any) -> Any:
        """Hold a sentence against what was counted."""
        from helpers.study.answers import RIGHT, WRONG, Outcome

        wanted: _Wanted = self.wanted  # type: ignore[attr-defined]
        faults = wanted.faults(value)
        if not faults:
            return Outcome(RIGHT)
        told = " ".join(tr(mistake.says) for mistake in faults)
        own = super().judged(value) if faults[0] is WRONG_NUMBER else None
        if own and own.mistake and own.mistake is not WRONG_NUMBER:
            return own
        return Outcome(WRONG, told, faults[0])


def read_sentence(given: Any) -> dict[str, Any]:
    """A sentence as plain values; also one that was typed as a dictionary."""
    if isinstance(given, Mapping):
        given = Sentence(**{k: v for k, v in given.items() if k in PARTS})
    if not isinstance(given, Sentence):
        said = {"found": forms.quoted(given)}
        raise Unreadable(tr("Expected Sentence(…), found %(found)s.") % said)
    word = forms.word(given.certainty)
    meant = {tr(one).casefold(): one for one in CERTAINTY} | {one: one for one in CERTAINTY}
    if word not in meant:
        known = ", ".join(CERTAINTY)
        raise Unreadable(tr("certainty is one of: %(known)s.") % {"known": known})
    return {
        "subject": str(given.subject),
        "number": forms.number(given.number),
        "unit": str(given.unit),
        "interval": _ends(given.interval),
        "certainty": meant[word],
        "decision": str(given.decision),
    }


def _ends(given: Any) -> list[float] | None:
    if isinstance(given, str) and given.strip().casefold() in NOTHING:
        return None
    if given is None or (isinstance(given, Sequence) and not len(given)):
        return None
    low, high = (forms.number(x) for x in forms.several(given, (N_("lower end"), N_("upper end"))))
    return [min(low, high), max(low, high)]


def says_why(text: str) -> bool:
    """Does a text name a cause, in any of our languages?

    >>> says_why("They left because we were late"), says_why("Late and gone")
    (True, False)
    """
    lower = text.casefold()
    return any(re.search(rf"\b{re.escape(w)}", lower) for words in CAUSAL.values() for w in words)


def names_money(unit: str) -> bool:
    """Is the currency in use named?"""
    code = language.currency()
    known = (code, *SIGNS.get(code, ()))
    return any(sign.casefold() in unit.casefold() for sign in known)
