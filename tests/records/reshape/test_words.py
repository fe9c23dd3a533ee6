"""Deals as they stand today become a log, and the client's words ours."""

import pytest

from helpers.errors import ClientDataError

DEALS = (
    "ID,Stage,Made,Changed,Closed\n1,Won,2024-01-01,2024-02-01,2024-02-03\n"
    "2,New,2024-01-05,,\n3,Odd,2024-01-06,2024-01-07,\n"
)
LEADS = {
    "files": "deals.csv",
    "columns": {"lead": "ID", "date": "(day)", "stage": "Stage"},
    "snapshot": {
        "stage": "Stage", "created": "Made", "moved": ["Closed", "Changed"], "first": "New",
    },
    "words": {"stage": {"New": "lead", "won": "customer"}},
}  # fmt: skip


def test_a_deal_has_begun_on_its_first_day_and_moved_on_its_last(read):
    records = read({"deals.csv": DEALS}, {"leads": LEADS})
    log = records.frame("leads")
    found = [(r.lead, r.stage, str(r.date)[:10]) for r in log.itertuples()]
    assert found == [
        ("1", "lead", "2024-01-01"),
        ("1", "customer", "2024-02-03"),
        ("2", "lead", "2024-01-05"),
        ("3", "lead", "2024-01-06"),
        ("3", "Odd", "2024-01-07"),
    ]


def test_a_log_from_a_snapshot_is_said_to_be_assumed_and_strange_words_are_told(read):
    notes = "\n".join(read({"deals.csv": DEALS}, {"leads": LEADS}).notes)
    assert "days of stages are assumed" in notes
    assert "words without one of ours under words: 'odd' (rows: 1)" in notes


def test_yes_and_no_in_other_words_are_flags(read):
    spec = {
        "files": "w.csv",
        "columns": {"customer": "Who", "wants_relationship": "Wants"},
        "words": {"wants_relationship": {"rather yes": "yes", "don't know": "no"}},
    }
    table = read({"w.csv": "Who,Wants\nA,Rather yes\nB,don't know\n"}, {"relationship": spec})
    assert table.frame("relationship")["wants_relationship"].tolist() == [True, False]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"words": {"stage": "lead"}}, "words: expected"),
        ({"words": {"channel": {"a": "b"}}}, "words.channel: 'channel' is not mapped"),
        ({"words": {"stage": {"New": None}}}, "words.stage.New: expected"),
        ({"snapshot": {"stage": "Stage"}}, "snapshot.created: expected"),
        ({"snapshot": {**LEADS["snapshot"], "created": "Mad"}}, "Did you mean 'Made'"),
        ({"snapshot": {**LEADS["snapshot"], "first": ["New"]}}, "snapshot.first: expected"),
    ],
)
def test_what_cannot_be_a_log_or_a_word_is_said(read, change, said):
    with pytest.raises(ClientDataError) as error:
        read({"deals.csv": DEALS}, {"leads": {**LEADS, **change}})
    assert said in str(error.value)
