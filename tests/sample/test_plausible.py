"""Is it a company that one may believe, and can its truths be seen in its records?"""

import pandas as pd
import pytest


def months(days):
    return days.dt.year * 12 + days.dt.month


@pytest.fixture(scope="module")
def visits(sales):
    """Days on which a customer bought."""
    return (
        sales.dropna(subset="customer")
        .groupby(["customer", "date"], as_index=False)["amount"]
        .sum()
    )


def test_cars_bring_the_revenue_and_service_the_profit(sales):
    sums = sales.assign(profit=sales["amount"] - sales["cost"])
    sums = sums.groupby("category")[["amount", "profit"]].sum()
    share = sums / sums.sum()
    assert share.loc[["New cars", "Used cars"], "amount"].sum() > 0.6
    assert share.loc[["New cars", "Used cars"], "profit"].sum() < 0.3
    assert share.loc["Service", "profit"] > 0.4


def test_margin_of_each_category_is_that_of_the_trade(sales):
    sums = sales.groupby("category")[["amount", "cost"]].sum()
    margin = 1 - sums["cost"] / sums["amount"]
    assert 0.02 < margin["New cars"] < 0.08
    assert 0.40 < margin["Service"] < 0.55
    assert margin.between(0.02, 0.90).all()


def test_the_year_has_seasons(sales):
    tyres = sales[sales["category"] == "Tyres"]
    by_month = tyres.groupby(tyres["date"].dt.month).size()
    assert by_month.loc[[4, 10]].min() > 3 * by_month.loc[[1, 7]].max()


def test_doors_are_shut_on_sundays(sales):
    bought = sales[sales["amount"] > 0]
    assert (bought["date"].dt.day_of_week != 6).all()


def test_buyers_of_former_years_feed_the_company_not_newcomers(visits):
    first = visits.groupby("customer")["date"].min().dt.year
    last = visits[visits["date"].dt.year == 2025]
    money = last.groupby(last["customer"].map(first))["amount"].sum()
    assert money[2023] + money[2024] > 4 * money[2025]


def test_customers_of_the_losing_manager_leave_sooner(truths):
    desks = truths["leaving"]["losses_by_manager"]
    losing = truths["leaving"]["losing_manager"]
    others = [row["a_month"] for name, row in desks.items() if name != losing]
    assert desks[losing]["a_month"] > 2 * max(others)


def test_customers_who_are_gone_do_not_buy(sales, truths):
    last = sales[sales["amount"] > 0].groupby("customer")["date"].max()
    for codes in truths["leaving"]["gone"].values():
        silent = (pd.Timestamp(truths["period"]["last"]) - last[codes]).dt.days
        assert silent.median() > 90


def recent_and_base(table, codes, what):
    rows = table[table["customer"].isin(codes)]
    recent = rows[rows["date"] >= "2025-10-01"]
    base = rows[rows["date"].between("2024-10-01", "2025-09-30")]
    return what(recent) / 3, what(base) / 12


def test_signals_can_be_seen(sales, visits, truths):
    marked = truths["signals"]
    recent, base = recent_and_base(visits, marked["less"], lambda t: t["amount"].sum())
    assert recent < 0.6 * base
    recent, base = recent_and_base(visits, marked["rarer"], len)
    assert recent < 0.5 * base
    recent, base = recent_and_base(visits, marked["gone"], len)
    assert recent == 0 < base
    parts = sales[sales["category"] == "Parts"]
    parts = parts[parts["amount"] > 0]
    recent, base = recent_and_base(parts, marked["dropped"], len)
    assert recent == 0 < base


def test_the_cheaper_ones_pay_less_for_the_same_product(sales, truths):
    rows = sales[sales["customer"].isin(truths["signals"]["cheaper"]) & (sales["amount"] > 0)]
    rows = rows.assign(price=rows["amount"] / rows["quantity"], late=rows["date"] >= "2025-10-01")
    rows = rows[rows["date"] >= "2025-01-01"]
    price = rows.pivot_table(index="product", columns="late", values="price").dropna()
    assert (price[True] / price[False]).median() == pytest.approx(0.72, abs=0.04)


def test_each_contact_adds_visits_up_to_the_saturation(sample, visits):
    contacts = sample.frame("contacts").dropna(subset="customer")
    count = contacts.groupby(["customer", months(contacts["date"])]).size()
    after = visits.groupby(["customer", months(visits["date"])]).size()
    table = pd.DataFrame({"contacts": count}).reset_index(names=["customer", "month"])
    ahead = pd.MultiIndex.from_arrays([table["customer"], table["month"] + 1])
    usual = visits[visits["date"] >= "2024-01-01"].groupby("customer").size() / 24
    table = table.assign(visits=after.reindex(ahead, fill_value=0).to_numpy())
    table = table.assign(usual=table["customer"].map(usual)).dropna()
    table = table[table["month"] < 2025 * 12 + 12]
    sums = table.groupby(table["contacts"].clip(upper=3))[["visits", "usual"]].sum()
    lift = sums["visits"] / sums["usual"]
    assert lift[2] > 1.15 * lift[1]
    assert lift[3] < 1.15 * lift[2]


def test_two_channels_lose_on_the_first_sale(truths):
    assert truths["channels"]["lose_on_first_sale"] == ["Exhibition", "Radio"]


def test_recommended_customers_are_worth_more(truths):
    referrals = truths["referrals"]
    assert referrals["revenue_of_referred"] > 1.05 * referrals["revenue_of_others"]


def test_machines_are_forgiven_and_rudeness_is_not(truths):
    log = truths["win_back"]["log"]
    rate = {cause: row["returned"] / row["tried"] for cause, row in log.items()}
    assert rate["system failure"] > 2 * rate["human error"]
    assert rate["force majeure"] > 2 * rate["human error"]


def test_late_payers_cost_more_than_they_earn(truths):
    for row in truths["service"]["late_payers"].values():
        assert row["cost"] > row["profit"] > 0


def test_hagglers_get_what_the_best_customers_do_not(truths):
    terms = truths["terms"]
    assert terms["discount_of_hagglers"] > 3 * terms["discount_of_best_tenth_without_hagglers"]


def test_the_handover_is_where_it_tears(truths):
    scores = truths["voice"]["mean_score"]
    assert min(scores, key=scores.get) == truths["voice"]["torn_touchpoint"]


def test_customers_are_asked_before_their_last_visit(sample, visits):
    asked = sample.frame("switching")
    assert asked["date"].min() >= pd.Timestamp("2024-07-01")
    last = visits.groupby("customer")["date"].max()
    came_again = last.reindex(asked["customer"]).to_numpy() > asked["date"].to_numpy()
    assert came_again.mean() > 0.5


def test_who_can_be_moved_by_little_leaves_more_often(truths):
    left = truths["loyalty"]["left_by_threshold"]
    assert left["0-10"] > 1.3 * left["75-100"]


def test_leads_of_the_last_weeks_are_open(sample, truths):
    leads = sample.frame("leads")
    begun = leads.groupby("lead")["date"].min()
    sold = set(leads.loc[leads["stage"] == "customer", "lead"])
    last = begun[begun >= "2025-12-15"]
    assert truths["funnel"]["open"] > 30
    assert len(last) > 20
    assert last.index.isin(sold).mean() < 0.2


def test_the_patient_manager_sells_to_more(truths):
    rates = truths["funnel"]["won_by_manager"]
    best = max(rates, key=rates.get)
    assert best == truths["funnel"]["patient_manager"]
    assert rates[best] > 1.3 * sorted(rates.values())[-2]


def test_the_six_late_payers_are_the_dearest(truths):
    curve = truths["profitability"]
    assert len(curve["dear_late_payers"]) == 6
    assert max(curve["dear_late_payers"].values()) < 0
    assert sum(curve["dear_late_payers"].values()) < 0.5 * curve["destroyed"]
