"""What is kept is served as it was written, or made anew."""

import json
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.cache.hashes import keep_json, kept_json
from helpers.cache.store import SEAL, Store
from tests.laws import examples


def making(text="made", calls=None):
    def make(folder):
        if calls is not None:
            calls.append(text)
        (folder / "below").mkdir()
        (folder / "below" / "rows.csv").write_text(text)
        (folder / "about.json").write_text("{}")

    return make


def test_what_is_there_is_not_made_again(tmp_path):
    calls, store = [], Store(tmp_path / "kept", kept=2)
    first = store.made("a", making(calls=calls))
    assert store.made("a", making(calls=calls)) == first
    assert calls == ["made"]
    assert (first / "below/rows.csv").read_text() == "made"


@examples(40)
@given(name=st.sampled_from(["below/rows.csv", "about.json", SEAL]), data=st.data())
def test_one_flipped_bit_anywhere_is_noticed_and_mended(tmp_path_factory, name, data):
    store = Store(tmp_path_factory.mktemp("kept"), kept=2)
    path = store.made("a", making()) / name
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    if name != SEAL:  # a blank more or less leaves a seal as it was
        assert store.get("a") is None
    again = store.made("a", making())
    assert (again / "below/rows.csv").read_text() == "made"
    assert store.get("a") == again


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "about.json").unlink(),
        lambda folder: (folder / "about.json").write_text(""),
        lambda folder: (folder / "more.csv").write_text("of somebody else"),
        lambda folder: (folder / SEAL).unlink(),
        lambda folder: (folder / SEAL).write_text("[]"),
        lambda folder: (folder / SEAL).write_text('{"value": {}, "sha256": 1}'),
    ],
)
def test_a_folder_that_is_not_as_it_was_written_is_as_good_as_not_there(tmp_path, damage):
    store = Store(tmp_path, kept=2)
    damage(store.made("a", making()))
    assert store.get("a") is None
    assert (store.made("a", making("again")) / "below/rows.csv").read_text() == "again"


def test_the_newest_stay_and_what_is_used_is_new(tmp_path):
    store = Store(tmp_path, kept=2)
    for key in "ab":
        store.made(key, making(key))
        time.sleep(0.02)
    store.get("a")
    time.sleep(0.02)
    store.made("c", making("c"))
    assert store.get("a")
    assert store.get("c")
    assert store.get("b") is None


def test_kinds_that_share_a_folder_do_not_forget_each_other(tmp_path):
    sales, mail = Store(tmp_path, kept=1, name="sales"), Store(tmp_path, kept=1, name="mail")
    sales.made("a", making())
    mail.made("a", making())
    assert sales.get("a").name == "sales-a"
    assert mail.get("a")


def test_what_fails_leaves_nothing_behind(tmp_path):
    def fail(folder):
        (folder / "half").write_text("")
        raise ValueError("no")

    store = Store(tmp_path / "kept", kept=2)
    with pytest.raises(ValueError, match="no"):
        store.made("a", fail)
    assert [p.name for p in (tmp_path / "kept").iterdir()] == ["lock"]


def test_who_asks_at_the_same_time_waits_for_the_first(tmp_path):
    calls, found = [], []

    def slow(folder):
        time.sleep(0.2)
        making(calls=calls)(folder)

    def ask():
        found.append(Store(tmp_path, kept=2).made("a", slow))

    both = [threading.Thread(target=ask) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert calls == ["made"]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "1", '"x"', "null", '{"value": 1}', '{"value": {"a": 1}, "sha256": "x"}', "{"],
)
def test_json_of_another_shape_is_nothing(tmp_path, text):
    path = tmp_path / "known.json"
    path.write_text(text)
    assert kept_json(path) == {}


def test_json_comes_back_as_it_was_kept_and_not_when_altered(tmp_path):
    path, value = tmp_path / "known.json", {"Ж": [1, None, 0.5], "rows": 12}
    keep_json(path, value)
    assert kept_json(path) == value
    told = json.loads(path.read_text("utf-8"))
    told["value"]["rows"] = 13
    path.write_text(json.dumps(told))
    assert kept_json(path) == {}
