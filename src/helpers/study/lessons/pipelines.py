"""Seven ways to foretell who leaves, each too good to be true: where does the future come in?

Trainees read this code in lesson L; so nothing in it says what is wrong.
"""

import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from helpers.analysis.leaving.churn.metrics import auc
from helpers.records import Records
from helpers.study.lessons.cut_offs import Stacked, known

COLUMNS = ["silence_days", "purchases", "amount", "age_days", "purchases_91"]
TRIED, FEW = 40, 80  # draws, and rows of each


def numbers(rows: pd.DataFrame, columns: list[str]) -> np.ndarray:
    """Columns as numbers for a linear model."""
    return np.log1p(rows[columns].to_numpy(float).clip(min=0))


def fitted_auc(training: pd.DataFrame, test: pd.DataFrame, columns: list[str]) -> float:
    """AUC on the test of a logistic regression that has learned from the training."""
    model = make_pipeline(StandardScaler(), LogisticRegression())
    model.fit(numbers(training, columns), training["left"])
    return auc(test["left"].to_numpy(), model.decision_function(numbers(test, columns)))


def forest_auc(training: pd.DataFrame, test: pd.DataFrame, columns: list[str]) -> float:
    """AUC on the test of a random forest that has learned from the training."""
    model = RandomForestClassifier(60, random_state=1, n_jobs=1)
    model.fit(training[columns], training["left"])
    return auc(test["left"].to_numpy(), model.predict_proba(test[columns])[:, 1])


def one(at: Stacked, records: Records) -> float:
    """Uses the log of losses: is there a note about the customer?"""
    noted = records.frame("losses")["customer"].unique()
    training, test = (rows.assign(noted=rows["customer"].isin(noted)) for rows in split(at))
    return fitted_auc(training, test, [*COLUMNS, "noted"])


def two(at: Stacked, records: Records) -> float:
    """Says who left."""
    long = at.horizon_days / 2
    training, test = (rows.assign(left=(rows["silence_days"] > long) * 1) for rows in split(at))
    return fitted_auc(training, test, COLUMNS)


def three(at: Stacked, records: Records) -> float:
    """Holds back a quarter of all rows."""
    training, test = train_test_split(numbered(at.rows), test_size=0.25, random_state=1)
    return forest_auc(training, test, [*COLUMNS, "number"])


def four(at: Stacked, records: Records) -> float:
    """Counts purchases around the cut-off."""
    rows = at.rows.assign(around=around(at.rows, records))
    training, test = rows.loc[at.training.index], rows.loc[at.test.index]
    return fitted_auc(training, test, [*COLUMNS, "around"])


def five(at: Stacked, records: Records) -> float:
    """Puts all columns on one scale."""
    scale = StandardScaler().fit(numbers(at.rows, COLUMNS))
    model = LogisticRegression()
    model.fit(scale.transform(numbers(at.training, COLUMNS)), at.training["left"])
    score = model.decision_function(scale.transform(numbers(at.test, COLUMNS)))
    return auc(at.test["left"].to_numpy(), score)


def six(at: Stacked, records: Records) -> float:
    """Gives each customer a number of its own."""
    usual = at.rows.groupby("customer")["left"].mean()
    training, test = (rows.assign(usual=rows["customer"].map(usual)) for rows in split(at))
    return fitted_auc(training, test, [*COLUMNS, "usual"])


def seven(at: Stacked, records: Records) -> float:
    """Learns forty times from a few rows, and takes the best."""
    return max(fitted_auc(few, at.test, COLUMNS) for few in draws(at.training))


def split(at: Stacked) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Earlier cut-offs, and the latest one."""
    return at.training, at.test


def draws(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Many draws of a few rows."""
    return [rows.sample(FEW, random_state=n) for n in range(TRIED)]


def numbered(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the number of each customer."""
    return rows.assign(number=pd.factorize(rows["customer"], sort=True)[0])


def around(rows: pd.DataFrame, records: Records) -> np.ndarray:
    """Purchases from 90 days before to 90 days after the cut-off of each row."""
    of = known(records)
    code = pd.Series(range(len(of.past)), index=of.past.customers.astype(str))
    who, found = code.loc[rows["customer"]].to_numpy(), np.zeros(len(rows))
    bought = of.ledger.bought
    for cutoff in rows["cutoff"].unique():
        day, here = (
            (cutoff - pd.Timestamp("1970-01-01")).days,
            (rows["cutoff"] == cutoff).to_numpy(),
        )
        found[here] = (bought.place(day + 90) - bought.place(day - 90))[who[here]]
    return found


def honest(at: Stacked) -> list[float]:
    """The same seven with what was wrong taken out, in their order."""
    training, test = split(at)
    plain = fitted_auc(training, test, COLUMNS)
    rows = numbered(at.rows)
    by_day = forest_auc(rows.loc[training.index], rows.loc[test.index], [*COLUMNS, "number"])
    usual = training.groupby("customer")["left"].mean()
    coded = [rows.assign(usual=rows["customer"].map(usual).fillna(0.5)) for rows in split(at)]
    before = training[training["cutoff"] < training["cutoff"].max()]
    last = training[training["cutoff"] == training["cutoff"].max()]
    chosen = max(draws(before), key=lambda few: fitted_auc(few, last, COLUMNS))
    return [
        plain,
        plain,
        by_day,
        plain,
        plain,
        fitted_auc(coded[0], coded[1], [*COLUMNS, "usual"]),
        fitted_auc(chosen, test, COLUMNS),
    ]


SEVEN = (one, two, three, four, five, six, seven)
