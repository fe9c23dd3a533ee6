"""What does the lesson on leading a session ask, and what is right?"""

from typing import Any

import pandas as pd

from helpers.analysis.centredness import inputs
from helpers.analysis.commitments import promised
from helpers.language import N_, tr
from helpers.periods import MONTHS_OF_YEAR, add_months
from helpers.records import Records
from helpers.study import forms
from helpers.study.answers import Answer, choice, listed, through, whole
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.mistakes import Mistake

FACILITATOR = N_("Facilitator")
SCENE = (
    (FACILITATOR, N_("Before I show anything: how long do half of our customers wait? Write it.")),
    (N_("Head of service"), N_("Two hours, I would say.")),
    (N_("Head of sales"), N_("Less. We answer at once.")),
    (FACILITATOR, N_("Both are on the board. Who else?")),
    (N_("Owner"), N_("A day.")),
    (FACILITATOR, N_("(says nothing for half a minute)")),
    (FACILITATOR, N_("It is more than four hours, by the way: nobody reads the web form.")),
    (N_("Head of sales"), N_("I thought so. The web form.")),
    (FACILITATOR, N_("Here is the chart. What do you see?")),
    (N_("Owner"), N_("That I was wrong.")),
)
GIVEN_AWAY = 7
LEAST_WORDS = 4
PARTS = (N_("when it happens"), N_("what I do then"), N_("what I do instead"))

BY_MONEY = Mistake(
    "by money",
    N_("Sorted by money alone: the first of them nobody here can decide."),
    N_(
        "A room that begins with what it cannot decide spends its best hour on complaints. First "
        "ask who decides, then whether the names are at hand, then how much money it is."
    ),
)
AS_PRINTED = Mistake(
    "as printed",
    N_("This is the order of the table, and not of what the room can decide."),
    N_("A handout keeps the order of its chapters. Who leads chooses what is decided first."),
)
GIVES_AWAY = Mistake(
    "gives away",
    N_("The question has the answer in it."),
    N_("Who has heard the number cannot guess it any more, and what is not guessed is forgotten."),
)
LOOKS_FOR_GUILT = Mistake(
    "looks for guilt",
    N_("This asks for a culprit before anything was seen."),
    N_("Whoever is accused defends himself. Ask for a number first, and for a reason much later."),
)
ASKS_NO_NUMBER = Mistake(
    "asks no number",
    N_("No chart can answer this: it asks for an opinion."),
    N_("The distance between a guess and the figure is what people remember. It takes a number."),
)
ONLY_A_QUESTION = Mistake(
    "question for answer",
    N_("This line asks, and says nothing of the result."),
    N_("A question gives the answer away only where it holds the number or the reason."),
)
SILENCE = Mistake(
    "silence",
    N_("Silence gives nothing away. It is the work of who leads."),
    N_("Half a minute seems long to who leads, and short to who thinks. Count to thirty."),
)
ECHO = Mistake(
    "echo",
    N_("Here the harm is done already: somebody repeats what was said."),
    N_("Look one line above: where did this knowledge come from?"),
)
NAMED_BEFORE_ALL = Mistake(
    "named before all",
    N_("Then the room sees a defence, and nobody decides anything."),
    N_("A number about a person is shown to this person first, alone, and before the session."),
)
PASSED_OVER = Mistake(
    "passed over",
    N_("What is left out will be told in the corridor, with another number."),
    N_("The rules let the name be said. What is missing is the talk that comes before."),
)
BEHIND_THE_BACK = Mistake(
    "behind the back",
    N_("Then somebody is judged who could not say what the records do not hold."),
    N_("The owner decides, but not before the person has seen the number and has answered."),
)
TOO_SHORT = Mistake(
    "too short",
    N_("Say it so that you will recognise the moment: four words at least for each part."),
    N_("A trap is seen only by who has described it: the moment, the gesture, the words."),
)
NOTHING_INSTEAD = Mistake(
    "nothing instead",
    N_("You do instead what you always do."),
    N_("Not doing something is no plan. Write what your hands and your mouth do at that moment."),
)


def transcript() -> pd.DataFrame:
    """Ten lines of a session: ``number``, ``speaker``, ``words``."""
    rows = [(n, tr(who), tr(said)) for n, (who, said) in enumerate(SCENE, 1)]
    return pd.DataFrame(rows, columns=["number", "speaker", "words"])


def spoken() -> float:
    """Share of the words of the transcript that the facilitator speaks."""
    scene = transcript()
    words = scene["words"].str.split().str.len()
    return float(words[scene["speaker"] == tr(FACILITATOR)].sum() / words.sum())


guess_of("FA", Guess(lambda company: spoken(), "percent"))


def findings(records: Records) -> pd.DataFrame:
    """Five findings of this company, and what the room can do about each.

    ``letter``, ``subject``, ``money`` (a year), ``in_room`` (does who decides sit here?),
    ``at_hand`` (is there a list of names?).
    """
    sales = records.frame("sales")
    year = sales[sales["date"] > add_months(records.as_of, -MONTHS_OF_YEAR)]
    studies, rules = inputs.research(records), records.engagement.settings.commitments
    register = promised.registered(records, promised.answered(records, rules), rules)
    assert studies is not None  # every company of the course has brought them
    assert register is not None  # as above
    largest = year.groupby("category")["amount"].sum().max()
    rows = [
        ("a", tr("Sales without a name of a customer"),
         year.loc[year["customer"].isna(), "amount"].sum(), True, False),
        ("b", tr("Promises to answer that were broken"), register["cost"].max(), True, True),
        ("c", tr("Sales of the largest category, at prices that its maker sets"),
         largest, False, False),
        ("d", tr("Studies whose effect nobody has measured"),
         studies.wasted * studies.steps["cost"].iloc[0], True, False),
        ("e", tr("Goods that came back; the head of purchasing is away"),
         -year["amount"].clip(upper=0).sum(), False, True),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=["letter", "subject", "money", "in_room", "at_hand"])
    return table.astype({"money": float})


@exercise(
    "FA.1",
    kind="read",
    points=2,
    hints=[
        N_("First those whose decider sits in the room; among them those with names at hand."),
        N_("Where both are equal, the larger money first. Five letters in a list."),
    ],
)
def order(company: Company) -> Answer:
    """Letters of five findings, what the room can decide first."""
    table = findings(company.records)
    first = table.sort_values(["in_room", "at_hand", "money"], ascending=False)["letter"]
    money = table.sort_values("money", ascending=False)["letter"]
    return listed(first.tolist(), wrong={BY_MONEY: money.tolist(), AS_PRINTED: list("abcde")})


@exercise(
    "FA.2",
    kind="doubt",
    hints=[
        N_("Which of them can be answered by a number?"),
        N_("And which of these has none in it?"),
    ],
)
def before_a_chart(company: Company) -> Answer:
    """The question before a chart."""
    return choice("b", {GIVES_AWAY: "a", LOOKS_FOR_GUILT: "c", ASKS_NO_NUMBER: "d"})


@exercise(
    "FA.3",
    kind="read",
    hints=[
        N_("After which line could nobody be surprised by the chart any more?"),
        N_("Look for a number and a reason in the mouth of who leads."),
    ],
)
def gave_away(company: Company) -> Answer:
    """Number of the line in which the answer is given away."""
    return whole(GIVEN_AWAY, wrong={ONLY_A_QUESTION: 1, SILENCE: 6, ECHO: 8})


@exercise(
    "FA.4",
    kind="doubt",
    hints=[
        N_("Who knows best what the records do not hold?"),
        N_("It happens before the session, and without the others."),
    ],
)
def before_a_name(company: Company) -> Answer:
    """What comes before a person is named."""
    return choice("d", {NAMED_BEFORE_ALL: "a", PASSED_OVER: "b", BEHIND_THE_BACK: "c"})


@exercise(
    "FA.5",
    kind="tell",
    hints=[
        N_("Think of the last time that you explained something to a group. When did you hurry?"),
        N_("Instead: something that others can see you do, such as counting to thirty."),
    ],
)
def own_trap(company: Company) -> Answer:
    """The trap into which one will fall: when, what, and what instead."""
    moment, habit = tr("nobody answers for ten seconds"), tr("I answer my question myself")
    return through(
        _trap,
        (moment, habit, tr("I count to thirty and look at the board")),
        wrong={TOO_SHORT: ("-", habit, moment), NOTHING_INSTEAD: (moment, habit, habit)},
    )


def _trap(given: Any) -> str:
    """Whether a trap is described: ``fit``, ``short`` or ``same``."""
    words = [str(part).casefold().split() for part in forms.several(given, PARTS)]
    if words[1] == words[2]:
        return "same"
    return "short" if min(map(len, words)) < LEAST_WORDS else "fit"
