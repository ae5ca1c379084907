"""Set up `.venv`: the pinned packages, the `sunhall` command, the compiled catalogues.

Runs on a bare Python 3.11+ with venv. Does nothing, and needs no network, when nothing changed.
"""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

COMMAND = """#!{python}
import sys
from sunhall.config.command.main import main
sys.exit(main())
"""

CATALOGUE = """
import sys
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
with open(sys.argv[1], "rb") as po:
    catalogue = read_po(po)
with open(sys.argv[2], "wb") as mo:
    write_mo(mo, catalogue)
"""


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036  # this file may meet an older Python
        sys.stderr.write("Sunhall needs Python 3.11 or newer.\n")
        return 1
    lock = ROOT / ("requirements-dev.lock" if "--dev" in sys.argv else "requirements.lock")
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    _install(lock)
    _link()
    _compile()
    return 0


def _install(lock: Path) -> None:
    """Install by hash. What the larger list has installed serves the smaller one too."""
    stamp = VENV / f".{lock.stem}"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"Installing {lock.name} …", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True)
    stamp.write_text(wanted)


def _link() -> None:
    """Put the project on the path and the `sunhall` command beside Python."""
    found = subprocess.run(
        [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    (Path(found.stdout.strip()) / "sunhall.pth").write_text(f"{ROOT}\n")
    command = VENV / "bin" / "sunhall"
    command.write_text(COMMAND.format(python=PYTHON))
    command.chmod(0o755)


def _compile() -> None:
    """Compile catalogues that are older than their source."""
    for po in (ROOT / "locale").glob("*/LC_MESSAGES/django.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            compile_catalogue(po)


def compile_catalogue(po: Path) -> None:
    """Write the compiled catalogue beside its source; Babel's own command skips a fuzzy header."""
    subprocess.run([str(PYTHON), "-c", CATALOGUE, str(po), str(po.with_suffix(".mo"))], check=True)


if __name__ == "__main__":
    sys.exit(main())
