"""Which tables about contact does the reader see?"""

import numpy as np
import pandas as pd

from helpers.analysis.contact import stop, wishes
from helpers.analysis.contact.coin import Coin
from helpers.analysis.contact.curve import Curve
from helpers.analysis.contact.kinds import Kinds
from helpers.given import when_given
from helpers.language import Number, ntr, tr
from helpers.language.cells import Column
from helpers.language.columns import column

RATIO = {"value": "ratio", "low": "low", "high": "high", "kind": "number"}
OURS = {"value": "ours", "low": "low", "high": "high", "kind": "number"}
SHARE = {"before": "published", "after": "share", "kind": "percent"}


def curve(found: Curve | None) -> pd.DataFrame | None:
    """Points of the curve, the number of contacts in words in ``level``; None without one."""
    if found is None:
        return None
    rows = found.table
    words = [_level(c, more) for c, more in zip(rows["contacts"], rows["and_more"], strict=True)]
    return rows.assign(level=words)


def _level(contacts: int, more: bool) -> str:
    if contacts == 0:
        return tr("no contact")
    if more:
        text = ntr("%(n)s contact or more", "%(n)s contacts or more", contacts)
    else:
        text = ntr("%(n)s contact", "%(n)s contacts", contacts)
    return text % {"n": Number(contacts)}


def result(found: Curve | None) -> pd.DataFrame | None:
    """Result table ``contact_curve``; None where no curve may be told."""
    return None if found is None else found.table


def compared(found: Curve | None) -> pd.DataFrame | None:
    """Points of the curve that are held against none, for the chart."""
    rows = curve(found)
    return None if rows is None else rows.iloc[1:]


def _ratio_columns() -> list[Column]:
    """Columns of purchases after contacts against none."""
    return [
        column("customer_months", tr("Months of customers"), "count"),
        column("purchases", tr("Purchases in the month after"), "count"),
        column("ratio"),
        column("low", kind="number", digits=2),
        column("high", kind="number", digits=2),
    ]


def curve_columns() -> list[Column]:
    """Columns of the table of the curve."""
    return [
        column("level", tr("Contacts in a month")),
        *_ratio_columns(),
        column("one_more", tr("Worth of one more"), "money", digits=2),
    ]


def answers(table: pd.DataFrame | None) -> pd.DataFrame | None:
    """Answers and reasons in words, with what was published; None where too few were asked."""
    if table is None:
        return None
    words = {wishes.YES: tr("wants a relationship"), wishes.NO: tr("wants none")}
    pairs = zip(table["answer"], table["reason"], strict=True)
    # reasons of the study are ours to translate, others are the client's own words
    return table.assign(what=[tr(r) if r in wishes.REASONS else r or words[a] for a, r in pairs])


def beside(table: pd.DataFrame | None) -> pd.DataFrame | None:
    """Answers and reasons with a published share, for the chart; None where too few were asked."""
    rows = answers(table)
    return None if rows is None else rows.dropna(subset="published").reset_index(drop=True)


def answer_columns() -> list[Column]:
    """Columns of the table of answers."""
    return [
        column("what", tr("Answer, and reasons of those who want one")),
        column("customers"),
        column("share", digits=0),
        column("low", kind="percent", digits=0),
        column("high", kind="percent", digits=0),
        column("published", tr("In the survey"), "percent", digits=0),
    ]


@when_given
def claims_told(told: pd.DataFrame) -> pd.DataFrame:
    """Claims with their words in the language in use, whichever language their chapter kept."""
    return told.assign(**{name: [tr(str(x)) for x in told[name]] for name in ("claim", "source")})


def claims(told: pd.DataFrame) -> pd.DataFrame:
    """Claims with what our records say over what is said, for the chart: 1 is as it is said."""
    said = told["said"].where(told["said"] != 0)
    over = {name: told[name] / said for name in ("ours", "low", "high")}
    return told.assign(**over).dropna(subset=list(over)).reset_index(drop=True)


def claim_columns() -> list[Column]:
    """Columns of the table of claims."""
    return [
        column("claim", tr("What is said")),
        column("said", tr("Said"), "number", digits=2),
        column("ours", tr("Ours"), "number", digits=2),
        column("low", kind="number", digits=2),
        column("high", kind="number", digits=2),
        column("verdict", tr("On these records")),
    ]


def source_columns() -> list[Column]:
    """Columns of the table that says where the claims come from."""
    return [
        column("claim", tr("What is said")),
        column("source", tr("Who says so")),
        column("n", tr("Counted from"), "count"),
        column("chapter"),
    ]


def to_stop(listed: pd.DataFrame | None) -> pd.DataFrame | None:
    """List of what to stop, in words; None where no contacts were brought."""
    if listed is None:
        return None
    return listed.assign(
        why=np.where(stop.said_no(listed["wants"]), tr("said no"), tr("above the limit"))
    )


def stop_columns() -> list[Column]:
    """Columns of the list of what to stop."""
    return [
        column("customer"),
        column("why", tr("Why")),
        column("contacts_a_month", tr("Letters and calls a month"), "number", digits=1),
        column("months_above", tr("Months above the limit"), "count"),
        column("saved", tr("Saved a year"), "count"),
    ]


def kinds(*found: Kinds | None) -> pd.DataFrame | None:
    """Purposes and channels, one under the other; None where neither could be told apart."""
    told = [one.table for one in found if one is not None]
    return pd.concat(told, ignore_index=True) if told else None


def kinds_columns() -> list[Column]:
    """Columns of the table of purposes and channels."""
    return [
        column("kind", tr("Purpose or channel")),
        *_ratio_columns(),
    ]


def drawn(found: Coin | None) -> pd.DataFrame | None:
    """Who gets less and who does not, for the result table; None without a trial."""
    return None if found is None else found.table
