"""What is a column called, and how are its values written?

One registry for the tables of all chapters: a chapter names its columns by their keys, so
that a thing has one label and one kind wherever it stands. A label that depends on the place
is given there: ``column("amount", tr("Year before"))``.
"""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from helpers.errors import did_you_mean
from helpers.language import N_, names, tr
from helpers.language.cells import Column, kind_of

LABELS = {
    "text": {
        "ask": N_("What to ask"),
        "because": N_("Why"),
        "branch": N_("Branch"),
        "category": N_("Category"),
        "cause": N_("Likely cause"),
        "cause_of_loss": N_("Cause"),
        "channel": N_("Channel"),
        "chapter": N_("Chapter"),
        "decision_maker": N_("Who decides"),
        "detail": N_("What for"),
        "entry": N_("Value"),
        "fact": N_("We know"),
        "field": N_("Field"),
        "file": N_("File"),
        "finding": N_("Finding"),
        "item": N_("Item"),
        "manager": N_("Manager"),
        "missing": N_("Missing"),
        "name": N_("Name"),
        "not_say": N_("What not to say"),
        "oddity": N_("What"),
        "offer": N_("What to offer instead of a price cut"),
        "reading": N_("Reading"),
        "reason": N_("Reason"),
        "reason_to_write": N_("Reason to get in touch"),
        "scenario": N_("Who calls"),
        "signal": N_("Signal"),
        "state": N_("Now"),
        "step": N_("Step"),
        "move": N_("What moved"),
        "stratum": N_("Customers"),
        "table": N_("Table"),
        "to_words": N_("Is"),
        "trait": N_("Trait"),
        "vintage": N_("Age of the relationship"),
        "way": N_("Way"),
        "what": N_("What"),
        "what_changed": N_("What changed"),
        "why": N_("Why we think so"),
        "year": N_("Year"),
    },
    "word": {"certainty": N_("How sure"), "verdict": N_("What we do")},
    "code": {"at": N_("Time"), "cell": N_("Class"), "customer": N_("Customer"), "from": N_("Was")},
    "count": {
        "months_bought": N_("Months bought in the base year"),
        "cards_filled": N_("Cards filled"),
        "away_days": N_("Days away"),
        "contacts": N_("Calls"),
        "customers": N_("Customers"),
        "decisions": N_("To decide"),
        "customers_then": N_("Customers a quarter ago"),
        "usual_gap": N_("Usual gap, days"),
        "fell": N_("Large falls"),
        "findings": N_("Findings"),
        "lines": N_("Lines"),
        "minutes": N_("Minutes"),
        "months": N_("Months"),
        "months_ahead": N_("Months ahead"),
        "names": N_("Names to hand out"),
        "new_customers": N_("New customers"),
        "noise": N_("Of these noise"),
        "payback_month": N_("Money back in month"),
        "purchases_ahead": N_("Purchases"),
        "purchases_since": N_("Purchases since"),
        "rank": N_("No."),
        "referrals": N_("Recommendations"),
        "rows": N_("Rows"),
        "rows_accepted": N_("Accepted"),
        "rows_read": N_("Rows read"),
        "rows_rejected": N_("Rejected"),
        "rows_total_lines": N_("Totals set aside"),
        "scored": N_("Looked at"),
        "signals": N_("Signals"),
        "silent_days": N_("Silent for, days"),
        "tried": N_("Customers tried"),
        "worth": N_("May leave, worth a call"),
    },
    "number": {
        "brier": N_("Error of the probability"),
        "expected_purchases": N_("Purchases expected"),
        "lift_ceiling": N_("Highest possible"),
        "rank_correlation": N_("Order of customers"),
        "ratio": N_("Ratio"),
        "ratio_high": N_("At most"),
        "ratio_low": N_("At least"),
        "top_decile_lift": N_("Lift of the first tenth"),
    },
    "money": {
        "category_amount": N_("Net sales a year"),
        "amount_now": N_("Year now"),
        "change_year": N_("Against the year before"),
        "branch_amount": N_("Net sales of the branch"),
        "before_records": N_("came before the records"),
        "later_years": N_("fourth year and later"),
        "third_year": N_("third year"),
        "second_year": N_("second year"),
        "first_year": N_("first year"),
        "actual": N_("Came"),
        "amount": N_("Net sales"),
        "amount_accepted": N_("Money accepted"),
        "amount_before": N_("Year before"),
        "amount_rejected": N_("Money rejected"),
        "at_stake": N_("At stake a year"),
        "change": N_("Change"),
        "cost_per_customer": N_("Cost of one"),
        "expected": N_("Foretold"),
        "expected_gain": N_("Expected gain"),
        "expected_value": N_("Margin to come"),
        "first_margin": N_("Margin of the first order"),
        "first_margin_high": N_("At most"),
        "first_margin_low": N_("At least"),
        "gross_profit": N_("Gross profit"),
        "high": N_("At most"),
        "low": N_("At least"),
        "margin_at_stake": N_("Margin a year"),
        "margin_together": N_("Margin a year, together"),
        "mean_error": N_("Mean error a customer"),
        "money": N_("Money"),
        "profit": N_("Gross profit"),
        "net_sales_year": N_("Net sales a year"),
        "gross_profit_year": N_("Gross profit a year"),
        "repeated_sales_year": N_("Of these repeated"),
        "repeated_profit": N_("Repeated gross profit a year"),
        "repeated_year": N_("Repeated net sales a year"),
        "rewards": N_("Rewards"),
        "taken": N_("Taken away"),
        "spend": N_("Spent"),
        "value": N_("Net sales of the last year"),
        "value_ahead": N_("Margin, in today's money"),
        "value_high": N_("At most"),
        "value_low": N_("At least"),
    },
    "percent": {
        "year_share": N_("Share of the year"),
        "net_sales_share": N_("Share of net sales"),
        "smallest_first": N_("Share of customers, the smallest first"),
        "largest_first": N_("Share of customers, the largest first"),
        "customers_share": N_("Share of customers"),
        "cards_share": N_("Share of cards"),
        "amount_share": N_("Over gross sales"),
        "auc": N_("Pairs in order"),
        "calibration_error": N_("Mean distance"),
        "card_filled": N_("Card filled"),
        "caught": N_("By the list"),
        "ceiling": N_("Knowing the future"),
        "chance": N_("A call keeps"),
        "change_share": N_("Against a year ago"),
        "key_share": N_("Key customers"),
        "left": N_("Left"),
        "left_in_tests": N_("Left in the tests"),
        "line_share": N_("Share of all lines"),
        "margin_ahead": N_("Share of the margin to come"),
        "money_share": N_("Share of the money"),
        "most_at_risk": N_("Share of customers, the most money at risk first"),
        "most_valuable": N_("Share of customers, the most valuable first"),
        "predicted": N_("Said on average"),
        "probability": N_("Chance of leaving"),
        "chance_of_silence": N_("Chance that it is chance"),
        "rest_share": N_("The rest"),
        "risk": N_("Chance of leaving"),
        "same": N_("Same names"),
        "share": N_("Share"),
        "share_so_far": N_("Share so far"),
        "value_caught": N_("Money caught"),
    },
    "date": {
        "date": N_("Day"),
        "last_purchase": N_("Last purchase"),
        "returned": N_("Came back"),
    },
    "month": {
        "first_month": N_("First month"),
        "last_month": N_("Last month"),
        "month": N_("Month"),
        "next_expected": N_("Next purchase expected about"),
    },
    "flag": {
        "assumed": N_("Assumed"),
        "chosen": N_("In use"),
        "open": N_("Still without"),
    },
}
BLANKS = {
    "agreed": N_("Why we agree to it"),
    "asks": N_("Who asks"),
    "asks_why": N_("Who asks why"),
    "calls": N_("Who calls"),
    "done": N_("Done"),
    "result": N_("Result"),
    "status": N_("Status"),
    "from_whom": N_("From whom now"),
    "ideas": N_("Three ideas"),
    "looks_after": N_("Who looks after"),
    "talks": N_("Who talks"),
    "thanks": N_("Who says thank you"),
    "when": N_("When"),
    "who": N_("Who answers"),
    "why": N_("Why, and what changes"),
}
# decimals, where the size of the numbers shall not decide
DIGITS = {
    "actual": 0,
    "brier": 3,
    "chance": 0,
    "cost_per_customer": 0,
    "expected": 0,
    "expected_gain": 0,
    "expected_purchases": 1,
    "expected_value": 0,
    "first_margin": 0,
    "first_margin_high": 0,
    "first_margin_low": 0,
    "lift_ceiling": 2,
    "margin_at_stake": 0,
    "margin_together": 0,
    "mean_error": 0,
    "probability": 0,
    "rank_correlation": 2,
    "ratio": 2,
    "ratio_high": 2,
    "ratio_low": 2,
    "same": 0,
    "spend": 0,
    "top_decile_lift": 2,
    "value_ahead": 0,
    "value_high": 0,
    "value_low": 0,
}
_KNOWN = {key: (label, kind) for kind, keys in LABELS.items() for key, label in keys.items()}


def column(
    key: str,
    label: str = "",
    kind: str | None = None,
    *,
    digits: int | None = None,
    mark: str = "",
) -> Column:
    """Column of the registry; what is given takes the place of what stands there.

    Parameters
    ----------
    key
        Name of the column in the table.
    label
        What the reader sees, already translated.
    kind
        As in :class:`~helpers.language.cells.Column`.
    digits
        Decimals.
    mark
        ``bar`` or ``change``, as in :class:`~helpers.language.cells.Column`.

    Returns
    -------
    The column with its label in the language in use.

    Raises
    ------
    ValueError
        Where the registry has no such key, and no label was given.

    >>> column("share").label, column("share", "Share of the year").kind
    ('Share', 'percent')
    """
    if key not in _KNOWN and not label:
        hint = did_you_mean(key, _KNOWN)
        raise ValueError(
            f"no column {key!r} is known.{hint} Add it to helpers/language/columns.py, or give "
            f'it a label where it is shown: show.column("{key}", "…").'
        )
    known_label, known_kind = _KNOWN.get(key, ("", "text"))
    places = DIGITS.get(key) if digits is None else digits
    return Column(key, label or tr(known_label), kind or known_kind, places, mark)


def kind_known(key: str) -> str:
    """Kind of a column of the registry; empty where it has none of that name."""
    return _KNOWN.get(key, ("", ""))[1]


def blank(key: str, label: str = "") -> Column:
    """Column with room to write, which stands in no table.

    Parameters
    ----------
    key
        What is to be written there: ``who``, ``when`` …
    label
        What the reader sees, where it is not that of the registry.

    Returns
    -------
    A column of the kind ``blank``.

    >>> blank("who").label, blank("who", "Who calls").label
    ('Who answers', 'Who calls')
    """
    return Column(key, label or tr(BLANKS[key]), "blank")


def labels_of(keys: Iterable[str] | Mapping[str, str]) -> dict[str, str]:
    """Words for each key: those given, else those of the registry.

    >>> labels_of(["amount"]), labels_of({"amount": "Turnover"})
    ({'amount': 'Net sales'}, {'amount': 'Turnover'})
    """
    return dict(keys) if isinstance(keys, Mapping) else {key: column(key).label for key in keys}


def to_show(
    frame: pd.DataFrame, columns: Sequence[str | Column] | None
) -> tuple[pd.DataFrame, list[Column]]:
    """Table and columns as they are shown: a customer by code and by name.

    Parameters
    ----------
    frame
        The table; a ``customer`` in it is the code of a customer.
    columns
        Keys of the registry, or columns with a label of their own; all columns of ``frame``
        where nothing is said. The key ``customer`` brings the name along, masked where
        customers are people, wherever the client has brought names.

    Returns
    -------
    The table, with a column ``name`` where names are shown, and the columns.
    """
    asked: Sequence[str | Column] = list(map(str, frame.columns)) if columns is None else columns
    named = names.known()
    shown: list[Column] = []
    for one in asked:
        given = columns is not None or isinstance(one, Column) or one in _KNOWN
        shown.append(_column(one) if given else Column(str(one), str(one), kind_of(frame[one])))
        if one == "customer" and named is not None and "customer" in frame:
            frame = frame.assign(name=frame["customer"].map(named))
            shown.append(column("name"))
    return frame, shown


def _column(one: str | Column) -> Column:
    return one if isinstance(one, Column) else column(one)
