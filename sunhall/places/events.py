"""What happens to the place map."""

from sunhall.ground.journal.events import Event, event


@event("新增区划「{name}」（{place}）", stream="place:{place}")
class PlaceAdded(Event):
    place: str
    name: str
    level: str


@event("区划「{old}」更名为「{name}」", stream="place:{place}")
class PlaceRenamed(Event):
    place: str
    old: str
    name: str


@event(
    "区划「{name}」用到 {closed_on} 为止，此后停用：{reason}",
    stream="place:{place}",
    private=("reason",),
)
class PlaceClosed(Event):
    place: str
    name: str
    closed_on: str
    reason: str


@event(
    "导入区划：新增 {new}，更名 {changed}，未变 {unchanged}，未采用 {rejected}", stream="places:map"
)
class DivisionsImported(Event):
    source: str
    digest: str
    new: int
    changed: int
    unchanged: int
    rejected: int
