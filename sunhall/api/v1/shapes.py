"""Shapes of the API: what goes in and what comes out. Never shared with a page."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

from sunhall.ground.kit.given import in_our_time
from sunhall.hotline import rules as hotline
from sunhall.matters import rules as matters

# PostgreSQL cannot store NUL; refuse it where it comes in.
Words = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=20_000)]
Line = Annotated[str, StringConstraints(pattern=r"^[^\x00\r\n]*$", max_length=200)]
Code = Annotated[str, StringConstraints(pattern=r"^[\w.:-]*$", max_length=60)]

Demand = Literal["consult", "help", "suggest", "complain", "report"]
Outcome = Literal["resolved", "partly", "unresolved", "beyond", "informed", "recorded"]


def _in_our_time(at: datetime) -> datetime:
    if not in_our_time(at.date()):
        raise ValueError("请填写真实的时间")
    return at


def _day_in_our_time(day: date) -> date:
    if not in_our_time(day):
        raise ValueError("请填写真实的日期")
    return day


Day = Annotated[date, AfterValidator(_day_in_our_time)]
Instant = Annotated[AwareDatetime, AfterValidator(_in_our_time)]
Version = Annotated[int | None, Field(ge=1, le=2**31 - 1)]

assert set(Demand.__args__) == set(hotline.DEMANDS)  # type: ignore[attr-defined]
assert set(Outcome.__args__) == set(matters.OUTCOMES)  # type: ignore[attr-defined]


class RequestIn(Schema):
    """A new request."""

    text: Words
    place: Code
    subject: Line = ""
    demand: Demand = "help"
    channel: Literal["api", "phone", "web", "walk_in", "letter", "agent", "sms", "wechat"] = "api"
    name: Line = ""
    phone: Line = ""
    address: Line = ""
    latitude: Decimal | None = Field(None, ge=-90, le=90, max_digits=9, decimal_places=6)
    longitude: Decimal | None = Field(None, ge=-180, le=180, max_digits=9, decimal_places=6)
    class_code: Code = ""
    is_public: bool = False
    is_confidential: bool = False
    is_urgent: bool = False


class RequestFiled(Schema):
    """What the person is given."""

    number: str
    query_code: str
    owner: str
    due_at: datetime | None


class RequestOut(Schema):
    """A request as its reader may see it."""

    number: str
    subject: str
    text: str
    demand: str
    stage: str
    stage_words: str
    phase: str
    place: str
    channel: str
    class_code: str
    owner: str
    offered_to: str
    opened_at: datetime
    due_at: datetime | None
    is_paused: bool
    late_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    outcome: str
    satisfied: bool | None
    answer: str
    version: int
    moves: list[str]


class RequestLine(Schema):
    """A request in a list."""

    number: str
    subject: str
    stage: str
    phase: str
    place: str
    class_code: str
    owner: str
    offered_to: str
    opened_at: datetime
    due_at: datetime | None
    late_at: datetime | None
    version: int


class RequestPage(Schema):
    """One page of a list; `next` goes into `after` for the page behind it."""

    items: list[RequestLine]
    next: str


class ClassIn(Schema):
    class_code: Code
    version: Version = None


class AssignIn(Schema):
    to: Code
    reason: Line = ""
    version: Version = None


class ReturnIn(Schema):
    reason_code: Code
    reason: Words
    suggested: Code
    version: Version = None


class VersionIn(Schema):
    version: Version = None


class AnswerIn(Schema):
    text: Words
    outcome: Outcome
    cause: Words = ""
    basis: Words = ""
    plan: Words = ""
    third: Code = ""
    version: Version = None


class DirectIn(Schema):
    text: Words
    outcome: Outcome = "informed"
    third_party: Annotated[Line, Field(max_length=80)] = ""
    version: Version = None


class WordsIn(Schema):
    words: Words = ""
    version: Version = None


class ReadIn(Schema):
    to: Code
    words: Words = ""
    version: Version = None


class LeaderIn(Schema):
    to: Code = ""
    words: Words = ""
    version: Version = None


class RefuseIn(Schema):
    ground: Code
    words: Words = ""
    version: Version = None


class MergeIn(Schema):
    into: Code


class NoteIn(Schema):
    text: Words
    shown_to_person: bool = False


class ContactIn(Schema):
    way: Code
    result: Code
    words: Words = ""


class PauseIn(Schema):
    ground: Annotated[Line, Field(max_length=40)]
    paper: Annotated[Line, Field(max_length=120)]
    version: Version = None


class ExtensionIn(Schema):
    n: int = Field(ge=1, le=365)
    reason: Words


class DecisionIn(Schema):
    granted: bool
    reason: Words = ""


class SplitIn(Schema):
    reason: Words
    version: Version = None


class ObjectionIn(Schema):
    upheld: bool
    to: Code = ""
    words: Words
    version: Version = None


class PlanIn(Schema):
    planned_at: Instant
    way: Code
    room: Code = ""
    place: Line = ""
    wants_lawyer: bool = False
    volunteer: Code = ""
    version: Version = None


class HeldIn(Schema):
    way: Code
    minutes: Words
    explained: Words
    result: Code
    attendees: Line = ""
    served: int | None = Field(default=None, ge=0, le=720)
    agreed: list[Words] = Field(default=[], max_length=10)
    agreed_on: date | None = None
    version: Version = None


class RevisitIn(Schema):
    way: Code
    reached: bool
    solved: bool | None = None
    satisfied: bool | None = None
    understands: bool | None = None
    words: Words = ""


class ConferIn(Schema):
    """A meeting of departments: where, when, about what, who leads and who helps."""

    meets_at: Instant
    place: Line
    agenda: Words
    lead: Code
    others: list[Code] = Field(min_length=1, max_length=20)
    version: Version = None


class ConcludeIn(Schema):
    """What a meeting decided; for each post who came, what it said and its task."""

    decision: Words
    attended: dict[Code, Line] = Field(default_factory=dict, max_length=20)
    opinions: dict[Code, Words] = Field(default_factory=dict, max_length=20)
    tasks: dict[Code, Words] = Field(default_factory=dict, max_length=20)
    version: Version = None


class CallOffIn(Schema):
    reason: Words
    version: Version = None


class ReportIn(Schema):
    """What was done, for the lead of a meeting or for the leader who instructed."""

    words: Words


class InstructIn(Schema):
    """An instruction; `due_on` is the day by which the leader wants a report."""

    to: Code
    words: Words
    due_on: Day | None = None
    version: Version = None


class ReviewIn(Schema):
    """Done, or what is still missing."""

    done: bool
    words: Words = ""


class SeatOut(Schema):
    """One post in a meeting; a co-handler has a task, its last moment and its report."""

    post: str
    is_lead: bool
    attended_by: str
    opinion: str
    task: str
    due_at: datetime | None
    late_at: datetime | None
    reported_at: datetime | None
    report: str


class ConferenceOut(Schema):
    """A meeting about a request: called, concluded or called off."""

    called_at: datetime
    meets_at: datetime
    place: str
    agenda: str
    decision: str
    concluded_at: datetime | None
    off_at: datetime | None
    off_reason: str
    seats: list[SeatOut]


class InstructionOut(Schema):
    """An instruction about a request and where it stands."""

    leader: str
    to: str
    words: str
    due_on: date | None
    state: str
    given_at: datetime
    late_at: datetime | None
    reported_at: datetime | None
    report: str
    done_at: datetime | None
    done_words: str


class TaskOut(Schema):
    """A task that a post of this key owes the lead of a meeting."""

    number: str
    subject: str
    post: str
    task: str
    due_at: datetime | None
    is_late: bool


class StoryLine(Schema):
    """One fact of the journal."""

    at: datetime
    actor: str
    kind: str
    words: str


class DayOut(Schema):
    """One day of a limit: whether it counted and why."""

    date: str
    counted: bool
    total: int
    reason: str
    source: str


class ClockOut(Schema):
    """One clock with its day-by-day explanation."""

    name: str
    rule: str
    rule_version: int
    n: int
    unit: str
    extended: int
    started_at: datetime
    due_at: datetime | None
    met_at: datetime | None
    lamp: str
    days_left: int | None
    is_provisional: bool
    calendar_version: int
    days: list[DayOut]


class TrackIn(Schema):
    """Number and query code 查询码, as on the receipt."""

    number: Line
    code: Line


class RateIn(TrackIn):
    stars: int = Field(ge=1, le=5)
    words: Words = ""
    reasons: list[Line] = Field(default_factory=list, max_length=10)


class TrackOut(Schema):
    """What the person sees."""

    number: str
    subject: str
    status: str
    meaning: str
    holder: str
    next_step: str
    due_at: datetime | None
    answer: str


class ClassOut(Schema):
    code: str
    path: str


class PlaceOut(Schema):
    code: str
    full_name: str
