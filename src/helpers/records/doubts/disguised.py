"""Which customer is no customer, but the sum of all others of its day or month?

Words for totals are many, and a total that carries its day and stands in the place of a customer
doubles the money without a sign. What it cannot hide in any language is that it is the sum.
"""

from collections.abc import Iterator

from helpers.language import N_
from helpers.records.doubts.doubt import Doubt, exact
from helpers.records.query import Rows

FEWEST = 5  # days or months in which one line is the sum of all others: no chance
MOST = 0.8  # share (0–1) of such days or months among those that could have one
OTHERS = 2  # customers beside it, at least: two may well have paid the same


def disguised(typed: Rows, *, people: bool = False) -> Iterator[Doubt]:
    """Totals among the accepted lines of sale that are called like a customer."""
    for text, period in ((OF_DAYS, "date"), (OF_MONTHS, "date_trunc('month', date)")):
        own = (
            f"SELECT {period} AS period, customer, sum(amount) AS money, count(*) AS lines "
            f"FROM ({typed.sql}) WHERE heap = 'accepted' AND customer IS NOT NULL GROUP BY ALL"
        )
        each = (
            "SELECT sum(money) AS money, max(money) FILTER (lines = 1) AS line, "
            "min(customer) FILTER (lines = 1 AND money * 2 = all_money) AS called, "
            f"count(*) > {OTHERS} AS could FROM (SELECT *, sum(money) OVER (PARTITION BY period) "
            f"AS all_money FROM ({own})) GROUP BY period"
        )
        is_sum = "could AND line > 0 AND line * 2 = money"
        ((could, found, money, name),) = Rows(typed.con, each, ()).ask(
            f"count(*) FILTER (could), count(*) FILTER ({is_sum}), sum(line) FILTER ({is_sum}), "
            f"min(called) FILTER ({is_sum})"
        )
        if found >= FEWEST and found >= MOST * could:
            yield (
                text,
                {"rows": found, "money": exact(money), "name": "…" if people else name},
            )
            return


OF_DAYS = N_(
    "on %(rows)s days the one line of a customer (%(name)s) equals the sum of all others of the "
    "day: if it is a total, %(money)s are counted twice. Ask for an export without totals, or "
    "describe them under totals."
)
OF_MONTHS = N_(
    "in %(rows)s months the one line of a customer (%(name)s) equals the sum of all others of the "
    "month: if it is a total, %(money)s are counted twice. Ask for an export without totals, or "
    "describe them under totals."
)
