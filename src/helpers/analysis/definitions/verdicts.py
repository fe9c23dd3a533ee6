"""What do we do about each customer? One verdict each, by the first rule that fits.

The rules stand in one list, in the order in which they are tried. Whoever prints a name under an
order (call, keep, new terms, let go) takes it from here, so that nobody stands under two orders.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from helpers.analysis.definitions.base import PROFIT, SALES
from helpers.cache import results
from helpers.language import N_, date_short, money, number, tr

VERDICTS = {  # in the order of the rules, with what each of them means
    N_("left alone"): N_(
        "Of the control group: not called, so that the effect of calls is measured."
    ),
    N_("let go"): N_("Not to be called: the chance times the money does not pay for the call."),
    N_("new terms"): N_("Sold below cost over the year, or costs more to serve than it earns."),
    N_("win back"): N_("Has left, and is worth a call."),
    N_("talk to"): N_("Still buys, is late for its own habit, and is worth a call."),
    N_("keep"): N_("A key customer (class A) in rhythm: nobody may lose it."),
    N_("grow"): N_("One sign short of the best customers."),
    N_("watch"): N_("Nothing to do now: in rhythm, between purchases, or not worth a call."),
}
CALLS = ("win back", "talk to")
# who may be given to somebody as a task: not who is left alone to measure calls, nor who is let go
APPROACHED = tuple(verdict for verdict in VERDICTS if verdict not in ("left alone", "let go"))
STEPS = {
    "in_rhythm": N_("in rhythm"), "late": N_("late"), "left": N_("left"), "gone": N_("gone"),
    "between": N_("between purchases"),
}  # fmt: skip
STILL_BUY = ("in_rhythm", "late", "between")
COLUMNS = [
    "customer", "verdict", "because", "manager", "decision_maker", SALES, PROFIT, "change_year",
    "abc", "xyz", "step", "at_stake", "expected_gain", "last_purchase",
]  # fmt: skip

Facts: TypeAlias = pd.DataFrame
Test = Callable[[Facts], pd.Series]


class Rule(NamedTuple):
    """A verdict, the customers that it is for, and why, with names of facts as placeholders."""

    verdict: str
    applies: Test
    because: str


def _call(*answers: str) -> Test:
    """What weighing a call has come to."""
    return lambda facts: facts["call"].isin(answers)


def _left(*answers: str) -> Test:
    """Has left, and weighing a call has come to this."""
    return lambda facts: _call(*answers)(facts) & ~facts["step"].isin(STILL_BUY)


def buys(facts: Facts) -> pd.Series:
    """Whether a customer has not left, and bought within the year."""
    return facts["step"].isin(STILL_BUY) & (facts[SALES] > 0)


def below_cost(facts: Facts) -> pd.Series:
    """Whether a customer who buys was sold to below cost over the year."""
    return buys(facts) & (facts[PROFIT] < 0)


def dear_to_serve(facts: Facts) -> pd.Series:
    """Whether a customer who buys costs more to serve than it earns."""
    return buys(facts) & (facts["service_year"] > facts["margin_year"])


def _step(*steps: str) -> Test:
    return lambda facts: facts["step"].isin(steps)


def _late_key(facts: Facts) -> pd.Series:
    """Late, of class A, with money at stake, and nobody can say what a call would bring."""
    key = (facts["abc"] == "A") & (facts["at_stake"] > 0)
    return _step("late")(facts) & _call("unknown")(facts) & key


RULES = (
    Rule("left alone", _call("control"),
         N_("worth a call, and drawn by lot not to be called, so that calls can be measured")),
    Rule("let go", _call("closed"), N_("the business has closed")),
    Rule("let go", _call("tried"),
         N_("somebody has tried since the last purchase, without success")),
    Rule("let go", _left("earns nothing"), N_("has left, and brought no gross profit")),
    Rule("let go", _left("costs more"), N_("has left, and cost more to serve than it earned")),
    Rule("let go", _left("single"), N_("has left, and had bought in one month only: no habit")),
    Rule("let go", _left("small"),
         N_("has left, and the chance times the money does not pay for the call")),
    Rule("new terms", below_cost,
         N_("sold below cost over the year: %(gross_profit_year)s on %(net_sales_year)s")),
    Rule("new terms", dear_to_serve,
         N_("costs %(service_year)s to serve and earns %(margin_year)s")),
    Rule("win back", _left("call"),
         N_("has bought nothing for %(silent_days)s days; %(at_stake)s a year to win back")),
    Rule("win back", _left("capacity"),
         N_("has bought nothing for %(silent_days)s days; worth a call once there is time")),
    Rule("talk to", _call("call"),
         N_("has bought nothing for %(silent_days)s days, the usual gap is %(usual_gap)s")),
    Rule("talk to", _call("capacity"),
         N_("late for its own habit; worth a call once there is time")),
    Rule("talk to", _late_key,
         N_("a key customer, late for its own habit: %(silent_days)s days, usually %(usual_gap)s")),
    Rule("keep", lambda facts: _step("in_rhythm")(facts) & (facts["abc"] == "A"),
         N_("class A, and buys in its own rhythm")),
    Rule("grow", lambda facts: facts["short_of_best"].notna() & buys(facts),
         N_("one sign short of the best customers: %(short_of_best)s")),
    Rule("watch", _step("late"),
         N_("late for its own habit, and a call would cost more than it may bring")),
    Rule("watch", _step("between"),
         N_("between purchases; the next one is expected about %(next_expected)s")),
    Rule("watch", _step("in_rhythm"), N_("buys in its own rhythm")),
    Rule("watch", lambda facts: pd.Series(True, index=facts.index),
         N_("has left; what a call would bring is not known")),
)  # fmt: skip
OPTIONAL = {
    "call": "", "step": "", "abc": "", "xyz": "", "short_of_best": pd.NA, "manager": pd.NA,
    "decision_maker": pd.NA, "service_year": np.nan, "margin_year": np.nan, "at_stake": np.nan,
    "expected_gain": np.nan, "silent_days": np.nan, "usual_gap": np.nan, "next_expected": pd.NaT,
    "last_purchase": pd.NaT,
}  # fmt: skip
WRITTEN: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys((SALES, PROFIT, "service_year", "margin_year", "at_stake"), money),
    **dict.fromkeys(("silent_days", "usual_gap"), number),
    "next_expected": date_short,
    "short_of_best": str,
}


def verdicts(facts: pd.DataFrame) -> pd.DataFrame:
    """Give each customer the verdict of the first rule that applies, and why in words.

    Parameters
    ----------
    facts
        One row per customer: ``customer``, ``net_sales_year``, ``gross_profit_year``,
        ``change_year`` (money), and as far as they are known: ``step`` (of the ladder), ``call``
        (what weighing a call has come to; ``unknown`` where its worth cannot be told), ``abc``,
        ``xyz``, ``service_year``, ``margin_year``, ``at_stake``, ``expected_gain`` (money),
        ``silent_days``, ``usual_gap``, ``next_expected``, ``last_purchase``, ``manager``,
        ``decision_maker``, ``short_of_best`` (words).

    Returns
    -------
    One row per customer, in the order of the rules and then of the base: ``COLUMNS``.
    """
    known = facts.assign(**{k: v for k, v in OPTIONAL.items() if k not in facts})
    first = np.argmax([rule.applies(known).fillna(False).to_numpy(bool) for rule in RULES], axis=0)
    order = {verdict: place for place, verdict in enumerate(VERDICTS)}
    given = [RULES[nth].verdict for nth in first]
    told = known.assign(verdict=given, because=_because(known, first))
    base = told[PROFIT].fillna(told[SALES]) if told[PROFIT].notna().any() else told[SALES]
    told = told.assign(_place=told["verdict"].map(order), _base=base)
    by = ["_place", "_base", "customer"]
    return told.sort_values(by, ascending=[True, False, True], ignore_index=True)[COLUMNS]


def _because(facts: pd.DataFrame, first: np.ndarray) -> list[str]:
    return [
        tr(RULES[nth].because) % _Written(row)
        for nth, row in zip(first, facts.to_dict("records"), strict=True)
    ]


class _Written(dict[str, Any]):
    """Facts of one customer as the reader sees them; only those that a sentence asks for."""

    def __getitem__(self, name: str) -> str:
        value = super().__getitem__(name)
        return "?" if pd.isna(value) else WRITTEN[name](value)


def under(told: pd.DataFrame, *orders: str) -> pd.DataFrame:
    """Rows of the customers under these verdicts, in their order."""
    return told[told["verdict"].isin(orders)].reset_index(drop=True)


def told(client: str) -> pd.DataFrame:
    """Verdicts as the chapter on winning back kept them; no rows where it was not made.

    Returns
    -------
    As :func:`verdicts`.
    """
    kept = results.table(client, "verdicts", "customer").reindex(columns=COLUMNS)
    return kept.assign(last_purchase=pd.to_datetime(kept["last_purchase"]))
