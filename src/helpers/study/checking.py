"""What does the trainee call in a notebook?

Nothing here raises, so that *Run all cells* always reaches the end: what cannot be checked is said
in a sentence.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from helpers import language
from helpers.errors import ClientDataError, did_you_mean
from helpers.language import Number, ntr, tr
from helpers.records import Records
from helpers.study import course, desk, forms, memory, shown
from helpers.study.answers import NOT_TRIED, RIGHT, WRONG, Answer, Outcome
from helpers.study.company import Company
from helpers.study.desk import Desk, Heard
from helpers.study.exercises import GUESSES, Guess
from helpers.study.forms import Unreadable, untouched

OPENS_AT = 3  # wrong answers of one kind
_answers: dict[tuple[int, str, str], Answer] = {}


def never_raises(call: Callable[..., None]) -> Callable[..., None]:
    """Let a fault of the surroundings be a sentence: a notebook runs on to its end."""

    @wraps(call)
    def calm(*given: Any, **named: Any) -> None:
        try:
            call(*given, **named)
        except ClientDataError as error:
            shown.remark(str(error))
        except Exception as error:  # noqa: BLE001 - also of what the trainee hands over
            text = tr("This could not be checked (%(why)s). Run all cells from the top once more.")
            shown.remark(text % {"why": forms.told(error)})

    return calm


def begin(lesson: str, seed: int | None = None, language: str = "") -> Records:
    """Open the records of one's own company for a lesson.

    Parameters
    ----------
    lesson
        Its number: ``00``.
    seed, language
        For which company and in which language the notebook was made.
    """
    return opened(lesson, seed, language).company.records


def opened(lesson: str, seed: int | None, spoken: str) -> Desk:
    """Sit down for a lesson, in its language; say so where the notebook is somebody else's."""
    at = desk.current()
    language.use(spoken or language.current())
    if seed is not None and seed != at.seed:
        said = {"made": seed, "mine": at.seed, "trainee": at.trainee}
        text = tr(
            "This notebook was made for the company of seed %(made)s. Here %(trainee)s learns on "
            "that of seed %(mine)s, and answers are held against it: other numbers are right."
        )
        shown.remark(text % said)
    return at


def answer_of(id: str, company: Company) -> Answer:
    """The right answer of an exercise for a company, counted once."""
    key = (company.seed, language.current(), id)
    if key not in _answers:
        known = course.exercise(id)
        if known is None:
            raise ClientDataError(_unknown(id))
        _answers[key] = known.answer(company)
    return _answers[key]


def _unknown(id: str) -> str:
    known = [one.id for one in course.exercises()]
    text = tr("There is no exercise %(id)s.") % {"id": forms.quoted(id)}
    return text + did_you_mean(str(id), known)


def outcome(id: str, given: Any, company: Company) -> tuple[Outcome, Any]:
    """What becomes of an answer, and the answer as a plain value."""
    if course.exercise(id) is None:
        raise ClientDataError(_unknown(id))
    if untouched(given):
        return Outcome(NOT_TRIED, tr("Put your answer in the place of the dots.")), None
    answer = answer_of(id, company)
    try:
        value = answer.plain(given)
    except Unreadable as error:
        return Outcome(WRONG, str(error)), None
    return answer.judged(value), value


@never_raises
def check(id: str, answer: Any = ...) -> None:
    """Hold an answer against the right one: right, not yet, or not tried."""
    at = desk.current()
    found, value = outcome(id, answer, at.company)
    kind = found.mistake.kind if found.mistake else ""
    at.heard.append(Heard(id, value, found.state, found.says, kind))
    times, lost = memory.answered(at, id, found)
    _keep_sentence(at, id, value, found)
    more = tr(found.mistake.because) if found.mistake and times >= OPENS_AT else ""
    shown.outcome(id, found, more, lost)


def _keep_sentence(at: Desk, id: str, value: Any, found: Outcome) -> None:
    if found.state == RIGHT and isinstance(value, dict) and "certainty" in value:
        memory.keep(at, "sentences", id, value)


@never_raises
def hint(id: str) -> None:
    """Show the next hint of an exercise; after the last one, all of them. They cost nothing."""
    at = desk.current()
    known = course.exercise(id)
    if known is None:
        raise ClientDataError(_unknown(id))
    at.hinted.append(id)
    number = min(memory.hinted(at, id), len(known.hints))
    left = len(known.hints) - number
    form = ntr("%(n)s more hint", "%(n)s more hints", left) % {"n": left} if left else ""
    shown.hints(id, [tr(text) for text in known.hints[:number]], form)


@never_raises
def guess(lesson: str, number: Any = None) -> None:
    """Note a guess before anything is counted; without a number, hold it against the truth."""
    at, known = desk.current(), _guess_of(lesson)
    if number is not None:
        _note_guess(at, lesson, known, number)
        return
    told = memory.kept(at)["guesses"].get(lesson)
    if not isinstance(told, dict) or "guess" not in told:
        shown.remark(tr("You have not guessed yet: the number is told after your guess."))
        return
    counted = float(known.truth(at.company))
    truth = Number(counted, known.kind, known.digits)
    memory.keep(at, "guesses", lesson, {**told, "counted": counted})  # no secret any more
    said = {"guess": Number(told["guess"], known.kind, known.digits), "truth": truth}
    shown.remark(tr("You guessed %(guess)s. Counted: %(truth)s.") % said)


def _guess_of(number: str) -> Guess:
    lesson = course.lesson(number)
    if lesson:
        lesson.exercises()  # declares the guess as well
    if lesson is None or lesson.number not in GUESSES:
        raise ClientDataError(tr("There is nothing to guess in lesson %(n)s.") % {"n": number})
    return GUESSES[lesson.number]


def _note_guess(at: Desk, lesson: str, known: Guess, number: Any) -> None:
    if untouched(number):
        shown.remark(tr("Guess first: a number in the place of the dots. Nobody marks it."))
        return
    try:
        value = forms.share(number) if known.kind == "percent" else forms.number(number)
    except Unreadable as error:
        shown.remark(str(error))
        return
    lost = memory.keep(at, "guesses", lesson, {"guess": value})
    noted = tr("Noted. At the end you will see how near it was.")
    shown.remark(" ".join(filter(None, (noted, lost))))
