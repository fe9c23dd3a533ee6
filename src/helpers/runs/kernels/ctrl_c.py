"""Was Ctrl-C pressed, whatever a library has made of it?"""

import _thread
import sys
import threading
from typing import NoReturn

SOON = 0.01  # seconds after which a Ctrl-C that was lost is heard again


class _Stopped:
    """Remembers a Ctrl-C: a library may turn it into an error of its own."""

    heard = False

    def __call__(self, *_: object) -> NoReturn:
        self.heard = True
        raise KeyboardInterrupt

    def once_more(self, told: "sys.UnraisableHookArgs") -> None:
        """Hear it again: it came while a callback ran, and what a callback raises is lost."""
        if self.heard and isinstance(told.exc_value, KeyboardInterrupt):
            threading.Timer(SOON, _thread.interrupt_main).start()
        else:
            sys.__unraisablehook__(told)


stopped = _Stopped()
