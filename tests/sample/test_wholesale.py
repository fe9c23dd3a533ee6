"""Is the wholesaler another world than the car dealers, and can its truths be seen?"""

import numpy as np
import pandas as pd
import pytest
import yaml

from helpers.analysis.models.survival import step_hazards
from helpers.estimates import ratio_of_shares
from helpers.records import load
from helpers.sample.truths.truths import TRUTHS, WRITTEN_BY, written
from helpers.sample.wholesale.planted import planted_of
from helpers.sample.wholesale.simulate import simulate
from helpers.sample.wholesale.truths import COMMENTS, sections
from helpers.sample.wholesale.write import write_wholesale


@pytest.fixture(scope="module")
def firm():
    return simulate(2025)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("data") / "wholesale"
    write_wholesale(path)
    return path


@pytest.fixture(scope="module")
def told(firm):
    """What is written of its truths, without its files: those take longer to write."""
    return written(sections(firm), COMMENTS)


@pytest.fixture(scope="module")
def truths(told):
    return yaml.safe_load(told)


@pytest.fixture(scope="module")
def records(folder, tmp_path_factory):
    return load("wholesale", data=folder.parent, reports=tmp_path_factory.mktemp("reports"))


@pytest.mark.slow
def test_the_intake_takes_all_of_it_but_what_was_spoilt(records, truths):
    for name, rows in truths["rows"].items():
        assert len(records.frame(name)) == rows, name
    sales = records.frame("sales")
    assert len(sales) == truths["sales"]["rows"] - truths["sales"]["rejected"]
    assert float(sales["amount"].sum()) == pytest.approx(truths["sales"]["amount_accepted"])


@pytest.mark.slow
def test_the_same_seed_writes_the_same_bytes(folder, tmp_path):
    write_wholesale(tmp_path)
    for path in folder.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_its_truths_are_known_as_ours(told):
    assert WRITTEN_BY in told


@pytest.mark.slow
def test_its_truths_stand_in_its_folder(folder, told):
    assert (folder / TRUTHS).read_text("utf-8") == told


def test_old_contracts_sell_below_cost(firm, truths):
    lines = firm.accepted
    profit = (lines["amount"] - lines["cost"]).groupby(lines["customer"]).sum()
    codes = truths["terms"]["below_cost"]
    assert len(codes) == firm.planted.legacy_customers
    assert (profit[codes] < 0).all()
    assert (profit.drop(codes) > 0).mean() > 0.98


def test_couriers_cost_more_than_small_orders_earn(firm, truths):
    lines, costs = firm.accepted, firm.tables["service_costs"]
    lines = lines[lines["day"] >= "2025-01-01"]
    costs = costs[costs["date"] >= "2025-01-01"]
    gross = (lines["amount"] - lines["cost"]).groupby(lines["customer"]).sum()
    served = costs.groupby("customer")["amount"].sum()
    codes = truths["terms"]["by_courier"]
    assert (gross[codes] < served[codes]).all()


def test_nearly_everybody_costs_something_to_serve(firm):
    sold = firm.accepted.loc[firm.accepted["day"] >= "2025-01-01", "customer"].unique()
    assert np.isin(sold, firm.tables["service_costs"]["customer"]).mean() > 0.95


def test_the_satisfied_leave_as_the_others_do(firm):
    surveys = firm.tables["surveys"]
    asked = surveys[surveys["date"] < "2025-01-01"].groupby("customer")["score"].mean().dropna()
    left = firm.customers.set_index("customer")["alive"].reindex(asked.index).eq(False)
    content = asked >= asked.median()
    ends = ratio_of_shares(
        int(left[content].sum()),
        int(content.sum()),
        int(left[~content].sum()),
        int((~content).sum()),
    )
    assert ends.low < 1 < ends.high


def test_the_rival_takes_those_who_are_easily_moved_and_near(firm):
    customers, planted = firm.customers, firm.planted
    there = customers["arrival"] < np.datetime64("2025-01-01")
    near = customers["region"] == planted.rival_region
    easy = customers["threshold"] <= planted.rival_moves_up_to
    gone = ~customers["alive"] & there & ~customers["calm"]
    assert gone[near & easy & there].mean() > 1.5 * gone[~near & easy & there].mean()


@pytest.mark.slow
def test_no_manager_loses_more_than_another_by_more_than_luck():
    spread = []
    for seed in range(1, 13):
        made = simulate(seed)
        rate = made.customers.groupby("manager")["alive"].agg(["mean", "size"])
        usual = made.customers["alive"].mean()
        spread.append((((rate["mean"] - usual) ** 2) * rate["size"] / (usual * (1 - usual))).sum())
    free = 6 * len(spread)  # seven managers, and the mean of all
    assert sum(spread) < free + 3 * np.sqrt(2 * free)


def test_the_second_contact_sells_best_and_lost_leads_say_so(firm):
    stages, log = firm.tables["leads"], firm.tables["contacts"]
    contacts = log[log["lead"].notna()].groupby("lead").size()
    told = stages.groupby("lead")["stage"].agg(set).reindex(contacts.index)
    ends = told.map(lambda s: "sale" if "customer" in s else "given up" if "lost" in s else "")
    table = step_hazards(contacts.to_numpy(), ends.to_numpy())
    sale = table[(table["end"] == "sale") & (table["step"] <= 4)].set_index("step")
    best = int(np.argmax(firm.planted.sale_hazard)) + 1
    assert abs(sale["hazard"].idxmax() - best) <= 1
    assert 5 < (ends == "").sum() < 60


def test_one_who_answers_is_slow(firm):
    requests = firm.tables["requests"]
    hours = (requests["answered"] - requests["received"]).dt.total_seconds() / 3600
    middle = hours.groupby(requests["employee"]).median()
    assert middle.idxmax() == firm.planted.slow_employee
    assert middle.max() > 3 * middle.drop(firm.planted.slow_employee).max()


def test_other_seeds_have_other_truths():
    drawn = [planted_of(seed) for seed in range(1, 40)]
    for answer in ("rival_region", "title", "legacy_customers", "sale_hazard"):
        told = pd.Series([str(getattr(p, answer)) for p in drawn]).value_counts(normalize=True)
        assert told.iloc[0] < 0.6, answer
    assert len({p.slow_employee for p in drawn}) == len(drawn)


@pytest.mark.slow
@pytest.mark.parametrize("first", [0, 10])
def test_every_seed_gives_a_wholesaler(first):
    for seed in range(first, first + 10):
        made = simulate(seed)
        assert all(len(table) for table in made.tables.values()), seed
        assert made.customers["courier"].sum() == made.planted.courier_customers, seed
