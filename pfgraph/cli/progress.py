"""Progress on long work: bars on a terminal, a line now and then where stderr goes elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

NOW_AND_THEN = 10.0  # seconds between two lines where there is no bar


class RateColumn(ProgressColumn):
    """How many are done in a second."""

    def render(self, task: Task) -> Text:
        """The rate of what can be counted."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f}/s" if speed and task.total else "", style="progress.data.speed")


class Steps:
    """Steps of a command, each with a name and, where it can be counted, a count.

    `clock` gives seconds that never go back.
    """

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self.console, self.clock = console, clock
        self.progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            RateColumn(),
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
        lines = _Lines(self.console, name, total, self.clock)

        def advance() -> None:
            self.progress.advance(task)
            lines.advance()

        yield advance
        self.progress.update(task, total=self.progress.tasks[task].completed)


class _Lines:
    """A plain line every some seconds, where there is no terminal and something to count."""

    def __init__(
        self, console: Console, name: str, total: int | None, clock: Callable[[], float]
    ) -> None:
        self.console, self.name, self.clock = console, name, clock
        self.total = None if console.is_terminal else total
        self.done, self.started = 0, clock()
        self.said = self.started

    def advance(self) -> None:
        self.done += 1
        now = self.clock()
        if self.total and now - self.said >= NOW_AND_THEN and self.done < self.total:
            self.said = now
            rate = self.done / (now - self.started)
            left = (self.total - self.done) / rate
            self.console.print(
                f"{self.name}: {self.done} of {self.total}, {rate:.1f}/s, {duration(left)} left"
            )


def duration(seconds: float) -> str:
    """Seconds in words, such as `40 s`, `12 min` or `3 h 05 min`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02d} min"
