"""Is everything that was read accounted for?"""

import pandas as pd

from helpers.analysis.passport import reconciliation
from helpers.records import schema
from helpers.records.schema.called import CALLED

FILE = {
    "table": "sales",
    "file": "a.csv",
    "rows_read": 10,
    "rows_accepted": 8,
    "rows_rejected": 1,
    "rows_total_lines": 1,
    "amount_read": 110.0,
    "amount_accepted": 90.0,
    "amount_rejected": 20.0,
}


def test_rejected_money_is_the_money_of_the_finding():
    found = reconciliation.accounted(pd.DataFrame([FILE, FILE | {"table": "customers"}]))
    assert found.text == (
        "8 of 10 lines of sale are accepted, €90; 1 rejected, €20; lines of totals set aside: 1"
    )
    assert found.money == 20


def test_a_clean_file_is_called_clean():
    clean = FILE | {"rows_accepted": 10, "rows_rejected": 0, "rows_total_lines": 0}
    assert reconciliation.accounted(pd.DataFrame([clean])).text.startswith("All lines of sale")


def test_rows_after_the_last_day_are_told():
    files = pd.DataFrame({"table": ["sales", "contacts"], "rows_after_as_of": [3, 2]})
    day = pd.Timestamp("2013-06-30")
    assert reconciliation.later(files, as_of=day) == (
        "Rows later than June 30, 2013 are set aside, in all tables together: 5."
    )
    assert reconciliation.later(files.assign(rows_after_as_of=0), as_of=day) == ""


def test_reasons_are_summed_over_files_the_most_frequent_first():
    rejected = pd.DataFrame(
        {
            "table": ["sales", "sales", "leads", "sales"],
            "file": ["a", "a", "c", "b"],
            "reason": ["no amount", "no date", "no stage", "no date"],
            "rows": [2, 1, 1, 4],
            "amount": [0.0, 5.0, None, 6.0],
        }
    )
    told = reconciliation.by_reason(rejected)
    assert told[["table", "reason", "rows"]].to_numpy().tolist() == [
        ["sales", "no date", 5],
        ["sales", "no amount", 2],
        ["leads", "no stage", 1],
    ]
    assert told["amount"].tolist()[:2] == [11, 0]
    assert told["amount"].isna().tolist() == [False, False, True]


def test_the_reader_gets_words_for_tables():
    told = reconciliation.in_words(pd.DataFrame([FILE | {"table": "customers"}]))
    assert told["table"].tolist() == ["Customer cards"]


def test_every_table_of_the_schema_has_a_word():
    assert set(CALLED) == set(schema.TABLES)
