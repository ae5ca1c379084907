"""What happens to files."""

from sunhall.ground.journal.events import Event, event


@event("附件已保存", stream="file:{file}")
class FileKept(Event):
    """A file was checked and kept; the two hashes prove what came in and what is kept."""

    file: str
    owner: str
    file_kind: str
    size: int
    sha256: str
    received_sha256: str
    scan: str


@event("附件已关联", stream="file:{file}")
class FileAttached(Event):
    """A file passed from a draft to the noun it belongs to."""

    file: str
    before: str
    owner: str


@event("附件已查看", stream="file:{file}", private=("purpose",))
class FileOpened(Event):
    """Someone opened a private file."""

    file: str
    owner: str
    purpose: str


@event("附件已删除", stream="file:{file}", private=("reason",))
class FileRemoved(Event):
    """A file was removed; its copy on disk is erased."""

    file: str
    owner: str
    reason: str


@event("附件含有病毒，已隔离", stream="file:{file}")
class FileQuarantined(Event):
    """A later scan found a virus; the file is never served again."""

    file: str
    owner: str
    found: str
