"""What an operator types wrong is answered in words with the way out, never with a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks.registry import registry
from django.db import connection

from sunhall.config.command.main import main
from sunhall.ground.files.checks import scanner_has_an_address
from sunhall.ground.sealed.checks import keys_are_well_formed
from tests.cast import Cast

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["restore", "{folder}/no.tar"], "打不开 {folder}/no.tar"),
        (["restore", "{folder}/text.csv"], "不是完整的备份文件，请选择 sunhall backup 写出的文件"),
        (["backup", "{folder}/none/x.tar"], "没有文件夹 {folder}/none，请先建立或换一个位置"),
        (["places", "{folder}"], "打不开 {folder}"),
        (["api-key", "nobody", "--name", "市民云"], "没有工号为 nobody 的在职工作人员"),
        (["admin", "nobody", "--reset"], "没有工号为 nobody 的在职工作人员，请核对工号"),
    ],
)
def test_a_wrong_word_is_answered_with_the_way_out(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], answer: str
) -> None:
    (tmp_path / "text.csv").write_text("a,b\n1,2\n")
    assert main([word.format(folder=tmp_path) for word in words]) == 1
    assert answer.format(folder=tmp_path) in capsys.readouterr().err


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["web", f"--port={port}"])
    assert stopped.value.code == 2
    assert "write a number from 1 to 65535" in capsys.readouterr().err


def test_keys_that_cannot_seal_stop_the_start(settings) -> None:
    assert keys_are_well_formed() == []
    settings.SEALED_KEYS = ["2:abcd"]
    (found,) = keys_are_well_formed()
    assert found.is_serious()
    assert "64 hex digits" in found.msg
    assert keys_are_well_formed in registry.get_checks()


def test_a_scanner_that_does_not_answer_is_told_at_the_start(settings, tmp_path: Path) -> None:
    settings.CLAMAV = f"unix:{tmp_path}/clamd"
    (found,) = scanner_has_an_address()
    assert not found.is_serious(), "the hall stays open; files are marked as not scanned"
    assert "未扫描" in found.msg


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="brings an SQLite of its own; the other is in the docs"
)
def test_a_county_is_backed_up_restored_and_proves_itself(tmp_path: Path) -> None:
    old, new, tar = tmp_path / "old", tmp_path / "new", tmp_path / "county.tar"
    assert sunhall(old, "setup").returncode == 0
    assert sunhall(old, "admin", "zheng", "--name", "郑系统", "--role", "system_admin").stdout
    assert sunhall(old, "backup", str(tar)).returncode == 0
    assert "目标数据库不是空的" in sunhall(old, "restore", str(tar)).stderr
    new.mkdir()
    (old / "secrets").rename(new / "secrets")
    assert sunhall(new, "restore", str(tar)).returncode == 0
    assert "0 处不符" in sunhall(new, "verify").stdout
    assert "这个工号已经使用" in sunhall(new, "admin", "zheng", "--name", "郑系统").stderr
    cut = tmp_path / "cut.tar"
    cut.write_bytes(tar.read_bytes()[:200_000])
    assert "不是完整的备份文件" in sunhall(tmp_path / "third", "restore", str(cut)).stderr


def sunhall(var: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run the command as an operator does, in a house of its own."""
    ours = ("SUNHALL_", "DATABASE_URL", "DJANGO_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, "-m", "sunhall.config.command", *words],
        env={**clean, "SUNHALL_VAR": str(var)},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
