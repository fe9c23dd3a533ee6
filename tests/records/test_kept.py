"""Under the checksum of a file stand the rows of that file, whatever happened to the cache."""

import random
import shutil

import pytest
import yaml

from helpers.errors import ClientDataError
from helpers.records import kept, load

SALES = "Date,Customer,Amount\n2024-03-05,ann,5\n2024-03-06,bob,6\n"
SPEC = {
    "files": "sales.csv",
    "columns": {"date": "Date", "customer": "Customer", "amount": "Amount"},
}


class Acme:
    """A client with a file of sales; called with a text it reads that in its place."""

    def __init__(self, root):
        self.root = root
        self.cache = root / "reports/acme/.cache/records"
        self.file = root / "data/acme/sales.csv"

    def __call__(self, text=SALES):
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(text)
        told = {"title": "Acme", "tables": {"sales": SPEC}}
        (self.file.parent / "engagement.yml").write_text(yaml.safe_dump(told))
        return load("acme", data=self.root / "data", reports=self.root / "reports")


@pytest.fixture
def acme(tmp_path):
    return Acme(tmp_path)


@pytest.fixture(scope="module")
def read_once(tmp_path_factory):
    acme = Acme(tmp_path_factory.mktemp("kept"))
    acme()
    return acme


@pytest.fixture
def known(read_once, tmp_path):
    """The client as it stands after it was read: a cache of the test's own."""
    shutil.copytree(read_once.root, tmp_path, dirs_exist_ok=True)
    return Acme(tmp_path)


def total(records):
    return float(records.sales.amount.sum().execute())


@pytest.mark.parametrize("name", ["data.parquet", "intake.json", "rejected-0.parquet", "seal.json"])
def test_a_file_of_the_cache_with_flipped_bits_is_read_anew(known, name):
    [path] = known.cache.glob(f"sales-*/{name}")
    content, chance = bytearray(path.read_bytes()), random.Random(1)
    for at in chance.sample(range(len(content)), 5):
        content[at] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    records = known()
    assert total(records) == 11
    assert records.passport["rows_accepted"].tolist() == [2]
    assert records.rejected("sales").empty


@pytest.mark.parametrize("name", ["data.parquet", "intake.json"])
@pytest.mark.parametrize("size", [None, 0, 40])
def test_a_file_of_the_cache_that_is_short_or_gone_is_read_anew(known, name, size):
    [path] = known.cache.glob(f"sales-*/{name}")
    if size is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:size])
    assert total(known()) == 11


@pytest.mark.parametrize("text", ["[]", "1", '{"a": 1}', '{"value": [], "sha256": ""}'])
def test_a_memory_of_another_shape_is_forgotten(known, text):
    (known.cache / "known.json").write_text(text)
    assert total(known()) == 11


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
