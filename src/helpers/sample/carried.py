"""How does the sample client come to a folder of data that an installed workbook begins with?"""

import shutil
import tempfile
from pathlib import Path

from helpers import project

CARRIED = project.ROOT / "data" / "sample"


def put_sample(data: Path) -> Path:
    """Copy the sample client that is carried into ``data``, whole or not at all.

    Returns
    -------
    Its folder.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    data.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".sample-", dir=data))
    try:
        copied = shutil.copytree(CARRIED, scratch / "sample", copy_function=shutil.copyfile)
        copied.rename(data / "sample")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return data / "sample"
