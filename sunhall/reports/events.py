"""What happens to reports."""

from sunhall.ground.journal.events import Event, event

STREAM = "report:{report}"


@event("{kind_words}（{first} 至 {last}）第 {version} 版生成", stream=STREAM)
class ReportMade(Event):
    """Figures are counted from the entries up to one; counted again they are the same."""

    report: int
    kind_words: str
    first: str
    last: str
    version: int
    upto: int
    digest: str


@event("报告文字修改", stream=STREAM, private=("text",))
class ReportEdited(Event):
    report: int
    text: str


@event("{paper} 审签报送", stream=STREAM)
class ReportSent(Event):
    report: int
    kind_words: str
    paper: str
    check_code: str
    sha256: str
    to: tuple[str, ...]
