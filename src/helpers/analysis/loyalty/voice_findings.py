"""What does the chapter say of the forms: places, people, the satisfied, what was expected?"""

import pandas as pd

from helpers.analysis.loyalty import five_questions, satisfied
from helpers.analysis.loyalty.apart import ALL
from helpers.language import N_, Number, forms
from helpers.language.findings import Finding, Trail

LEAST = 2  # groups, to speak of the lowest


def lowest_place(table: pd.DataFrame | None, lower: pd.DataFrame | None) -> Finding | None:
    """Say which place passes least, with the refusal rule and without, and whether it is chance.

    Parameters
    ----------
    table
        As :func:`five_questions.five_questions`.
    lower
        Places that lie lower than others beyond chance, as :func:`apart.told`.
    """
    if table is None:
        return None
    places = five_questions.whole(table, "touchpoint")
    if len(places) < LEAST:
        return None
    first = places.iloc[0]
    beyond = set() if lower is None else set(lower.loc[lower["question"] == ALL, "group"])
    return Finding(
        key="loyalty.lowest_place",
        message=_WORST if first["group"] in beyond else _ALIKE,
        numbers={
            "place": Number(str(first["group"]), "text"),
            "with": Number(float(first["pass_with_rule"]), "percent"),
            "without": Number(float(first["pass_without"]), "percent"),
            "n": Number(len(places)),
        },
        trail=Trail("five_questions", len(places), "cut = touchpoint, question empty, judged"),
        certainty="estimated",
    )


_WORST = N_(
    "“%(place)s” passes least of %(n)s places, beyond chance: %(with)s of its questions where "
    "a refusal counts as failed, %(without)s of those answered"
)


_ALIKE = N_(
    "Places do not differ beyond chance; the lowest of %(n)s is “%(place)s”: %(with)s of its "
    "questions pass where a refusal counts as failed, %(without)s of those answered"
)


def refusals(table: pd.DataFrame | None) -> Finding | None:
    """Say how many forms were refused whole, and whether the rule changes the order of places."""
    if table is None:
        return None
    places, asked = (five_questions.whole(table, cut) for cut in ("touchpoint", "question"))
    if asked.empty or len(places) < LEAST:
        return None
    changes = five_questions.order_changes(places)
    return Finding(
        key="loyalty.refusals",
        message=N_(
            "%(refused)s of the forms came back without any answer; whether they count as failed "
            "or not at all changes the order of places"
        )
        if changes
        else N_(
            "%(refused)s of the forms came back without any answer; the order of places is the "
            "same whether they count as failed or not at all"
        ),
        numbers={"refused": Number(float(asked["refused"].max()), "percent")},
        trail=Trail("five_questions", len(places), "cut = touchpoint, question empty, judged"),
    )


def employees(table: pd.DataFrame | None, lower: pd.DataFrame | None) -> Finding | None:
    """Say how many employees' forms lie lower beyond chance, without a name.

    Parameters
    ----------
    table
        Everybody who was held against others, as :func:`apart.apart`.
    lower
        Of these who lies lower, as :func:`apart.told`.
    """
    if table is None or lower is None or table.empty:
        return None
    tried, found = table["group"].nunique(), lower["group"].nunique()
    return Finding(
        key="loyalty.employees",
        message=_SOME_APART if found else _NOBODY_APART,
        plural="n" if found else "",
        numbers={"n": Number(found), "tried": Number(tried)},
        trail=Trail("loyalty_employees", len(table)),
        certainty="estimated",
    )


_SOME_APART = forms(
    "%(n)s employee held against others at the same place and branch has forms that lie "
    "lower than chance deals out, of %(tried)s who were tried",
    "%(n)s employees held against others at the same place and branch have forms that lie "
    "lower than chance deals out, of %(tried)s who were tried",
)
_NOBODY_APART = N_(
    "No employee's forms lie lower than those of others at the same place and branch "
    "beyond chance; %(tried)s were tried"
)


def gone(table: pd.DataFrame | None, *, least: int) -> Finding | None:
    """Say how many of the satisfied went within the year, beside those who were not satisfied."""
    if table is None:
        return None
    happy, not_happy = (satisfied.of(table, said) for said in satisfied.SAID[:3:2])
    if min(happy["forms"], not_happy["forms"]) < least:
        return None
    return Finding(
        key="loyalty.satisfied_gone",
        message=_GONE,
        numbers={
            "n": Number(int(happy["forms"])),
            "rate": Number(float(happy["rate"]), "percent"),
            "low": Number(float(happy["low"]), "percent"),
            "high": Number(float(happy["high"]), "percent"),
            "others": Number(int(not_happy["forms"])),
            "other_rate": Number(float(not_happy["rate"]), "percent"),
        },
        trail=Trail("satisfied_gone", 2, "who = all"),
        certainty="estimated",
    )


_GONE = N_(
    "Of %(n)s satisfied customers %(rate)s bought nothing in the year after (%(low)s to "
    "%(high)s), of %(others)s who were not satisfied %(other_rate)s; it is often said that "
    "half of the satisfied leave"
)


def expected(places: pd.DataFrame | None) -> Finding | None:
    """Say where most customers got less than they had expected, or paid more."""
    if places is None or len(places) < LEAST:
        return None
    first, last = places.iloc[0], places.iloc[-1]
    return Finding(
        key="loyalty.expected",
        message=N_(
            "Most customers are disappointed at “%(place)s”: %(share)s of %(n)s (%(low)s to "
            "%(high)s), and fewest at “%(other)s”: %(other_share)s"
        ),
        numbers={
            "place": Number(str(first["touchpoint"]), "text"),
            "share": Number(float(first["share"]), "percent"),
            "n": Number(int(first["customers"])),
            "low": Number(float(first["low"]), "percent"),
            "high": Number(float(first["high"]), "percent"),
            "other": Number(str(last["touchpoint"]), "text"),
            "other_share": Number(float(last["share"]), "percent"),
        },
        trail=Trail("expectation_states", 6 * len(places), "judged"),
        certainty="estimated",
    )
