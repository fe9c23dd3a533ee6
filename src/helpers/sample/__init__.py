"""Where does a client come from when there is none yet? A seeded simulation."""

from helpers.sample.write import write_sample

__all__ = ["write_sample"]
