"""Do two chapters keep a table of the same name? Then the later one has failed."""

from dataclasses import replace

from helpers.runs.one_run import Run


def fail_doubles(run: Run) -> None:
    """Take a chapter back that keeps a table of an earlier one: a trail must lead to one table."""
    keeper: dict[str, str] = {}
    for name, stored in sorted(run.kept.items()):
        taken = [table.stem for table in stored.tables if table.stem in keeper]
        if taken:
            said = (
                f"notebooks/{name}.ipynb: show.keep({taken[0]!r}) has the name of a table that "
                f"{keeper[taken[0]]} keeps.\n  Give it another name, in its findings too."
            )
            run.failures.append(said)
            result = run.results[name]
            run.results[name] = replace(
                result, status="failed", message=said, notebook=None, findings=[]
            )
            del run.kept[name]
        keeper |= dict.fromkeys((table.stem for table in stored.tables), name) if not taken else {}
