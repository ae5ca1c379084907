"""What happens to papers."""

from sunhall.ground.journal.events import Event, event


@event("文书「{number}」已制作，文件散列 {sha256}", stream="paper:{paper}")
class PaperMade(Event):
    """A paper was printed and kept; its hash proves what was handed out."""

    paper: str
    owner: str
    number: str
    layout: str
    file: str
    sha256: str
    size: int


@event("文书「{number}」已作废", stream="paper:{paper}", private=("reason",))
class PaperWithdrawn(Event):
    """A paper no longer holds; whoever checks its code is told so."""

    paper: str
    owner: str
    number: str
    reason: str
