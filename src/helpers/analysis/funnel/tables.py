"""Which tables about the funnel does the reader see?"""

import pandas as pd

from helpers.analysis.funnel.channels import first_years_over
from helpers.analysis.funnel.steps import STEPS, WHOLE, key
from helpers.given import when_given
from helpers.language import Number, month, tr

LATEST = 18  # months of a chart
LEAST_LEADS = 10  # of a month, to stand in a chart
RATE = {"value": "rate", "low": "low", "high": "high", "kind": "percent"}
HAZARD = {"value": "hazard", "low": "low", "high": "high", "kind": "percent"}
STEP = ["funnel_step", "entered", "passed", "rate", "rate_low", "rate_high", "days_given",
        "median_days"]  # fmt: skip
MANAGER = ["manager", "leads", "leads_sold", "rate", "rate_low", "rate_high", "until_given_up"]
CHANNEL = ["channel", "amount", "year_share", "new_customers", "spend", "back"]
GIVEN_UP = ["contact_number", "leads_given_up", "would_buy", "money_high", "money_half",
            "money_quarter"]  # fmt: skip
CONTACT = ["contact_number", "leads_at_risk", "leads_sold", "leads_given_up", "leads_open",
           "hazard", "sold_so_far"]  # fmt: skip
NEEDED = ["month", "target", "leads", "leads_low", "leads_high"]
ENDS = {"low": "rate_low", "high": "rate_high"}


def _step(name: str) -> str:
    words = {key(step): " → ".join(map(tr, step)) for step in (*STEPS, WHOLE)}
    return words[name]


def steps(table: pd.DataFrame, given: dict[tuple[str, str], int]) -> pd.DataFrame:
    """Each step with its days, in the reader's words: ``STEP``."""
    days = {key(step): span for step, span in given.items()}
    words = [_step(name) for name in table["step"]]
    shown = table.assign(funnel_step=words, days_given=table["step"].map(days))
    return shown[shown["entered"] > 0].rename(columns=ENDS)[STEP]


def stood(table: pd.DataFrame) -> pd.DataFrame:
    """Stage in the reader's words, and the share (0–1) of the leads that had come so far."""
    words = [tr(stage) for stage in table["stage"]]
    return pd.DataFrame({"stage": words, "share": table["share"].astype(float)})


def cohorts(table: pd.DataFrame) -> pd.DataFrame:
    """The whole way of the leads of each month, the latest last.

    Returns
    -------
    ``month`` (words), ``rate``, ``low``, ``high`` (0–1), ``mature``.
    """
    rows = table[(table["step"] == key(WHOLE)) & (table["entered"] >= LEAST_LEADS)].tail(LATEST)
    return rows.assign(month=[month(day) for day in rows["cohort"]])


@when_given
def hazards(table: pd.DataFrame) -> pd.DataFrame:
    """Contacts whose chance of a sale is told, each with its words."""
    told = table.dropna(subset="hazard")
    text = tr("Contact %(n)s")
    return told.assign(contact=[text % {"n": Number(n)} for n in told["contact"]])


@when_given
def contacts(table: pd.DataFrame) -> pd.DataFrame:
    """Where leads buy and where they are given up: ``CONTACT``."""
    names = {"contact": "contact_number", "at_risk": "leads_at_risk", "sales": "leads_sold",
             "given_up": "leads_given_up", "open": "leads_open",
             "incidence": "sold_so_far"}  # fmt: skip
    return table.rename(columns=names)[CONTACT]


@when_given
def given_up(table: pd.DataFrame) -> pd.DataFrame:
    """What giving up costs at most, by contact, and all together: ``GIVEN_UP``."""
    names = {"contact": "contact_number", "leads": "leads_given_up"}
    return table.rename(columns=names)[GIVEN_UP]


@when_given
def managers(table: pd.DataFrame) -> pd.DataFrame:
    """Who wins how many leads, and after how many contacts gives up: ``MANAGER``."""
    names = {"sales": "leads_sold", "contacts_before_giving_up": "until_given_up"} | ENDS
    return table.rename(columns=names)[MANAGER]


@when_given
def channels(table: pd.DataFrame) -> pd.DataFrame:
    """Channels with their share of the year and what spending brought back: ``CHANNEL``."""
    shown = table.rename(columns={"net_sales_year": "amount", "share": "year_share"})[CHANNEL]
    return shown if shown["back"].notna().any() else shown[CHANNEL[:3]]


@when_given
def needed(table: pd.DataFrame) -> pd.DataFrame:
    """Leads needed in each month: ``NEEDED``."""
    return table.rename(columns={"low": "leads_low", "high": "leads_high"})[NEEDED]


@when_given
def channel_bars(table: pd.DataFrame) -> pd.DataFrame:
    """Share of the year of each channel: ``channel``, ``year_share`` (0–1)."""
    return table[["channel", "share"]].rename(columns={"share": "year_share"})


@when_given
def returns_note(table: pd.DataFrame, as_of: pd.Timestamp) -> str:
    """Say of which months spending and newcomers are; empty where no return is told."""
    if table["back"].isna().all():
        return ""
    span = first_years_over(as_of)
    text = tr(
        "New customers, spending and what came back: of who first bought from %(first)s to "
        "%(last)s, in the twelve months from the first purchase on."
    )
    last = span.end - pd.Timedelta(days=1)
    return text % {"first": Number(span.start, "month"), "last": Number(last, "month")}


def sheet_lines(table: pd.DataFrame) -> list[list[str]]:
    """First lines of the worksheet: each step, and how many of a hundred are lost there."""
    rows = table[(table["step"] != key(WHOLE)) & (table["entered"] > 0)]
    text = tr("%(n)s of 100")
    return [
        [_step(name), text % {"n": Number(100 * (1 - rate))}]
        for name, rate in zip(rows["step"], rows["rate"], strict=True)
    ]
