"""Does the model of buying find what was put in, and does it survive what it cannot fit?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import hyp2f1

from helpers.analysis.definitions.history import history
from helpers.analysis.definitions.ledger import Ledger
from helpers.analysis.models.bgnbd import BgNbd, _loss, fit_bgnbd
from helpers.analysis.models.gamma_gamma import _loss as value_loss
from helpers.analysis.models.gamma_gamma import fit_gamma_gamma
from tests.analysis.bgnbd_customers import bgnbd_sales, day_number
from tests.laws import examples

MODEL = BgNbd(0.8, 40.0, 0.9, 4.0, 0.0, "likelihood", 1, np.eye(4) * 0.01)


def closed_form(model, x, t_x, T, t):
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    series = hyp2f1(r + x, b + x, a + b + x - 1, t / (alpha + T + t))
    top = (a + b + x - 1) / (a - 1) * (1 - ((alpha + T) / (alpha + T + t)) ** (r + x) * series)
    return top / (1 + (x > 0) * a / (b + max(x, 1) - 1) * ((alpha + T) / (alpha + t_x)) ** (r + x))


@given(
    x=st.integers(0, 40),
    age=st.floats(1, 1000),
    part=st.floats(0.01, 1),
    ahead=st.floats(1, 1100),
)
@examples(50)
def test_expected_purchases_agree_with_the_closed_form(x, age, part, ahead):
    t_x = age * part if x else 0.0
    found = MODEL.expected_purchases(np.array([x]), np.array([t_x]), np.array([age]), ahead)[0]
    assert found == pytest.approx(closed_form(MODEL, x, t_x, age, ahead), rel=1e-3, abs=1e-6)


def test_a_thousand_purchases_do_not_overflow():
    busy = np.array([1000.0]), np.array([999.0]), np.array([1000.0])
    assert np.isfinite(MODEL.expected_purchases(*busy, 365.0)).all()


def test_one_time_buyers_are_alive_for_sure_but_may_well_not_buy():
    once = np.array([0.0]), np.array([0.0]), np.array([300.0])
    assert MODEL.probability_alive(*once)[0] == 1
    assert 0.5 < MODEL.probability_of_none(*once, 90)[0] < 1


@pytest.mark.parametrize("theta", [np.zeros(4), np.array([-1.0, 0.5, -0.3, 1.2])])
def test_the_gradients_are_those_of_the_likelihoods(theta):
    x, t_x = np.array([0.0, 1, 5]), np.array([0.0, 0.4, 1.9])
    data = (x, t_x, np.array([1.0, 1.5, 2.0]), np.array([3.0, 2.0, 1.0]))
    money = (np.array([1.0, 4.0]), np.array([0.7, 1.3]), np.array([-0.5, 0.1]))
    for loss, at, rows in ((_loss, theta, data), (value_loss, theta[:3], money)):
        steps = np.eye(at.size) * 1e-5
        rise = [(loss(at + s, *rows)[0] - loss(at - s, *rows)[0]) / 2e-5 for s in steps]
        assert loss(at, *rows)[1] == pytest.approx(rise, rel=1e-4, abs=1e-5)


@pytest.mark.parametrize(
    ("x", "t_x", "age"),
    [
        ([], [], []),
        ([0], [0.0], [0.0]),
        ([0] * 40, [0.0] * 40, list(range(40))),
        ([3], [10.0], [12.0]),
        ([5] * 30, [50.0] * 30, [60.0] * 30),
    ],
    ids=["nobody", "today", "all once", "one", "all alike"],
)
def test_what_cannot_be_fitted_falls_back_and_says_so(x, t_x, age):
    model = fit_bgnbd(x, t_x, age)
    assert not model.converged
    chance = model.probability_of_none(
        np.array([0.0, 2]), np.array([0.0, 9]), np.array([9.0, 9]), 90
    )
    assert ((chance > 0) & (chance < 1)).all()


def test_values_that_cannot_be_fitted_fall_back():
    for purchases, value in (([], []), ([1], [5.0]), ([2, 3, 4], [7.0, 7.0, 7.0])):
        fitted = fit_gamma_gamma(purchases, value)
        assert fitted.q > 1
        assert np.isfinite(fitted.expected_value(np.array([0, 2]), np.array([0.0, 7.0]))).all()


def test_probabilities_of_no_purchase_are_calibrated_on_customers_of_the_model():
    past = history(bgnbd_sales(3000, seed=1))
    cut = day_number(640)
    ledger = Ledger(past)
    model = ledger.bgnbd(cut, seed=1)
    x, t_x, age, who = ledger.repeat(cut)
    chance = model.probability_of_none(x, t_x, age, 90)
    none = ledger.bought.place(cut + 90)[who] == ledger.bought.place(cut)[who]
    assert model.converged
    order = np.argsort(chance)
    for part in np.array_split(order, 5):
        noise = 3 * np.sqrt(chance[part].mean() * (1 - chance[part].mean()) / part.size)
        assert abs(chance[part].mean() - none[part].mean()) < noise + 0.02
