"""What do this client's records give the chapter on loyalty to work on?

Each function takes what the client brought; it returns None where that is not enough.
"""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.analysis.contact.wishes import answers as wishes_of
from helpers.analysis.definitions import answers as forms
from helpers.analysis.definitions import verdicts
from helpers.analysis.definitions.activity import purchase_days
from helpers.analysis.definitions.best_customer import best_customers
from helpers.analysis.definitions.durable import of_categories
from helpers.analysis.definitions.margins import margin_days
from helpers.analysis.definitions.purchases import customer_days, first_days
from helpers.analysis.definitions.standing import standing
from helpers.analysis.loyalty import (
    apart,
    ask_next,
    at_risk,
    expectations,
    five_questions,
    limits,
    satisfied,
    scale,
)
from helpers.analysis.loyalty.brings import Brings, brings
from helpers.periods import MONTHS_OF_YEAR, add_months, year_before
from helpers.settings import LoyaltySettings

if TYPE_CHECKING:
    from helpers.records import Records

TENTHS, THIRDS = 10, 3
OLD_FROM = 2  # years since the first purchase: nobody is older than old


def customers(records: "Records", rules: LoyaltySettings) -> pd.DataFrame:
    """All customers, their revenue of the last year, and what they said when they were asked.

    Revenue is net sales outside durable goods: nobody loses next month the car of last month.

    Returns
    -------
    By customer: ``customer``, ``step``, ``habit``, ``revenue`` (money a year, not below nought),
    ``threshold`` (share; missing where not asked), ``asked`` (day), ``tenth``, ``segment``,
    ``vintage``.
    """
    now = standing(records).now
    revenue = (now["net_sales_year"] - now["durable_sales_year"]).clip(lower=0)
    table = now[["customer", "step", "habit"]].assign(revenue=revenue)
    answers = scale.last_answers(
        on_the_scale(records), as_of=records.as_of, months=rules.asked_within
    )
    table = table.merge(answers.rename(columns={"date": "asked"}), on="customer", how="left")
    alike = {
        "tenth": _tenths(table["revenue"]),
        "segment": segments(records, table["customer"]),
        "vintage": first_purchases(records, table["customer"]).dt.year.fillna(0).astype(int),
    }
    return table.assign(**alike).sort_values("customer", ignore_index=True)


def _tenths(revenue: pd.Series) -> pd.Series:
    """Tenth of customers by revenue, of those who bring any; nought for the others."""
    place = revenue.where(revenue > 0).rank(pct=True)
    return np.ceil(place * TENTHS).fillna(0).astype(int)


def segments(records: "Records", codes: pd.Series) -> pd.Series:
    """Segment of each customer by its card; empty where none is known.

    Returns
    -------
    A word for each of ``codes``.
    """
    known = records.segments()
    return pd.Series("", index=codes.index) if known is None else codes.map(known).fillna("")


def first_purchases(records: "Records", codes: pd.Series) -> pd.Series:
    """Day of the first purchase of each customer; missing for who has none.

    Returns
    -------
    A day for each of ``codes``.
    """
    sales = records.sales.filter(records.sales.customer.notnull())
    first = first_days(customer_days(sales)).to_pandas().set_index("customer")["first"]
    return pd.to_datetime(codes.map(first))


def on_the_scale(records: "Records") -> pd.DataFrame:
    """Answers on the loyalty scale; without a row where nobody was asked.

    Returns
    -------
    ``customer``, ``date``, ``threshold`` (per cent), as they were brought.
    """
    rows = records.get("switching")
    nobody = {"customer": "str", "date": "datetime64[s]", "threshold": "float64"}
    return pd.DataFrame(columns=list(nobody)).astype(nobody) if rows is None else rows


def curve(customers: pd.DataFrame, rules: LoyaltySettings) -> at_risk.AtRisk | None:
    """Revenue at risk; None where too few were asked.

    Returns
    -------
    As :func:`at_risk.at_risk`.
    """
    enough = limits.enough(customers, rules)
    return at_risk.at_risk(customers, seed=rules.seed) if enough else None


def steps_of_scale(customers: pd.DataFrame) -> pd.DataFrame:
    """Customers who were asked and their revenue, by threshold: as :func:`scale.scale`.

    Returns
    -------
    One row per threshold.
    """
    return scale.scale(customers.dropna(subset="threshold"))


def to_ask(records: "Records", customers: pd.DataFrame, rules: LoyaltySettings) -> pd.DataFrame:
    """Whom to ask next, without those whom nobody asks: as :func:`ask_next.ask_next`.

    Returns
    -------
    One row per customer, the one who shrinks what is not known most first.
    """
    return ask_next.ask_next(customers, not_asked=not_asked(records), most=rules.asked_next)


def not_asked(records: "Records") -> set[str]:
    """Whom nobody asks: left alone, let go, or without any wish to hear from us.

    Returns
    -------
    Codes of customers.
    """
    told = verdicts.told(records.engagement.client)
    codes = set(told.loc[~told["verdict"].isin(verdicts.APPROACHED), "customer"])
    if records.has("relationship"):
        wishes = wishes_of(records.frame("relationship"))
        codes |= set(wishes.loc[~wishes["wants"], "customer"])
    return codes


def answers(records: "Records") -> pd.DataFrame | None:
    """Answers after deals, passed or failed, with the branch of the customer; None without any.

    Returns
    -------
    One row per answer, up to the last known day; None too where the scores are of another scale.
    """
    surveys = records.get("surveys")
    if surveys is None or "score" not in surveys:
        return None
    rules = records.engagement.settings.answers
    surveys = surveys[surveys["date"] <= records.as_of]
    told = forms.answers(surveys, rules)
    if told.empty or forms.another_scale(told, rules):
        return None
    return told.assign(branch=_branches(records, told))


def another_scale(records: "Records") -> bool:
    """Whether answers were brought whose scores never reach the one that passes."""
    surveys, rules = records.get("surveys"), records.engagement.settings.answers
    return surveys is not None and "score" in surveys and forms.another_scale(surveys, rules)


def _branches(records: "Records", told: pd.DataFrame) -> pd.Series:
    """Branch where the customer of each answer buys most often; empty where none is known."""
    if "customer" not in told or not records.has("sales.branch"):
        return pd.Series("", index=told.index)
    lines = records.sales.filter(records.sales.customer.notnull() & records.sales.branch.notnull())
    by = lines.group_by("customer", "branch").aggregate(lines=lines.count()).to_pandas()
    by = by.sort_values(["customer", "lines", "branch"], ascending=[True, False, True])
    most = by.drop_duplicates("customer").set_index("customer")["branch"]
    return told["customer"].map(most).fillna("")


def apart_of(told: pd.DataFrame | None, cut: str, rules: LoyaltySettings) -> pd.DataFrame | None:
    """Places, or employees, held against others in the same branch (and place).

    Parameters
    ----------
    told
        As :func:`answers` gives it.
    cut
        ``touchpoint`` or ``employee``.

    Returns
    -------
    As :func:`apart.apart`; None where the column was not brought.
    """
    if told is None or cut not in told:
        return None
    places = [] if cut == "touchpoint" or "touchpoint" not in told else ["touchpoint"]
    cells = ["branch", *places]
    return apart.apart(told, cut, cells, least_forms=rules.least_forms, seed=rules.seed)


def rates(told: pd.DataFrame | None, rules: LoyaltySettings) -> pd.DataFrame | None:
    """Pass rates, as :func:`five_questions.five_questions`; None without answers.

    Returns
    -------
    One row per group and question.
    """
    return five_questions.five_questions(told, least_forms=rules.least_forms)


def lower(table: pd.DataFrame | None, rules: LoyaltySettings) -> pd.DataFrame | None:
    """Groups that lie lower than others beyond chance; None where none could be tried.

    Parameters
    ----------
    table
        As :func:`apart_of` gives it.
    """
    return apart.told(table, below=rules.apart_below)


def satisfied_gone(
    records: "Records", told: pd.DataFrame | None, rules: LoyaltySettings
) -> pd.DataFrame | None:
    """Who went within the year, by what they had said; None without named answers old enough."""
    if told is None or "customer" not in told:
        return None
    last = satisfied.last_forms(told, as_of=records.as_of, rules=rules)
    days = purchase_days(records.sales, as_of=records.as_of)
    days = pd.DataFrame({"customer": days["item"].astype("str"), "day": days["date"]})
    days = days[days["customer"].isin(set(last["customer"]))]
    return satisfied.gone(last, days, rules) if len(last) else None


def loyalty_brings(records: "Records", rules: LoyaltySettings) -> Brings | None:
    """What the loyal bring more than others alike; None where nobody was asked long enough ago."""
    until = add_months(records.as_of, -rules.after_months)
    asked = scale.last_answers(on_the_scale(records), as_of=until, months=None)
    if asked.empty:
        return None
    money = _days_of(records, asked["customer"]).merge(asked, on="customer")
    day, start = money["day"], money["date"]
    after = (day > start) & (day <= start + pd.DateOffset(months=rules.after_months))
    before = (day <= start) & (day > year_before(start))
    a_year = MONTHS_OF_YEAR / rules.after_months
    sums = pd.DataFrame(
        {
            "margin": money["margin"].where(after, 0.0).groupby(money["customer"]).sum() * a_year,
            "before": money["net"].where(before, 0.0).groupby(money["customer"]).sum(),
        }
    )
    asked = asked.join(sums, on="customer").fillna({"margin": 0.0, "before": 0.0})
    years = (asked["date"] - first_purchases(records, asked["customer"])).dt.days // 365
    cells = {
        "loyal": asked["threshold"] >= rules.loyal_from,
        "vintage": years.clip(0, OLD_FROM).fillna(0).astype(int),
        "segment": segments(records, asked["customer"]),
        "third": np.ceil(asked["before"].rank(pct=True) * THIRDS).astype(int),
    }
    return brings(asked.assign(**cells), rules)


def _days_of(records: "Records", codes: pd.Series) -> pd.DataFrame:
    """Net sales and margin of some customers by day, durable goods apart."""
    names = standing(records).measured.durable
    lines = of_categories(records.sales, names, durable=False)
    lines = lines.filter(lines.customer.isin(codes.tolist()))
    days = margin_days(lines, assumed=records.engagement.settings.lifetime.margin)
    return days.rename(columns={"date": "day"})


def expected(records: "Records") -> pd.DataFrame | None:
    """Last answers on what was expected, with their states; None where nobody was asked."""
    rows = records.get("expectations")
    if rows is None:
        return None
    band = records.engagement.settings.answers.band
    told = expectations.last_answers(rows, as_of=records.as_of, band=band)
    return told if len(told) else None


def states(told: pd.DataFrame | None, rules: LoyaltySettings) -> pd.DataFrame | None:
    """All six states by place, as :func:`expectations.by_place`; None where nobody was asked."""
    return expectations.by_place(told, least=rules.least_forms)


def disappointed(told: pd.DataFrame | None, rules: LoyaltySettings) -> pd.DataFrame | None:
    """Disappointed customers by place; None where nobody was asked."""
    return expectations.disappointed(told, least=rules.least_forms)


def signs(records: "Records", customers: pd.DataFrame, rules: LoyaltySettings) -> pd.DataFrame:
    """Signs of the best customer, with the revenue of each.

    Returns
    -------
    As :func:`best_customers`, and ``revenue`` (money a year).
    """
    steps = customers[["customer", "step", "habit"]]
    told = best_customers(records, steps, card_filled=rules.card_filled)
    return told.merge(customers[["customer", "revenue"]], on="customer")
