"""Where may an invented client be written, and which one is asked for?"""

import pytest

from helpers.errors import ClientDataError
from helpers.sample import asked
from helpers.sample.truths.truths import HEAD


@pytest.fixture
def written(monkeypatch):
    """Folders and seeds that were written, without writing them."""
    told = []
    monkeypatch.setattr(asked, "write_sample", lambda folder, seed: told.append((folder, seed)))
    monkeypatch.setattr(
        asked, "write_wholesale", lambda folder, seed: told.append((folder, f"wholesale {seed}"))
    )
    return told


def ask(tmp_path, *, trade="", seed="", to=None):
    return asked.write_asked(trade=trade, seed=seed, to=to, data=tmp_path / "data")


def test_without_a_word_it_is_the_company_of_the_repository(written, tmp_path):
    assert ask(tmp_path) == tmp_path / "data/sample"
    assert written == [(tmp_path / "data/sample", 2025)]


def test_another_seed_never_lands_on_the_sample(written, tmp_path):
    assert ask(tmp_path, seed="7") == tmp_path / "data/sample-7"


def test_the_folder_that_was_named_is_taken(written, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty/.gitattributes").write_text("* -text")
    ask(tmp_path, seed="7", to=tmp_path / "empty")
    assert written == [(tmp_path / "empty", 7)]


def test_an_invented_client_is_written_again(written, tmp_path):
    (tmp_path / "truths.yml").write_text(HEAD)
    (tmp_path / "clients.csv").write_text("Code\n")
    ask(tmp_path, to=tmp_path)
    assert written


@pytest.mark.parametrize("name", ["sales.csv", "truths.yml", "engagement.yml"])
def test_a_folder_with_files_of_somebody_else_is_left_alone(written, tmp_path, name):
    (tmp_path / name).write_text("something of a client")
    with pytest.raises(ClientDataError, match="nothing was written"):
        ask(tmp_path, seed="7", to=tmp_path)
    assert not written


def test_a_file_is_no_folder(written, tmp_path):
    (tmp_path / "mine").write_text("")
    with pytest.raises(ClientDataError, match="is a file"):
        ask(tmp_path, to=tmp_path / "mine")


@pytest.mark.parametrize("seed", ["x", "-1", "7.5", "1" * 10, "٧"])
def test_a_seed_is_a_whole_number(written, tmp_path, seed):
    with pytest.raises(ClientDataError, match="SEED must be a whole number"):
        ask(tmp_path, seed=seed)
    assert not written


def test_a_wholesaler_goes_to_a_folder_of_its_own(written, tmp_path):
    assert ask(tmp_path, trade="wholesale") == tmp_path / "data/wholesale"
    assert ask(tmp_path, trade="wholesale", seed="7") == tmp_path / "data/wholesale-7"
    assert [seed for _, seed in written] == ["wholesale 2025", "wholesale 7"]


def test_an_unknown_trade_is_told_which_there_are(written, tmp_path):
    with pytest.raises(
        ClientDataError, match="must be cars or wholesale.*Did you mean 'wholesale'"
    ):
        ask(tmp_path, trade="wholsale")
    assert not written
