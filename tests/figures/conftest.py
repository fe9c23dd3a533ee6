"""What the tests of charts share."""

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt

from helpers.figures import theme

mpl.use("agg")


@pytest.fixture(autouse=True)
def _look():
    with mpl.rc_context():
        theme.apply()
        yield
    plt.close("all")
