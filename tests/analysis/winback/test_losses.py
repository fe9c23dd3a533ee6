"""Which losses are forgiven, on tiny logs, without effects, and in the sample's log."""

import numpy as np
import pandas as pd
import pytest
import yaml

from helpers import project
from helpers.analysis.winback import facts, findings, losses, scenarios


def log(*rows):
    table = pd.DataFrame(rows, columns=["customer", "cause", "action", "returned"])
    return table.assign(date=pd.Timestamp("2024-01-01"), reason="because")


def many(cause, tried, back):
    return [(f"{cause}{k}", cause, "call", k < back) for k in range(tried)]


def test_only_losses_that_somebody_tried_to_win_back_are_counted():
    found = losses.attempts(
        log(("a", "human error", "call", True), ("b", "human error", "", False))
    )
    assert found["customer"].tolist() == ["a"]


def test_a_log_without_outcomes_says_nothing():
    assert losses.attempts(log(("a", "price", "call", True)).drop(columns="returned")).empty


def test_causes_are_known_in_both_languages_and_others_stay_the_clients():
    assert losses.cause_of("Сбой системы") == "system failure"
    assert losses.cause_of("Promise not kept") == "promise not kept"
    assert losses.cause_of("moved to the coast") == "moved to the coast"


def test_a_cell_without_attempts_has_the_chance_of_its_cause():
    tried = losses.attempts(log(*many("price", 90, 90)))
    bands = pd.Series("small", index=tried.index)
    cells = losses.chances(tried, bands, before=0.1, weight=10).set_index(["cause", "band"])
    assert cells.loc[("price", "large"), "chance"] > 0.9
    assert cells.loc[("price", "small"), "chance"] > cells.loc[("price", "large"), "chance"]


def test_without_a_log_the_chance_is_the_assumption():
    none = losses.attempts(pd.DataFrame())
    cells = losses.chances(none, pd.Series(dtype="str"), before=0.1, weight=10)
    assert cells["chance"].tolist() == [0.1] * 3


def test_a_difference_that_may_be_chance_is_called_so():
    tried = losses.attempts(log(*many("system failure", 20, 4), *many("human error", 20, 3)))
    assert "cannot be told" in findings.forgiven(tried).text


def test_on_logs_without_effects_the_claim_is_seldom_found_true():
    rng = np.random.default_rng(5)
    said = 0
    for _ in range(60):
        back = rng.binomial(60, 0.2, 2)
        rows = [*many("system failure", 60, back[0]), *many("human error", 60, back[1])]
        said += "cannot be told" not in findings.forgiven(losses.attempts(log(*rows))).text
    assert said <= 6


@pytest.fixture(scope="module")
def sample(sample_records):
    return sample_records


@pytest.fixture(scope="module")
def truths():
    return yaml.safe_load((project.data_root() / "sample" / "truths.yml").read_text("utf-8"))


def test_the_samples_win_back_rates_are_those_planted(sample, truths):
    table = losses.rates(losses.attempts(sample.frame("losses"))).set_index("cause")
    for cause, planted in truths["win_back"]["log"].items():
        row = table.loc["" if cause == "not named" else cause]
        assert (row["tried"], row["returned"]) == (planted["tried"], planted["returned"])
    inside = [
        table.loc[c, "low"] <= chance <= table.loc[c, "high"]
        for c, chance in truths["win_back"]["chance"].items()
        if c in table.index
    ]
    assert sum(inside) >= len(inside) - 1


def test_in_the_sample_machines_and_nature_are_forgiven_more_easily(sample):
    assert (
        "forgiven more easily: after"
        in findings.forgiven(losses.attempts(sample.frame("losses"))).text
    )


def test_a_loss_that_was_tried_in_vain_or_closed_is_barred():
    table = pd.DataFrame(
        {"customer": ["a", "b", "c"], "last_purchase": pd.Timestamp("2023-06-01"), "margin": 100.0}
    )
    rows = facts.log_of(
        log(
            ("a", "closed business", "", False),
            ("b", "price", "call", False),
            ("c", "", "call", True),
        )
    )
    assert facts.barred(table, rows, None).to_dict() == {"a": "closed", "b": "tried"}
    service = pd.Series({"c": 150.0})
    assert facts.barred(table, None, service).to_dict() == {"c": "costs more"}


def test_every_cause_has_a_card_and_every_card_its_words():
    assert set(losses.CAUSES) <= set(scenarios.CARDS)
    assert (scenarios.cards() != "").all().all()
    assert scenarios.ask("moved to the coast") == scenarios.ask(losses.NOT_NAMED)
