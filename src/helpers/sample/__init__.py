"""Where does a client come from when there is none yet? A seeded simulation."""

from helpers.sample.asked import write_asked
from helpers.sample.files.scaled import scaled_sales
from helpers.sample.files.write import write_sample

__all__ = ["scaled_sales", "write_asked", "write_sample"]
