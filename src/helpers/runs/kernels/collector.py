"""How often does Python look for garbage in our processes?"""

import gc

# A chart, a query or a slide makes tens of thousands of objects that live on; the standard
# threshold has the collector walk them again and again, for a tenth of the time.
THRESHOLD = (50_000, 10, 10)


def look_rarely() -> None:
    """Set the collector of this process, and of those that are forked from it."""
    gc.set_threshold(*THRESHOLD)
