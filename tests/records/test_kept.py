"""Under the checksum of a file stand the rows of that file, whatever happened to the cache."""

import random

import pytest

from helpers.errors import ClientDataError
from helpers.records import kept, load

SALES = "Date,Customer,Amount\n2024-03-05,ann,5\n2024-03-06,bob,6\n"
SPEC = {
    "files": "sales.csv",
    "columns": {"date": "Date", "customer": "Customer", "amount": "Amount"},
}


@pytest.fixture
def acme(client, tmp_path):
    """Load the records of a client with this text in its file of sales."""

    def loaded(text=SALES):
        data = client({"sales.csv": text}, {"sales": SPEC})
        return load("acme", data=data, reports=tmp_path / "reports")

    loaded.cache = tmp_path / "reports/acme/.cache/records"
    loaded.file = tmp_path / "data/acme/sales.csv"
    return loaded


def total(records):
    return float(records.sales.amount.sum().execute())


@pytest.mark.parametrize("name", ["data.parquet", "intake.json", "rejected-0.parquet", "seal.json"])
def test_a_file_of_the_cache_with_flipped_bits_is_read_anew(acme, name):
    acme()
    [path] = acme.cache.glob(f"sales-*/{name}")
    content, chance = bytearray(path.read_bytes()), random.Random(1)
    for at in chance.sample(range(len(content)), 5):
        content[at] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    records = acme()
    assert total(records) == 11
    assert records.passport["rows_accepted"].tolist() == [2]
    assert records.rejected("sales").empty


@pytest.mark.parametrize("name", ["data.parquet", "intake.json"])
@pytest.mark.parametrize("size", [None, 0, 40])
def test_a_file_of_the_cache_that_is_short_or_gone_is_read_anew(acme, name, size):
    acme()
    [path] = acme.cache.glob(f"sales-*/{name}")
    if size is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:size])
    assert total(acme()) == 11


@pytest.mark.parametrize("text", ["[]", "1", '{"a": 1}', '{"value": [], "sha256": ""}'])
def test_a_memory_of_another_shape_is_forgotten(acme, text):
    acme.cache.mkdir(parents=True)
    (acme.cache / "known.json").write_text(text)
    assert total(acme()) == 11


def growing(acme, monkeypatch, times):
    """Let the file get another row while it is read, so many times."""
    take_in, left = kept.take_in, [times]

    def slow(*arguments):
        if left[0]:
            left[0] -= 1
            acme.file.write_text(acme.file.read_text() + "2024-03-07,cyd,1\n")
        return take_in(*arguments)

    monkeypatch.setattr(kept, "take_in", slow)


def test_a_file_that_grows_while_it_is_read_is_read_again(acme, monkeypatch):
    growing(acme, monkeypatch, 1)
    records = acme()
    assert total(records) == 12
    grown = kept.Hashes().of(acme.file)
    assert records.sources["sha256"].tolist() == [grown]
    monkeypatch.undo()
    back = acme()  # the file as it was at first
    assert total(back) == 11
    assert back.sources["sha256"].tolist() != [grown]


def test_a_file_that_never_stands_still_is_said_so(acme, monkeypatch):
    growing(acme, monkeypatch, kept.TRIES)
    with pytest.raises(ClientDataError, match=r"sales: .*changed.*then run again"):
        acme()
    monkeypatch.undo()
    assert total(acme()) == 11


def test_the_checksum_told_is_that_of_the_rows_read(acme):
    records = acme()
    acme.file.write_text(SALES + "2024-03-07,cyd,1\n")
    assert records.sources["bytes"].tolist() == [len(SALES)]
