"""Which versions does a conda user get? The same as the lock file gives to everybody else."""

import re
import tomllib

from packaging.markers import default_environment
from packaging.requirements import Requirement

from helpers import project

CONDA_PYTHON = "3.12"
# the rest comes from PyPI by pip: not every package is built for conda in every version
FROM_CONDA = (
    "jupyterlab",
    "matplotlib",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "pyarrow",
    "scikit-learn",
    "scipy",
    "seaborn",
)


def locked() -> dict[str, str]:
    """Version of each package in the lock file, as Python ``CONDA_PYTHON`` gets it."""
    machine = {key: str(value) for key, value in default_environment().items()}
    machine["python_version"] = CONDA_PYTHON
    machine["python_full_version"] = f"{CONDA_PYTHON}.0"
    versions = {}
    for line in (project.ROOT / "requirements.lock").read_text("utf-8").splitlines():
        if not re.match(r"[a-z0-9]", line):
            continue
        pinned = Requirement(line.removesuffix("\\").strip())
        if pinned.marker is None or pinned.marker.evaluate(machine):
            versions[pinned.name] = str(pinned.specifier).removeprefix("==")
    return versions


def direct() -> list[str]:
    """Names of the packages that the project asks for itself."""
    told = tomllib.loads((project.ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = told["project"]["dependencies"] + told["dependency-groups"]["dev"]
    return sorted(Requirement(line).name for line in wanted)


def environment() -> str:
    """Text of ``environment.yml``."""
    versions = locked()
    by_pip = [name for name in direct() if name not in FROM_CONDA]
    return "\n".join(
        [
            "# Written from requirements.lock by `make lock`: the same versions for conda users.",
            "#   conda env create -f environment.yml && conda activate session-workbook",
            "name: session-workbook",
            "channels: [conda-forge]",
            "dependencies:",
            f"  - python={CONDA_PYTHON}",
            "  - pip",
            *(f"  - {name}={versions[name]}" for name in FROM_CONDA),
            "  - pip:",
            *(f"      - {name}=={versions[name]}" for name in by_pip),
            "      - -e .",
            "",
        ]
    )


if __name__ == "__main__":
    (project.ROOT / "environment.yml").write_text(environment(), "utf-8")
