"""What do we say about who is about to leave?"""

import pandas as pd

from helpers.analysis.definitions.purchases import NAMED
from helpers.analysis.leaving import trial
from helpers.analysis.leaving.churn.evaluation import NAMES, OURS
from helpers.analysis.leaving.learning import Leaving
from helpers.language import N_, Number, forms
from helpers.language.findings import Finding, Trail

TELLS_FROM = 0.005  # of the pairs told apart; a sign that costs less tells nothing
NOT_SIMPLE = "default_boosting"  # a way beside the blend, and no simpler one
LIKELY = 0.5  # a customer above it will more probably leave than stay
STRATA = {
    "new": N_("New: one purchase"),
    "forming": N_("Forming: two or three purchases"),
    "regular": N_("Regular: four purchases and more"),
}
GROUPS = {
    "silence": N_("Silence against their own habit"),
    "frequency": N_("How often"),
    "money": N_("For how much"),
    "age": N_("How long known"),
    "season": N_("The same season a year ago"),
    "breadth": N_("How many products"),
    "returns": N_("Returns"),
    "discounts": N_("Discounts"),
}


def definition(leaving: Leaving, *, lines: int) -> Finding:
    """Say what leaving means for this client, and how many gaps between purchases fit.

    ``lines``: rows of sales that name a customer, from which the gaps are counted.
    """
    about = leaving.about
    bare = pd.isna(about.gap_share)
    message = (
        forms(
            "Here a customer has left who buys nothing for %(months)s month; nobody has come "
            "back yet, so there is no habit to go by",
            "Here a customer has left who buys nothing for %(months)s months; nobody has come "
            "back yet, so there is no habit to go by",
        )
        if bare
        else forms(
            "Here a customer has left who buys nothing for %(months)s month: %(share)s of all "
            "pauses between purchases were shorter",
            "Here a customer has left who buys nothing for %(months)s months: %(share)s of all "
            "pauses between purchases were shorter",
        )
    )
    return Finding(
        key="leaving.definition",
        message=message,
        numbers={
            "months": Number(about.horizon_months),
            "share": Number(0.0 if bare else about.gap_share, "percent"),
        },
        trail=Trail("sales", lines, NAMED),
        plural="months",
    )


HOW_LIKELY = forms(
    "%(n)s customer was looked at, of whom %(likely)s will rather leave than stay",
    "%(n)s customers were looked at, of whom %(likely)s will rather leave than stay",
)
LIKELY_AND_MONEY = forms(
    "%(n)s customer was looked at, of whom %(likely)s will rather leave than stay. Weighed by its "
    "chance, what may go is %(money)s a year (%(low)s to %(high)s)",
    "%(n)s customers were looked at, of whom %(likely)s will rather leave than stay. Weighed by "
    "their chances, all of them together may take away %(money)s a year (%(low)s to %(high)s)",
)


def scored(leaving: Leaving) -> Finding | None:
    """Say how many were looked at and will probably leave; None when nobody is scored."""
    scores = leaving.scores
    if scores.empty:
        return None
    likely = scores[scores["probability"] >= LIKELY]
    about = leaving.about
    tried = trial.Money(about.foretold, about.lost, about.times)
    loss = tried.of(scores["probability"], scores["value"])
    told = tried.holds and loss.value > 0
    return Finding(
        key="leaving.scored",
        message=LIKELY_AND_MONEY if told else HOW_LIKELY,
        plural="n",
        numbers={
            "n": Number(len(scores)),
            "likely": Number(len(likely)),
            "money": Number(loss.value, "money"),
            "low": Number(loss.low, "money"),
            "high": Number(loss.high, "money"),
        },
        trail=Trail("churn_scores", len(scores)),
        customers=len(scores),
        money=loss.value if told else None,
        measure="net sales a year" if told else "",
        certainty="estimated",
    )


def chosen_row(leaving: Leaving) -> pd.Series | None:
    """Figures of the model in use; None when there was no test."""
    rows = leaving.models
    if rows.empty:
        return None
    return rows[rows["model"] == leaving.about.chosen].iloc[0]


def quality(leaving: Leaving) -> Finding | None:
    """Say how well the model ranks, or that it cannot; None without a test."""
    row = chosen_row(leaving)
    if row is None or pd.isna(row["auc"]):
        return None
    blind = not trial.ranks(row)
    return Finding(
        key="leaving.quality",
        message=N_(
            "The past does not tell who will leave: of one who left and one who stayed the model "
            "picks the right one in %(auc)s of cases, and a coin would do as well (%(low)s to "
            "%(high)s)"
        )
        if blind
        else N_(
            "Of one who left and one who stayed, the model picks the right one in %(auc)s of "
            "cases (%(low)s to %(high)s); a coin in half of them"
        ),
        numbers={
            "auc": Number(float(row["auc"]), "percent"),
            "low": Number(float(row["auc_low"]), "percent"),
            "high": Number(float(row["auc_high"]), "percent"),
        },
        role="doubt",
        trail=Trail("churn_evaluation", len(leaving.models)),
        certainty="estimated",
    )


def against_rules(leaving: Leaving) -> Finding | None:
    """Say whether the model earns its place beside simple rules; None without a test."""
    row = chosen_row(leaving)
    if row is None or pd.isna(row["auc"]):
        return None
    others = leaving.models[leaving.models["model"] != OURS]
    if not trial.ranks(row):
        return _none_ranks(row, len(leaving.models))
    plain = others[others["model"] != NOT_SIMPLE]
    best = plain.sort_values(["auc", "model"], ascending=[False, True]).iloc[0]
    ours = leaving.models.set_index("model").loc[OURS]
    simple = leaving.about.chosen != OURS
    better = N_(
        "A simpler way does it better than the blend and is used: %(rule)s (%(rule_auc)s "
        "against %(auc)s)"
    )
    if leaving.about.chosen == NOT_SIMPLE:
        better = N_(
            "Another way does it better than the blend and is used: %(rule)s (%(rule_auc)s "
            "against %(auc)s)"
        )
    return Finding(
        key="leaving.rules",
        message=better
        if simple
        else N_(
            "The blend picks right in %(auc)s of cases, the best of the simple ways, "
            "“%(rule)s”, in %(rule_auc)s"
        ),
        numbers={
            "rule": Number(NAMES[leaving.about.chosen if simple else str(best["model"])], "word"),
            "rule_auc": Number(float(row["auc"] if simple else best["auc"]), "percent", 1),
            "auc": Number(float(ours["auc"]), "percent", 1),
        },
        role="doubt",
        trail=Trail("churn_evaluation", len(leaving.models)),
        certainty="estimated",
    )


def _none_ranks(row: pd.Series, tried: int) -> Finding:
    """Say that no way does better than a coin: then none is used, and none is praised."""
    return Finding(
        key="leaving.rules",
        message=N_(
            "Of %(tried)s ways that were tried “%(rule)s” came out ahead, and it ranks no better "
            "than chance: it picks right in %(auc)s of cases. None is used"
        ),
        numbers={
            "tried": Number(tried),
            "rule": Number(NAMES[str(row["model"])], "word"),
            "auc": Number(float(row["auc"]), "percent", 1),
        },
        role="doubt",
        trail=Trail("churn_evaluation", tried),
        certainty="estimated",
    )


def lift(leaving: Leaving) -> Finding | None:
    """Say what the first tenth holds, and could hold at most; None without a list to be used."""
    row = chosen_row(leaving)
    if row is None or not trial.ranks(row) or pd.isna(row["value_caught"]):
        return None
    return Finding(
        key="leaving.caught",
        message=N_(
            "The tenth of customers with the most at risk held %(caught)s of the money that was "
            "then lost. Among the tenth likeliest to leave, %(lift)s times as many left as among "
            "all; more than %(ceiling)s times is not possible"
        ),
        numbers={
            "caught": Number(float(row["value_caught"]), "percent"),
            "lift": Number(float(row["top_decile_lift"]), "number", 1),
            "ceiling": Number(float(row["lift_ceiling"]), "number", 1),
        },
        role="doubt",
        trail=Trail("churn_evaluation", 1, f"model = {leaving.about.chosen}"),
        certainty="estimated",
    )


def risk_by_stratum(leaving: Leaving) -> Finding | None:
    """Say how different the strata are; None when only one was tested."""
    table = leaving.strata.set_index("stratum")
    if len(table) < 2:
        return None
    order = [name for name in STRATA if name in table.index]
    return Finding(
        key="leaving.strata",
        message=N_(
            "Left within the horizon in the tests: of “%(first)s” %(first_share)s, of "
            "“%(last)s” %(last_share)s"
        ),
        numbers={
            "first": Number(STRATA[order[0]], "word"),
            "first_share": Number(float(table.loc[order[0], "left"]), "percent"),
            "last": Number(STRATA[order[-1]], "word"),
            "last_share": Number(float(table.loc[order[-1], "left"]), "percent"),
        },
        trail=Trail("churn_strata", len(table)),
    )


def telling(leaving: Leaving) -> pd.DataFrame | None:
    """Groups of signs and what is lost without each; None when there is nothing to rank by."""
    table = leaving.drivers if trial.passed(leaving.models) else leaving.drivers.head(0)
    return table if len(table) and table["auc_lost"].iloc[0] > TELLS_FROM else None


def drivers(leaving: Leaving) -> Finding | None:
    """Name what the model looks at most; None when there is nothing to rank by."""
    table, chosen = telling(leaving), chosen_row(leaving)
    if table is None or chosen is None:
        return None
    auc = float(chosen["auc"])
    return Finding(
        key="leaving.drivers",
        message=N_(
            "What tells most about leaving: “%(first)s”. Without it %(without)s of pairs are told "
            "apart, with it %(auc)s"
        ),
        numbers={
            "first": Number(GROUPS[str(table["group"].iloc[0])], "word"),
            "without": Number(auc - float(table["auc_lost"].iloc[0]), "percent"),
            "auc": Number(auc, "percent"),
        },
        trail=Trail("churn_drivers", len(table)),
        certainty="estimated",
    )


def calibration(leaving: Leaving) -> Finding | None:
    """Say what the model expected on the whole, and what came; None without a test."""
    table = leaving.curves
    if table.empty:
        return None
    weight = table["customers"].astype("float64")
    expected = float((table["predicted"] * weight).sum() / weight.sum())
    came = float((table["actual"] * weight).sum() / weight.sum())
    return Finding(
        key="leaving.calibration",
        message=N_(
            "In the tests the model expected %(said)s of the customers to leave, and %(came)s left"
        ),
        numbers={
            "said": Number(expected, "percent"),
            "came": Number(came, "percent"),
        },
        role="doubt",
        trail=Trail("churn_strata", len(leaving.strata)),
        certainty="estimated",
    )
