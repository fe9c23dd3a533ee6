"""An ``engagement.yml`` of version 0.1 is read as it is."""

from datetime import date

import pytest
import yaml

from helpers.errors import ClientDataError
from helpers.records.engagement.engagement import examine, read_engagement

OF_0_1 = """
title: Acme
language: ru
currency: RUB
customers_are: people
as_of: 2024-12-31
place: Hall
session_date: 2025-01-20
question: Whose money is it?
tables:
  sales:
    files: sales.csv
    columns: {date: Date, customer: Customer, amount: Amount}
    format: {encoding: utf-8, separator: ",", decimal: ".", header: 1, day_first: false}
    totals: "^Total"
settings:
  intake: {rejected_at_most: 0.04, drop_duplicates: true}
  pareto: {top: 0.1, most: 0.7, even_below: 3}
  portrait: {smallest_group: 5, false_discovery_rate: 0.1, generations_from: [1950, 1970]}
  abc: {a_below: 0.7, b_below: 0.9, window_months: 6}
  xyz: {x_from: 0.7, y_from: 0.4, least_months: 4, rhythm_x_to: 0.4, rhythm_y_to: 0.9,
    rhythm_least_purchases: 5, variation_x_to: 0.4, variation_y_to: 0.9, move_beyond: 0.03}
  signals: {recent_months: 4, base_months: 10, less: 0.4, rarer: 0.4, cheaper: 0.2,
    dropped_base_months: 4, gone_quantile: 0.9, gone_prior_gaps: 4, p_below: 0.1,
    false_discovery_rate: 0.1, least_purchases: 5}
  churn: {horizon_months: 6, horizon_least: 3, horizon_most: 9, horizon_gap_share: 0.8,
    scored_months: 10, tests: 2, seed: 7}
  winback: {stays_if_contacted: 0.3, returns_if_contacted: 0.2, offer_cost_share: 0.1,
    takes_anyway: 0.4, contact_cost: 20, margin: 0.2, capacity: 50, control_share: 0.2,
    attempts_weight: 5, other_chances: [0.1], bonus_valid_months: 6, seed: 7}
  lifetime: {months: [12], discount_rate_year: 0.2, margin: 0.2}
  run: {chapter_seconds: 300, jobs: 1}
  agenda: {minutes: 240}
"""


@pytest.fixture
def engagement(tmp_path):
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "engagement.yml").write_text(OF_0_1, "utf-8")
    (folder / "sales.csv").write_text("Date,Customer,Amount\n2024-03-05,ann,5\n", "utf-8")
    return tmp_path


def test_every_key_of_0_1_is_still_one(engagement):
    read, problems = examine("acme", engagement)
    assert problems == []
    assert (read.title, read.place, read.as_of) == ("Acme", "Hall", date(2024, 12, 31))
    assert read.tables["sales"].format.day_first is False


def test_every_threshold_of_0_1_counts_as_it_was_set(engagement):
    settings = read_engagement("acme", engagement).settings
    for subject, names in yaml.safe_load(OF_0_1)["settings"].items():
        for name, value in names.items():
            taken = getattr(getattr(settings, subject), name)
            assert (list(taken) if isinstance(taken, tuple) else taken) == value, (subject, name)


@pytest.mark.parametrize(
    ("subject", "name", "now"),
    [
        ("loyalty", "margin", "settings.money.margin"),
        ("commitments", "work_to", "settings.commitments.work_hours"),
    ],
)
def test_a_threshold_that_has_moved_says_where_it_is_now(client, subject, name, now):
    spec = {"files": "a.csv", "columns": {"date": "D", "customer": "C", "amount": "A"}}
    data = client({"a.csv": "D,C,A\n"}, {"sales": spec}, settings={subject: {name: 1}})
    with pytest.raises(ClientDataError) as error:
        read_engagement("acme", data)
    assert f"settings.{subject}.{name} of earlier versions is now {now}." in str(error.value)
