"""Fixtures that every test may use."""

import gc
import os
import pickle
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from helpers.runs.kernels.forks import ONE_THREAD

# before anything counts: as in the chapters. Of two processes beside each other each would wait
# for the threads of the other, and take four times as long
os.environ.update(ONE_THREAD)

from helpers import project
from helpers.records import load
from helpers.sample.world.simulate import Company, simulate
from tests import hostile, whole_runs

# a busy machine is no fault of the code; the fast gear asks a law for fewer examples
settings.register_profile("patient", deadline=None)
settings.register_profile("brief", deadline=None, max_examples=8)
settings.load_profile("patient")


# thousands of tests are no rubbish: to look among them for some takes a quarter of the time
# in which they are gathered
gc.set_threshold(50_000, 20, 20)

WHOLE = {"sample_read", "sample_pack", "hostile_pack"}  # fixtures that take a minute and more


@pytest.hookimpl(tryfirst=True)  # before what is not asked for is left out
def pytest_collection_modifyitems(items):
    """Whoever asks for the whole sample belongs to the slow gear."""
    for item in items:
        if WHOLE & {*getattr(item, "fixturenames", ())}:
            item.add_marker("slow")


@pytest.fixture(autouse=True)
def _no_words_left():
    """Every test leaves the environment as it was: a command tells its words to all below it."""
    before = project.environment()
    yield
    project.become(before)


@pytest.fixture(scope="session")
def clients_root() -> Path:
    """Folder of the real client records that stand beside the project on some machines."""
    root = Path(os.environ.get("WORKBOOK_CLIENTS") or project.ROOT.parent / "shared" / "clients")
    if not root.is_dir():
        pytest.skip("the real client records do not stand beside the project")
    return root


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> whole_runs.Shared:
    """Folders that are made once for all test processes."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    kept = Path(os.environ.get(whole_runs.KEPT) or root / "shared")
    kept.mkdir(parents=True, exist_ok=True)
    return whole_runs.Shared(kept)


@pytest.fixture(scope="session")
def company_of(shared):
    """The invented company of a seed, drawn once for all test processes."""

    def drawn(seed: int) -> Company:
        def make(folder: Path) -> None:
            (folder / "company.pickle").write_bytes(pickle.dumps(simulate(seed)))

        return pickle.loads((shared.once(f"company-{seed}", make) / "company.pickle").read_bytes())

    return drawn


@pytest.fixture(scope="session")
def sample_read(shared) -> Path:
    """Folder of reports in whose cache the sample has been read already, once for all tests."""

    def read(folder: Path) -> None:
        load("sample", data=project.ROOT / "data", reports=folder)

    return shared.once("sample-read", read)


@pytest.fixture(scope="session")
def sample_records(sample_read):
    """Records of the sample client."""
    return load("sample", data=project.ROOT / "data", reports=sample_read)


@pytest.fixture(scope="session")
def sample_pack(shared, sample_read):
    """Pack of the sample client in a language, as ``make report`` leaves it.

    The records are read already; the second language knows what was learned for the first.
    """

    def pack(spoken: str = "en") -> Path:
        def make(folder: Path) -> None:
            known = sample_read if spoken == "en" else pack().parent
            shutil.copytree(known / "sample/.cache", folder / "sample/.cache", symlinks=True)
            whole_runs.run("sample", project.ROOT / "data", folder, "--language", spoken)

        return shared.once(f"sample-{spoken}", make) / "sample"

    return pack


@pytest.fixture(scope="session")
def hostile_pack(shared):
    """Pack of a client whose every word is meant to do harm; ``place`` is any word."""

    def pack(place: str = "here") -> Path:
        def make(folder: Path) -> None:
            hostile.write(folder / "data")
            whole_runs.run("hostile", folder / "data", folder / "reports")

        return shared.once(place, make) / "reports" / "hostile"

    return pack
