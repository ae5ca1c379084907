"""What an operator copies to the machine: the command with the settings of the service."""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "postgresql://sunhall@/sunhall?host=db1,db2&target_session_attrs=read-write"
SETTINGS = f"""# A comment, and an empty line.

DATABASE_URL={ADDRESS}
SUNHALL_COUNTY='青禾 县'
SUNHALL_SMTP_URL="smtp://hall:a$b`c`@mail.example.cn"
SUNHALL_LOG=INFO"""


def test_the_command_reads_settings_as_the_service_does(tmp_path: Path) -> None:
    (tmp_path / "env").write_text(SETTINGS, encoding="utf-8")
    # Whoever calls is the user of the service already; the program only tells what it was given.
    for name, said in (("id", "echo sunhall"), ("program", 'env; echo "words: $*"')):
        (tmp_path / name).write_text(f"#!/bin/sh\n{said}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    text = (ROOT / "deploy/sunhall").read_text(encoding="utf-8")
    text = text.replace("/etc/sunhall/env", str(tmp_path / "env"))
    text = text.replace("/opt/sunhall/.venv/bin/sunhall", str(tmp_path / "program"))
    (tmp_path / "sunhall").write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["/bin/sh", str(tmp_path / "sunhall"), "check", "--deploy"],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    told = dict(line.partition("=")[::2] for line in done.stdout.splitlines() if "=" in line)
    assert told["DATABASE_URL"] == ADDRESS
    assert told["SUNHALL_COUNTY"] == "青禾 县"
    assert told["SUNHALL_SMTP_URL"] == "smtp://hall:a$b`c`@mail.example.cn"
    assert told["SUNHALL_LOG"] == "INFO"
    assert "words: check --deploy" in done.stdout
    assert done.stderr == ""


def test_a_whole_form_passes_the_proxy() -> None:
    proxy = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    uploads = (ROOT / "sunhall/hotline/views/portal/uploads.py").read_text(encoding="utf-8")
    settings = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    most = int(re.findall(r"^MOST_FILES = (\d+)", uploads, re.MULTILINE)[0])
    each = int(re.findall(r"`SUNHALL_UPLOAD_MB` \| a whole number \| `(\d+)`", settings)[0])
    assert int(re.findall(r"client_max_body_size (\d+)m;", proxy)[0]) > most * each
