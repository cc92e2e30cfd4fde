"""Progress on long work: bars on a terminal, a line a step where stderr goes elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)


class Steps:
    """Steps of a command, each with a name and, where it can be counted, a count."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )

    def __enter__(self) -> "Steps":
        self.progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.progress.stop()

    @contextmanager
    def counting(self, name: str, total: int | None = None) -> Iterator[Callable[[], None]]:
        """One step; call what it gives once for each thing done."""
        task = self.progress.add_task(name, total=total)
        if not self.console.is_terminal:
            self.console.print(f"{name} …" if total is None else f"{name} ({total}) …")

        def advance() -> None:
            self.progress.advance(task)

        yield advance
        self.progress.update(task, total=self.progress.tasks[task].completed)
