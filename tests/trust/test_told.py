"""Where customers are people, nothing that a chapter can show tells who somebody is."""

import json

import pytest

from helpers.handouts.people import people, told_in_full
from helpers.records import load
from helpers.records.veil import LENGTHS, Veil, mask, tells_who, veiled_text

TELLING = ["anna.berg@mail.example", "+7 912 555-01-12", "89125550112", "Boris Petrovic",
           "Иванов Пётр", "boris petrovic", "Петров И.И.", "Boris", "anna.berg84"]  # fmt: skip
PLAIN = ["000390", "C-17", "ALFKI", "12-345", "INV10045", "2024-01-02", "=1+1",
         "3f2a8c10-9b7d-4cab-bead-c0ffee12ab3d", "{7D2A8C10-9B7D-4CAB-BEAD-C0FFEE12AB3D}",
         "9f86d081884c7d659a2feaa0c55ad015", "cus_NffrFeUfNV2Hib", "A1-B2"]  # fmt: skip
SALES = "Date,Customer,Amount\n" + "".join(
    f"2024-{1 + day // 28:02d}-{1 + day % 28:02d},{code},{day}.5\n"
    for day, code in enumerate([*TELLING, *PLAIN] * 2, 1)
)
LOSSES = (
    "Customer,Date,Reason,Cause\n"
    "000390,2024-01-05,Boris Petrovic said no: +7 912 555-01-12,price\n"
    "000390,2024-01-06,Human Error,price\nC-17,2024-01-06,Human Error,price\n"
    "C-17,2024-01-07,Human Error,price\n"
    "C-17,2024-01-07,told by Anna to anna.berg@mail.example,price\n"
)
CARDS = "Customer,Name,Phone,Note\n000390,Anna Berg,+7 912 555-01-12,ask Boris Petrovic\n"
TABLES = {
    "sales": {
        "files": "sales.csv",
        "columns": {"date": "Date", "customer": "Customer", "amount": "Amount"},
    },
    "losses": {
        "files": "losses.csv",
        "columns": {"customer": "Customer", "date": "Date", "reason": "Reason", "cause": "Cause"},
    },
    "customers": {
        "files": "cards.csv",
        "columns": {"customer": "Customer", "name": "Name", "phone": "Phone", "note": "Note"},
    },
}
FILES = {"sales.csv": SALES, "losses.csv": LOSSES, "cards.csv": CARDS}


@pytest.fixture
def records(client, tmp_path):
    data = client(FILES, TABLES, customers_are="people")
    return load("acme", data, tmp_path / "reports")


@pytest.mark.parametrize("code", TELLING)
def test_an_email_a_phone_and_a_name_tell_who_it_is(code):
    assert tells_who(code)


@pytest.mark.parametrize("code", PLAIN)
def test_a_code_tells_nobody(code):
    assert not tells_who(code)


def test_chapters_see_masks_alone_and_each_customer_keeps_its_own(records):
    sales = records.frame("sales")
    assert sales["customer"].nunique() == len(TELLING) + len(PLAIN)
    lines = 2 * (len(TELLING) + len(PLAIN))
    assert sales["amount"].sum() == sum(range(1, lines + 1)) + lines / 2
    seen = json.dumps([
        records.frame("sales")["customer"].tolist(),
        records.frame("losses")[["customer", "reason", "cause"]].to_numpy().tolist(),
        records.frame("customers")[["customer", "note"]].to_numpy().tolist(),
        records.names.tolist(), records.names.index.tolist(),
    ], ensure_ascii=False)  # fmt: skip
    for told in [*TELLING, "Petrovic", "912", "Berg", "Anna"]:
        assert told not in seen.replace("Boris", "") if told == "Boris" else told not in seen


def test_words_of_a_cause_that_stand_often_are_no_person(records):
    assert records.frame("losses")["reason"].tolist().count("Human Error") == 3


def test_who_leads_finds_the_customer_by_the_mask(records):
    code = mask("anna.berg@mail.example")
    one = {"columns": [{"kind": "code", "key": "customer"}, {"kind": "text", "key": "name"}],
           "rows": [[code, records.names[code]]]}  # fmt: skip
    told = told_in_full(one, people(records))
    assert told["rows"][0][:2] == ["anna.berg@mail.example", "anna.berg@mail.example"]
    assert records.code_of("anna.berg@mail.example") == code


def test_companies_are_shown_as_they_are(client, tmp_path):
    records = load("acme", client(FILES, TABLES), tmp_path / "reports")
    assert set(records.frame("sales")["customer"]) == {*TELLING, *PLAIN}


def test_no_two_codes_share_a_mask(monkeypatch):
    monkeypatch.setattr("helpers.records.veil.LENGTHS", (1, 2, 12))
    veil = Veil()
    veil.learn(f"a.b{n}@mail.example" for n in range(300))
    assert len(veil.codes) == 300
    assert veil.letters == 12 != LENGTHS[0]


@pytest.mark.parametrize(
    "text",
    ["price too high", "order 12 of 2024-01-02", "1 000 rubles", "INV-10045", "Moved away", ""],
)
def test_a_text_without_people_stays(text):
    assert veiled_text(text, names=True) == text


def test_a_mask_is_not_masked_again():
    once = veiled_text("Boris Petrovic, +7 912 555-01-12, a.b@c.example", names=True)
    assert veiled_text(once, names=True) == once
