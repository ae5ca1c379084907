"""What happens to files because time passed."""

from sunhall.ground.files import store

# A job runs in one transaction; more would hold SQLite's only write lock too long.
_AT_ONCE = 20


def scan_files_waiting() -> None:
    """Scan files marked 未扫描 as soon as there is a scanner (K8)."""
    store.scan_waiting(limit=_AT_ONCE)


def sweep_files() -> None:
    """Erase copies of uploads given up and of removals cut short (K8)."""
    store.sweep_disk()
