"""Put an archive back into an empty database. Stop web and worker first.

Afterwards `sunhall verify` recomputes every chain: a restored house proves itself.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection

from sunhall.config.command.backup import file_digest, postgres_words
from sunhall.ground.kit.refusal import refuse

SUMMARY = "put an archive back into an empty database"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to read."""
    parser.add_argument("file", type=Path, help="archive written by sunhall backup")


def run(args: argparse.Namespace) -> int:
    """Check the archive, refuse a database in use, then put everything back."""
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder)
        _unpack(args.file, part)
        _check(part)
        _restore_database(part / "database")
        if (part / "files").exists():
            shutil.copytree(part / "files", settings.MEDIA_ROOT, dirs_exist_ok=True)
    sys.stdout.write("已恢复，请运行 sunhall verify 核对 (restored; now run sunhall verify)\n")
    return 0


def _unpack(file: Path, folder: Path) -> None:
    try:
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
    except tarfile.TarError as error:
        raise refuse(
            "{file} 不是完整的备份文件，请选择 sunhall backup 写出的文件", field="file", file=file
        ) from error
    if not (folder / "about.json").exists():
        raise refuse("{file} 不是 sunhall backup 写出的备份文件", field="file", file=file)


def _check(part: Path) -> None:
    about = json.loads((part / "about.json").read_text(encoding="utf-8"))
    if file_digest(part / "database") != about["sha256"]:
        raise refuse("备份文件已损坏：数据库部分的摘要不符，请换用另一份备份", field="file")
    if about["engine"] != connection.vendor:
        raise refuse(
            "备份来自 {engine}，而当前数据库是 {here}",
            field="file",
            engine=about["engine"],
            here=connection.vendor,
        )
    if connection.introspection.table_names():
        raise refuse("目标数据库不是空的，请指定一个空数据库（DATABASE_URL）", field="file")


def _restore_database(dump: Path) -> None:
    if connection.vendor == "sqlite":
        connection.close()
        shutil.copyfile(dump, settings.DATABASES["default"]["NAME"])
        return
    words, environment = postgres_words()
    subprocess.run(  # noqa: S603
        ["pg_restore", "--no-owner", "--exit-on-error", *words, str(dump)],  # noqa: S607
        check=True,
        env=environment,
    )
