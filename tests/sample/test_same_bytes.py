"""Does the same seed write the same company, here and in the repository?"""

import pandas as pd
import pytest

from helpers.sample import write_sample
from helpers.sample.world.people import draw_people
from helpers.sample.world.planted import Planted


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("written")
    write_sample(folder)
    return folder


def names(folder):
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def contents(path):
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    sheets = pd.read_excel(path, sheet_name=None, header=None, engine="calamine", dtype=object)
    return pd.concat(sheets)


@pytest.mark.slow
def test_two_runs_write_the_same_bytes(written, tmp_path):
    write_sample(tmp_path)
    for name in names(written):
        assert (tmp_path / name).read_bytes() == (written / name).read_bytes(), name


@pytest.mark.slow
def test_the_repository_holds_what_the_generator_writes(written, folder):
    assert names(written) == names(folder)
    for name in names(folder):
        new, kept = written / name, folder / name
        if new.suffix in (".xlsx", ".parquet"):  # compressed: libraries may pack otherwise
            pd.testing.assert_frame_equal(contents(new), contents(kept))
        else:
            assert new.read_bytes() == kept.read_bytes(), name


def test_another_seed_draws_other_people():
    planted = Planted()
    one, two = (draw_people(seed, planted) for seed in (1, 2))
    assert one["kind"].value_counts().equals(two["kind"].value_counts())
    assert set(one["customer"]) != set(two["customer"])


def test_the_sample_is_small_enough_for_git(folder):
    assert sum(path.stat().st_size for path in folder.iterdir()) < 6_000_000
