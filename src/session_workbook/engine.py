"""Which engine does papermill find under the name ``workbook``?

Papermill loads this module by entry point in the middle of its own import; so nothing of
papermill is imported here before it is asked for.
"""

from typing import Any

from session_workbook import ready


class ChapterEngine:
    """Runs a chapter within a budget of time, or raises ChapterStopped."""

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, **kwargs: Any) -> Any:
        """Run the notebook."""
        ready()
        from helpers.runs.kernels.client import ManagedChapter

        return ManagedChapter.execute_notebook(nb, kernel_name, **kwargs)

    @staticmethod
    def nb_kernel_name(nb: Any, name: str | None = None) -> str:
        """Kernel of the notebook."""
        from papermill.utils import nb_kernel_name

        return nb_kernel_name(nb, name)

    @staticmethod
    def nb_language(nb: Any, language: str | None = None) -> str:
        """Language of the notebook's code."""
        from papermill.utils import nb_language

        return nb_language(nb, language)
