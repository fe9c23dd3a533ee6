"""Reports of all clients: in parts, side by side, and none touched by another's failure."""

import argparse
import sys

import pytest

from helpers import project
from helpers.errors import ClientDataError
from helpers.runs import all_clients
from helpers.runs.all_clients import jobs_of, part_of, report_all

CLIENTS = [f"client{n:02}" for n in range(11)]


@pytest.mark.parametrize("parts", [1, 2, 3, 8, 11, 20])
def test_the_parts_have_every_client_once(parts):
    told = [part_of(CLIENTS, f"{mine}/{parts}") for mine in range(1, parts + 1)]
    assert sorted(client for part in told for client in part) == CLIENTS
    assert max(map(len, told)) - min(map(len, told)) <= 1


@pytest.mark.parametrize("word", ["0/3", "4/3", "1/0", "1", "a/b", "1/3/2", "-1/3", "1.5/2"])
def test_what_is_no_part_is_refused(word):
    with pytest.raises(ClientDataError, match="as 1/8 or 8/8"):
        part_of(CLIENTS, word)


@pytest.mark.parametrize(("word", "jobs"), [("", 1), ("1", 1), ("64", 64)])
def test_jobs_are_a_number(word, jobs):
    assert jobs_of(word) == jobs


@pytest.mark.parametrize("word", ["0", "65", "x", "-1", "2.5", "9999"])
def test_what_is_no_number_of_jobs_is_refused(word):
    with pytest.raises(ClientDataError, match="JOBS must be"):
        jobs_of(word)


@pytest.fixture
def ordered(monkeypatch, tmp_path):
    """Order the reports of three clients, the second of which goes wrong as told."""
    for client in ("a", "b", "c"):
        (tmp_path / client).mkdir()
        (tmp_path / client / "engagement.yml").touch()
    monkeypatch.setenv(project.called("data"), str(tmp_path))

    def order(goes_wrong, **said):
        said = {"jobs": "", "part": "", "language": "", "chapters": "", "force": False, **said}
        program = f"import os, sys; c = sys.argv[-1]; print(c)\nif c == 'b': {goes_wrong}"
        run = all_clients.subprocess.run
        monkeypatch.setattr(
            all_clients.subprocess,
            "run",
            lambda command, **how: run([sys.executable, "-c", program, *command[-1:]], **how),
        )
        return report_all(argparse.Namespace(**said))

    return order


@pytest.mark.parametrize("jobs", ["1", "3"])
@pytest.mark.parametrize(
    ("goes_wrong", "word"), [("sys.exit(1)", "FAILED"), ("os.kill(os.getpid(), 9)", "BROKEN")]
)
def test_one_that_fails_or_is_killed_touches_no_other(ordered, capfd, jobs, goes_wrong, word):
    assert ordered(goes_wrong, jobs=jobs) == 1
    said = capfd.readouterr().out.splitlines()
    assert [line.split()[:2] for line in said[-3:]] == [["a", "made"], ["b", word], ["c", "made"]]
    assert sorted(said[:3]) == ["a", "b", "c"]


def test_a_part_may_be_empty(ordered, capfd):
    assert ordered("pass", part="4/4") == 0
    assert capfd.readouterr().out.strip() == ""
