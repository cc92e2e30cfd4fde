"""Raw research tables brought over into record tables; nothing is dropped without a word."""

from collections.abc import Callable
from pathlib import Path

from pfgraph.bringover import actors, aims, alignment, belonging, collaborations, efforts, work
from pfgraph.bringover.crossing import Crossing
from pfgraph.bringover.kept import KeptTable, as_csv, merge, read_kept, settle
from pfgraph.bringover.raw import RawTable, layouts, read_table
from pfgraph.bringover.report import Brought, Report, WordUse, Written
from pfgraph.bringover.words import words
from pfgraph.errors import RecordError
from pfgraph.findings import Finding, Location, Severity, in_order

__all__ = ["Report", "bring_over"]

_SHEETS = frozenset({".xlsx", ".xls", ".ods", ".numbers"})

_STEPS: tuple[Callable[[Crossing], None], ...] = (
    actors.learn_actors,
    collaborations.learn_collaborations,
    efforts.learn_efforts,
    actors.bring_organisations,
    actors.bring_affiliates,
    belonging.bring_memberships,
    collaborations.bring_partnerships,
    collaborations.bring_roles,
    aims.bring_goals,
    aims.bring_objectives,
    aims.bring_benefits,
    aims.bring_partnership_goals,
    work.bring_activities,
    work.bring_agreements,
    work.bring_obligations,
    alignment.bring_assessments,
    alignment.bring_statements,
    efforts.bring_efforts,
    efforts.bring_mechanisms_and_barriers,
)


def bring_over(raw: Path, out: Path) -> Report:
    """Brings the raw tables of the folder `raw` over into the record tables of the folder `out`.

    Rows that `out` holds already are never changed: new rows are added below them, and a row
    that the raw tables say otherwise is reported. Running it again on the same tables changes
    no byte. Raises RecordError when `raw` holds no raw table at all, or when a table in `out`
    cannot be read; nothing has been written then.
    """
    kept = read_kept(out)
    found, strangers = _read_all(raw)
    crossing = Crossing(found, words())
    crossing.findings += strangers
    for table in kept.values():
        for row_id, row in table.rows.items():
            crossing.names.learn(table.name, row_id, row.get("label", ""))
    for step in _STEPS:
        step(crossing)
    settle(crossing.drafts, kept)
    written = [_write(crossing, table) for table in kept.values()]
    return _report(crossing, [each for each in written if each])


def _read_all(raw: Path) -> tuple[dict[str, RawTable], list[Finding]]:
    """The raw tables of a folder, and a finding for each file that is none or is missing."""
    files = _tables_in(raw) if raw.is_dir() else {}
    if not files.keys() & layouts().keys():
        names = ", ".join(f"{name}.csv" for name in layouts())
        raise RecordError(f"{raw}: no raw table is here; give a folder that holds some of {names}")
    found = [
        Finding(
            Severity.WARNING,
            "no raw table is called so; the file is not brought over",
            Location(str(path)),
            path.name,
        )
        for name, path in files.items()
        if name not in layouts()
    ]
    found += [
        Finding(
            Severity.WARNING,
            f"the folder holds no {name}.csv; nothing of it is brought over",
            Location(str(raw)),
            name,
        )
        for name in layouts()
        if name not in files
    ]
    found += _sheets_in(raw)
    return {
        name: read_table(name, layout, files[name])
        for name, layout in layouts().items()
        if name in files
    }, found


def _tables_in(raw: Path) -> dict[str, Path]:
    """The CSV files of the folder by name, however their names are written."""
    paths = sorted(path for path in raw.iterdir() if path.suffix.casefold() == ".csv")
    return {path.stem.casefold(): path for path in reversed(paths)}


def _sheets_in(raw: Path) -> list[Finding]:
    message = "a workbook is not read; save each of its sheets as CSV in UTF-8"
    return [
        Finding(Severity.WARNING, message, Location(str(path)), path.name)
        for path in sorted(raw.iterdir())
        if path.suffix.casefold() in _SHEETS
    ]


def _write(crossing: Crossing, table: KeptTable) -> Written | None:
    rows = crossing.drafts.tables[table.name]
    if not rows:
        return None
    written, differing = merge(rows, table)
    crossing.findings += differing
    if written.added:
        table.path.parent.mkdir(parents=True, exist_ok=True)
        beside = table.path.with_suffix(".csv.new")  # a run that is cut off leaves the table whole
        beside.write_text(as_csv(table), encoding="utf-8", newline="")
        beside.replace(table.path)
    return written


def _report(crossing: Crossing, written: list[Written]) -> Report:
    brought = [
        Brought(
            name,
            table.count,
            len(table.rows) - crossing.left_out[name],
            dict(crossing.gave.get(name, {})),
        )
        for name, table in crossing.raw.items()
    ]
    uses = [
        WordUse(column, word, concept, count)
        for (column, word, concept), count in crossing.uses.items()
        if count and word
    ]
    names = [WordUse(column, name, "", n) for (column, name), n in crossing.dangling.items()]
    return Report(
        tuple(brought),
        tuple(written),
        tuple(sorted(uses, key=lambda use: (use.column, -use.count, use.word))),
        tuple(sorted(names, key=lambda use: (use.column, -use.count, use.word))),
        in_order(crossing.findings),
    )
