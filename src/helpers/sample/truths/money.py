"""Where does the money of the sample client come from, and where does it go?"""

from typing import Any

import pandas as pd

from helpers.sample.files.write_sales import cents
from helpers.sample.world.cards import orphans
from helpers.sample.world.company import CATEGORIES
from helpers.sample.world.simulate import Company


def all_files(company: Company, contents: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Sums over the files; money to the cent."""
    sums = pd.DataFrame(contents.values()).sum().round(2).to_dict()
    whole = {k: v if k.startswith("amount") else int(v) for k, v in sums.items()}
    accepted = company.accepted
    return whole | {"customers": int(accepted.loc[accepted["who"] >= 0, "who"].nunique())}


def cards(company: Company) -> dict[str, Any]:
    """Codes that stand on one side only."""
    sold = set(company.accepted["customer"])
    carded = set(company.tables["customers"]["customer"])
    return {
        "without_card": list(company.people["customer"][orphans(company.people)]),
        "without_sales": sorted(carded - sold),
    }


def money(company: Company) -> dict[str, Any]:
    """Concentration, categories, and old against new money."""
    lines = company.accepted
    lines = lines.assign(profit=lines["amount"] - lines["cost"], year=lines["day"].dt.year)
    known = lines[lines["who"] >= 0]
    totals = known.groupby("who")["amount"].sum().sort_values(ascending=False)
    by_category = lines.groupby("category")[["amount", "profit"]].sum().reindex(CATEGORIES)
    share = by_category / by_category.sum()
    first = known.groupby("who")["year"].min()
    last = known[known["year"] == known["year"].max()]
    vintage = last.groupby(last["who"].map(first))["amount"].agg(cents)
    return {
        "revenue_of_top_fifth": totals.head(len(totals) // 5).sum() / totals.sum(),
        "share_of_revenue": share["amount"].to_dict(),
        "share_of_profit": share["profit"].to_dict(),
        "revenue_of_last_year_by_first_year": vintage.to_dict(),
        "revenue_by_year": lines.groupby("year")["amount"].agg(cents).to_dict(),
    }


def terms(company: Company) -> dict[str, Any]:
    """Depth of discount of hagglers, of the best tenth, and of the rest."""
    lines = company.accepted[company.accepted["who"] >= 0]
    totals = lines.groupby("who")[["amount", "discount"]].sum()
    best = totals["amount"] >= totals["amount"].quantile(0.9)
    haggles = company.people["haggler"].reindex(totals.index)

    def depth(rows: pd.DataFrame) -> float:
        return rows["discount"].sum() / (rows["discount"] + rows["amount"]).sum()

    return {
        "hagglers": int(haggles.sum()),
        "discount_of_hagglers": depth(totals[haggles]),
        "discount_of_others": depth(totals[~haggles]),
        "discount_of_best_tenth": depth(totals[best]),
        "discount_of_best_tenth_without_hagglers": depth(totals[best & ~haggles]),
    }


def referrals(company: Company) -> dict[str, Any]:
    """Revenue of new customers who came by recommendation, and of the others."""
    lines, people = company.accepted, company.people
    value = lines[lines["who"] >= 0].groupby("who")["amount"].sum()
    new = people.loc[value.index, "before"].eq(False) & people.loc[value.index, "kind"].ne(
        "passer-by"
    )
    referred = people.loc[value.index, "referred"]
    return {
        "referred": int((new & referred).sum()),
        "revenue_of_referred": value[new & referred].mean(),
        "revenue_of_others": value[new & ~referred].mean(),
    }
