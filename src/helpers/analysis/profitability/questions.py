"""What do we ask about each quadrant, and what stands on the worksheets?"""

import pandas as pd

from helpers.analysis.definitions.verdicts import under
from helpers.analysis.profitability.findings import named
from helpers.analysis.profitability.inputs import Studied
from helpers.analysis.profitability.quadrants import BUILD, DANGER, ENGINEER, PROTECT, QUADRANTS
from helpers.language import N_, money, tr

QUESTIONS = {
    PROTECT: N_(
        "What makes them easy to serve, and what would make them leave? Who answers for each?"
    ),
    ENGINEER: N_(
        "Which of the activities do they need, which came by habit? What would they do themselves "
        "for a better price?"
    ),
    BUILD: N_("What else do they buy, and from whom? What would be their next purchase from us?"),
    DANGER: N_(
        "Who of them is only beginning? What would they pay for, and what can they have in a "
        "cheaper way? Whom would we rather not keep?"
    ),
}
LINES = 8


def by_quadrant(found: Studied) -> pd.DataFrame | None:
    """Question of each quadrant: ``quadrant``, ``customers``, ``ask``; None without quadrants."""
    if found.cuts is None:
        return None
    count = found.customers["quadrant"].value_counts()
    return pd.DataFrame(
        {
            "quadrant": QUADRANTS,
            "customers": [int(count.get(quadrant, 0)) for quadrant in QUADRANTS],
            "ask": [tr(QUESTIONS[quadrant]) for quadrant in QUADRANTS],
        }
    )


def to_talk_with(losers: pd.DataFrame, verdicts: pd.DataFrame) -> pd.DataFrame:
    """Customers of the worksheet on new terms: those of the list who stand under that verdict.

    Parameters
    ----------
    losers
        As :func:`tables.losers` gives it.
    verdicts
        ``customer``, ``verdict``, as the chapter on winning back has given them.

    Returns
    -------
    Their rows, the dearest first; none where no verdicts are known.
    """
    terms = under(verdicts, "new terms")["customer"]
    return losers[losers["customer"].isin(terms)]


def lines(rows: pd.DataFrame) -> list[list[str]]:
    """First columns of the worksheet on new terms: customer, what costs, what it takes back."""
    cost = rows["activity"] if "activity" in rows else pd.Series(None, index=rows.index)
    what = cost.where(cost.notna(), tr("the price of the goods"))
    return [
        [named(str(customer)), str(word), money(-profit)]
        for customer, word, profit in zip(rows["customer"], what, rows["profit_after"], strict=True)
    ][:LINES]


def talk_title(losers: pd.DataFrame) -> str | None:
    """Title of the worksheet on new terms; None where nobody costs more than he brings."""
    return tr("Raise, cheapen, or let go") if len(losers) else None


def heads() -> list[str]:
    """Heads of the worksheet on new terms; those of :func:`lines` come first."""
    return [
        tr("Customer"),
        tr("What costs"),
        tr("Takes back"),
        tr("Cheaper way, or new price"),
        tr("Who talks"),
        tr("By when"),
    ]
