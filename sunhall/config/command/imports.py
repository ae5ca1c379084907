"""Import requests from a file of another system: CSV, CSV.gz or Excel (H8, D2).

Good rows are kept, bad ones go to a CSV that can be corrected and imported again. Stopped at any
moment, the same command goes on: rows that are here already count as unchanged. Without
--source, the source is found by content: the source that already holds rows of this file under
the same numbers, so that a renamed copy adds nothing twice; else the file's name.
"""

import argparse
import csv
import gc
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path

from django.conf import settings

from sunhall.config.command import basics
from sunhall.config.command.breath import breathe
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.refusal import refuse
from sunhall.ground.kit.table import columns as headers_of
from sunhall.ground.kit.table import guarded
from sunhall.hotline import actions
from sunhall.hotline.actions.importing import CHUNK
from sunhall.hotline.queries import imports as queries
from sunhall.hotline.rules import imports as rules

SUMMARY = "import requests from CSV, CSV.gz or Excel"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to import, from where, and how its columns are called."""
    fields = ", ".join(f"{field} {words}" for field, words in rules.FIELDS.items())
    parser.add_argument("what", choices=["requests"], help="what the rows are")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="field=header",
        help=f"which column holds which field ({fields}); guessed when none is given",
    )
    parser.add_argument("--source", default="", metavar="NAME", help="name of the other system")
    parser.add_argument("--rejects", type=Path, metavar="FILE", help="where to put rejected rows")
    parser.add_argument("--dry-run", action="store_true", help="check every row, write nothing")
    parser.add_argument("--json", action="store_true", help="end with one JSON object")


def run(args: argparse.Namespace) -> int:
    """Import; 0 when the file was read to its end, whatever became of its rows."""
    basics.lay_office()
    headers = headers_of(args.file)
    columns = rules.mapped(args.column, headers) or rules.guess(headers)
    _tell("列的对应：" + "，".join(f"{field}={header}" for field, header in columns.items()))
    rules.require_usable(columns)
    sample = list(islice(queries.Lines(args.file, columns), queries.SAMPLE))
    source = args.source.strip()[:40] or queries.source_name(args.file.name, sample)
    _tell(f"来源：{source}")
    started = time.monotonic()
    taken = _check(args.file, columns, source) if args.dry_run else _take(args, columns, source)
    _report(args, taken, time.monotonic() - started)
    return 0


class Sum(queries.Taken):
    """What became of the whole file."""

    rows = 0

    def add(self, lines: int, taken: queries.Taken) -> None:
        """Add a batch."""
        self.rows += lines
        self.imported += taken.imported
        self.unchanged += taken.unchanged
        self.wordless += taken.wordless
        self.rejected += taken.rejected


def _take(args: argparse.Namespace, columns: Mapping[str, str], source: str) -> Sum:
    total = queries.row_count(args.file)
    job = actions.start_import(
        args.file.name,
        sha256=queries.file_hash(args.file),
        rows=total,
        columns=columns,
        source=source,
        by=SYSTEM,
    )
    # What is loaded by now is never garbage; a tenth of the time went into looking at it.
    gc.freeze()
    whole = Sum()
    for lines in _batches(args.file, columns):
        began = time.monotonic()
        whole.add(len(lines), actions.take_lines(job.code, lines, by=SYSTEM))
        breathe(began)
        _progress(whole.rows, total)
    actions.finish_import(job.code, by=SYSTEM)
    return whole


def _check(file: Path, columns: Mapping[str, str], source: str) -> Sum:
    whole = Sum()
    for lines in _batches(file, columns):
        whole.add(len(lines), queries.weighed(source, lines))
    return whole


def _batches(file: Path, columns: Mapping[str, str]) -> Iterator[list[queries.Line]]:
    lines = queries.Lines(file, columns)
    while batch := list(islice(lines, CHUNK)):
        yield batch


def _report(args: argparse.Namespace, whole: Sum, seconds: float) -> None:
    words = "试运行（没有写入）" if args.dry_run else "导入完成"
    _tell(
        f"{words}：共 {whole.rows} 行，新增 {whole.imported}，未变 {whole.unchanged}，"
        f"退回 {len(whole.rejected)}，用时 {seconds:.1f} 秒"
    )
    if whole.wordless:
        _tell(f"其中 {whole.wordless} 行只有办结时间，答复内容写为“{rules.NO_WORDS}”")
    if whole.rejected and not args.dry_run:
        _tell(f"退回的行：{_write_rejects(args, whole)}（改好后可以直接再次导入）")
    if args.json:
        rejected = [
            {"row": line.row, "field": bad.field, "reason": bad.reason}
            for line, bad in whole.rejected
        ]
        counts = {"rows": whole.rows, "imported": whole.imported, "unchanged": whole.unchanged}
        print(json.dumps(counts | {"rejected": rejected}, ensure_ascii=False))
        return
    for line, bad in whole.rejected[:10]:
        print(f"第 {line.row} 行 {rules.FIELDS.get(bad.field, bad.field)}：{bad.reason}")


def _write_rejects(args: argparse.Namespace, whole: Sum) -> Path:
    """Write rejected rows as they stood, whole or not at all, never over an earlier file."""
    path: Path = args.rejects or _free(args.file)
    names = [name for name in headers_of(args.file) if name not in rules.REJECT_COLUMNS]
    draft = path.with_name(path.name + ".part")
    try:
        with draft.open("w", encoding="utf-8-sig", newline="") as out:
            table = csv.writer(out)
            table.writerow(map(guarded, [*names, *rules.REJECT_COLUMNS]))
            for line, bad in whole.rejected:
                cells = [line.cells.get(name, "") for name in names]
                told = [*cells, str(line.row), bad.field, bad.reason]
                table.writerow(map(guarded, told))
        draft.replace(path)
    except OSError as trouble:
        raise refuse(
            "写不了退回文件 {path}，请用 --rejects 指定一个可写的位置", path=path
        ) from trouble
    return path


def _free(file: Path) -> Path:
    """A free name beside the input; in the present or our own folder where we may not write."""
    own = Path(settings.VAR) / "imports"
    with suppress(OSError):
        own.mkdir(parents=True, exist_ok=True)
    folders = (file.parent, Path.cwd(), own)
    folder = next((one for one in folders if os.access(one, os.W_OK)), own)
    stem = queries.file_stem(file.name) + queries.REJECTS_SUFFIX
    names = (f"{stem}{f'-{at}' if at > 1 else ''}.csv" for at in range(1, 10_000))
    return next(folder / name for name in names if not (folder / name).exists())


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and total:
        filled = 30 * done // total
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\r[{'#' * filled:<30}] {done}/{total} {100 * done // total}%{end}")
        sys.stderr.flush()


def _tell(words: str) -> None:
    sys.stderr.write(f"{words}\n")
