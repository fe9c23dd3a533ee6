"""Why does the model fear for this customer? In words, with the customer's own numbers.

A group of features speaks for leaving as far as the probability falls when the group is made
typical of the customer's stratum. Asked is the model that gave the probability, whichever voices
it has, be it a simple rule: so the words never name what the number does not know. And the number
that is printed must speak for leaving to whoever reads it: more purchases than before, or a silence
within one's own rhythm, are no reason, whatever the model makes of them. Where nothing speaks,
nothing is printed.
"""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from scipy.special import logit

from helpers.analysis.leaving.churn.baselines import Rule
from helpers.analysis.leaving.churn.features import GROUPS
from helpers.analysis.leaving.churn.voices import sure
from helpers.language import N_, forms, money, ntr, number, percent, tr

SPEAKS_FROM = 0.1  # logits; a smaller contribution is not a reason
REASONS_AT_MOST = 3

SILENT = forms(
    "silent %(silence)s day; the usual gap is %(gap)s, the longest ever was %(longest)s",
    "silent %(silence)s days; the usual gap is %(gap)s, the longest ever was %(longest)s",
)
SILENT_SINCE_FIRST = forms(
    "%(silence)s day of silence since the only purchase",
    "%(silence)s days of silence since the only purchase",
)
RARER = N_("purchases in the last half-year: %(recent)s; in the half-year before: %(before)s")
LESS = N_("net sales in the last half-year: %(recent)s; in the half-year before: %(before)s")
KNOWN_FOR = forms(
    "first purchase %(days)s day ago",
    "first purchase %(days)s days ago",
)
SEASON = N_("purchases in the coming season a year ago: %(count)s")
NARROW = N_("different products so far: %(count)s")
RETURNS = N_("share of returns: %(share)s")
DISCOUNTS = N_("share given as discount: %(share)s")


def contributions(says: Rule, rows: pd.DataFrame, *, typical: pd.DataFrame) -> pd.DataFrame:
    """How far each group of features speaks for leaving, in logits; one column per group.

    Returns
    -------
    Rows × groups, in logits; above 0 speaks for leaving.
    """
    middle = typical.groupby("stratum")[[c for g in GROUPS.values() for c in g if c in rows]]
    middle = middle.median().reindex(rows["stratum"].unique())
    whole = logit(sure(says(rows)))
    shares = {}
    for group, columns in GROUPS.items():
        signs = [c for c in columns if c in rows and c != "purchases"]
        if signs:
            plain = rows.copy()
            plain[signs] = middle.loc[rows["stratum"], signs].to_numpy()
            shares[group] = whole - logit(sure(says(plain)))
    return pd.DataFrame(shares, index=rows.index)


def reasons(says: Rule, rows: pd.DataFrame, *, typical: pd.DataFrame) -> pd.Series:
    """Up to three reasons for each row, the weightiest first, joined into one text.

    Returns
    -------
    A text for each row.
    """
    if not len(rows):
        return pd.Series(dtype="str")
    table = contributions(says, rows, typical=typical)
    order = np.argsort(-table.to_numpy(), axis=1, kind="stable")[:, :REASONS_AT_MOST]
    groups = table.columns.to_numpy()[order]
    speaks = np.take_along_axis(table.to_numpy(), order, axis=1) > SPEAKS_FROM
    records = rows.to_dict("records")
    words = [
        "; ".join(_said(row, names[heard]))
        for row, names, heard in zip(records, groups, speaks, strict=True)
    ]
    return pd.Series(words, index=rows.index, dtype="str")


Row = Mapping[str, float]  # of a customer: a number of each sign


def _said(row: Row, groups: np.ndarray) -> list[str]:
    return [text for text in (WORDS[group](row) for group in groups) if text]


def _silence(row: Row) -> str:
    days, count = round(row["silence_days"]), round(row["purchases"])
    if count == 1:
        return "" if days < 1 else ntr(*SILENT_SINCE_FIRST, days) % {"silence": number(days)}
    usual = (row["age_days"] - row["silence_days"]) / (count - 1)
    if days <= usual:
        return ""
    return ntr(*SILENT, days) % {
        "silence": number(days),
        "gap": number(round(usual)),
        "longest": number(row["gap_longest"]),
    }


def _frequency(row: Row) -> str:
    recent, before = row["purchases_182"], row["purchases_365"] - row["purchases_182"]
    if recent >= before:
        return ""
    return tr(RARER) % {"recent": number(recent), "before": number(before)}


def _money(row: Row) -> str:
    recent, before = row["amount_182"], row["amount_365"] - row["amount_182"]
    if recent >= before:
        return ""
    return tr(LESS) % {"recent": money(recent), "before": money(before)}


def _age(row: Row) -> str:
    days = round(row["age_days"])
    return ntr(*KNOWN_FOR, days) % {"days": number(days)}


def _season(row: Row) -> str:
    bought_then = not row["year_ago_known"] or row["year_ago"] > 0
    return "" if bought_then else tr(SEASON) % {"count": number(row["year_ago"])}


def _breadth(row: Row) -> str:
    return tr(NARROW) % {"count": number(row["products"])}


def _returns(row: Row) -> str:
    share = row["returned_share"]
    return tr(RETURNS) % {"share": percent(share, 1)} if share > 0 else ""


def _discounts(row: Row) -> str:
    share = row["discount_share"]
    return tr(DISCOUNTS) % {"share": percent(share, 1)} if share > 0 else ""


WORDS: dict[str, Callable[[Row], str]] = {
    "silence": _silence,
    "frequency": _frequency,
    "money": _money,
    "age": _age,
    "season": _season,
    "breadth": _breadth,
    "returns": _returns,
    "discounts": _discounts,
}
