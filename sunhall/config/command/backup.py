"""Write one archive with the database and the files. Keys stay out: keep them apart.

SQLite is copied with VACUUM INTO (a consistent copy while the house is open), PostgreSQL with
pg_dump. The archive names the SHA-256 of each part, which `sunhall restore` checks.
"""

import argparse
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse

SUMMARY = "write one archive with database and files"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to write."""
    parser.add_argument("file", type=Path, help="archive to write, such as sunhall.tar")


def run(args: argparse.Namespace) -> int:
    """Write to a temporary name first, so that a broken backup never bears the good name."""
    target: Path = args.file
    part = target.with_name(target.name + ".part")
    if not target.parent.is_dir():
        raise refuse(
            "没有文件夹 {folder}，请先建立或换一个位置", field="file", folder=target.parent
        )
    with tempfile.TemporaryDirectory() as folder, tarfile.open(part, "w") as archive:
        dump = Path(folder) / "database"
        dump_database(dump)
        archive.add(dump, "database")
        files = Path(settings.MEDIA_ROOT)
        if files.exists():
            archive.add(files, "files")
        about = {
            "made_at": now().isoformat(),
            "engine": connection.vendor,
            "sha256": file_digest(dump),
        }
        _add_text(archive, "about.json", json.dumps(about))
    part.chmod(0o600)
    os.replace(part, target)
    sys.stdout.write(f"{target} ({target.stat().st_size:,} bytes)\n")
    return 0


def file_digest(path: Path) -> str:
    """SHA-256 of a file of any size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def dump_database(target: Path) -> None:
    """Copy the database consistently into one file."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])
        return
    words, environment = postgres_words()
    subprocess.run(["pg_dump", "-Fc", "-f", str(target), *words], check=True, env=environment)  # noqa: S603, S607


def postgres_words() -> tuple[list[str], dict[str, str]]:
    """Arguments and environment for PostgreSQL's own programs; the password stays off argv."""
    known: dict[str, Any] = connection.settings_dict
    pairs = (("-h", known["HOST"]), ("-p", known["PORT"]), ("-U", known["USER"]))
    words = [word for flag, value in pairs if value for word in (flag, str(value))]
    environment = {**os.environ, "PGPASSWORD": str(known["PASSWORD"] or "")}
    return [*words, "-d", str(known["NAME"])], environment


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    data = text.encode()
    member = tarfile.TarInfo(name)
    member.size = len(data)
    archive.addfile(member, io.BytesIO(data))
