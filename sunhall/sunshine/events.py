"""What happens to the public figures."""

from sunhall.ground.journal.events import Event, event


@event("公布 {first} 至 {last} 收到的诉求的统计（{scope}）", stream="release:{scope}-{first}")
class FiguresReleased(Event):
    """Counts of whole months were published; the digest tells whether they are still the same."""

    scope: str
    first: str
    last: str
    digest: str
