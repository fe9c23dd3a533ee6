"""Where customers are people, nothing that a chapter can show tells who somebody is."""

import json

import pytest
import yaml

from helpers.handouts.people import people, told_in_full
from helpers.records import load
from helpers.records.naming.veil import LENGTHS, Veil, mask, tells_who, veiled_text, words_of_names

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


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Where a client stands whose tables are read once."""
    root = tmp_path_factory.mktemp("told")
    folder = root / "data" / "acme"
    folder.mkdir(parents=True)
    for name, content in FILES.items():
        (folder / name).write_text(content, "utf-8")
    told = {"title": "Acme", "tables": TABLES, "customers_are": "people"}
    (folder / "engagement.yml").write_text(yaml.safe_dump(told), "utf-8")
    return root


@pytest.fixture
def records(root):
    return load("acme", root / "data", root / "reports")


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


def listed(records):
    """Code and name of a customer without a card, as a list to act on tells them."""
    code = records.code_of("anna.berg@mail.example")
    one = {"columns": [{"kind": "code", "key": "customer"}, {"kind": "text", "key": "name"}],
           "rows": [[code, records.names[code]]]}  # fmt: skip
    return told_in_full(one, people(records))["rows"][0][:2]


def test_a_code_that_tells_who_is_masked_in_the_spreadsheet_as_well(records):
    assert listed(records) == [mask("anna.berg@mail.example")] * 2
    assert not records.full_names.str.contains("anna").any()


def test_the_spreadsheet_tells_codes_where_the_engagement_says_so(client, tmp_path):
    data = client(FILES, TABLES, customers_are="people", names={"codes": "full"})
    assert listed(load("acme", data, tmp_path / "reports")) == ["anna.berg@mail.example"] * 2


def test_an_email_on_a_card_is_not_read_as_a_name(client, tmp_path):
    cards = CARDS.replace("Anna Berg", "anna.berg@mail.example")
    data = client(FILES | {"cards.csv": cards}, TABLES, customers_are="people")
    records = load("acme", data, tmp_path / "reports")
    assert records.full_names["000390"] == mask("anna.berg@mail.example")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("тел.89125550112", "tsjvvsms"), ("tel89125550112", ""), ("call 0171/1234567", ""),
        ("ask @anna_berg", ""), ("t.me/anna_berg", ""), ("mr. Smith left", "mr. S."),
        ("г-н Иванов отказался", "г-н И."), ("a.b@intranet", ""),
    ],
)  # fmt: skip
def test_a_person_in_a_text_is_masked_however_it_is_written(typed, told):
    shown = veiled_text(typed, names=True)
    assert told in shown
    for secret in ("5550112", "1234567", "anna", "Smith", "Иванов", "a.b@"):
        assert secret not in shown


def test_a_name_that_only_the_customers_tell_is_found_in_a_text():
    known = words_of_names(["Petrovic Boris", "anna berg", "x.y@mail.example"])
    assert veiled_text("Petrovic, BORIS and Berg", known, names=True) == "P., B. and B."
    assert veiled_text("Petrovic", known, names=True, often=True) == "Petrovic"


def test_a_word_of_many_names_is_no_name():
    names = [f"Client {name}" for name in ("Abel", "Bela", "Cora", "Dana", "Emil")]
    assert "Client" not in words_of_names(names)
    assert "Abel" in words_of_names(names)


def test_who_decides_is_somebody_also_in_capitals_and_for_many(client, tmp_path):
    cards = "Customer,Decides\n" + "".join(f"C-{n},BERG ANNA\n" for n in range(5))
    columns = {"customer": "Customer", "decision_maker": "Decides"}
    tables = TABLES | {"customers": {"files": "cards.csv", "columns": columns}}
    data = client(FILES | {"cards.csv": cards}, tables, customers_are="people")
    cards = load("acme", data, tmp_path / "reports").frame("customers")
    assert not cards["decision_maker"].str.contains("BERG|Berg").any()


def test_companies_are_shown_as_they_are(client, tmp_path):
    records = load("acme", client(FILES, TABLES), tmp_path / "reports")
    assert set(records.frame("sales")["customer"]) == {*TELLING, *PLAIN}


def test_no_two_codes_share_a_mask(monkeypatch):
    monkeypatch.setattr("helpers.records.naming.veil.LENGTHS", (1, 2, 12))
    veil = Veil()
    veil.learn(f"a.b{n}@mail.example" for n in range(300))
    assert len(veil.codes) == 300
    assert veil.letters == 12 != LENGTHS[0]


@pytest.mark.parametrize(
    "text",
    [
        "price too high",
        "order 12 of 2024-01-02",
        "1 000 rubles",
        "INV-10045",
        "Moved away",
        "",
        "1 000 000 units",
        "due 01/02/2024",
        "5/12345678",
        "0.1234567",
        "3@5",
    ],  # fmt: skip
)
def test_a_text_without_people_stays(text):
    assert veiled_text(text, names=True) == text


def test_a_mask_is_not_masked_again():
    once = veiled_text("Boris Petrovic, +7 912 555-01-12, a.b@c.example", names=True)
    assert veiled_text(once, names=True) == once
