"""One row of a table as a request with, perhaps, its answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sunhall.ground.kit.sentence import Sentence
from sunhall.hotline.rules.imports.mark import ask_part, mark_of
from sunhall.hotline.rules.imports.texts import clean
from sunhall.hotline.rules.imports.times import Moment, read_moment
from sunhall.hotline.rules.words import subject_of

MOST_SUBJECT = 200
MOST_NUMBER = 80
_LONG_NUMBER = Sentence("编号超过 {most} 个字符，请核对列的对应关系", most=MOST_NUMBER)
# Stands where another system tells when it was done with a case, and not what it said (D2).
NO_WORDS = "来源系统未给出答复内容"
_PANDAS_INTEGER = re.compile(r"\d+\.0")


@dataclass(frozen=True, slots=True)
class Given:
    """A row that can be taken: what was asked, and the answer if there is one."""

    number: str
    person: str
    subject: str
    text: str
    received_at: datetime
    answer: str
    answered_at: datetime | None
    class_words: str
    place: str
    channel: str
    mark: str


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a row cannot be taken: the field at fault and the reason in plain words."""

    field: str
    reason: str


def read(cells: Mapping[str, str], columns: Mapping[str, str], now: datetime) -> Given | Bad:
    """Read a row under a mapping of fields to headers.

    An answer needs its time, which may not lie in the future nor before the request. A time
    without an answer is a case that was closed without words: it is taken, and says so. A bare
    day of answer means its last second, so that it is neither before a request of the same day
    nor late by accident. A row without a number is known by its content.
    """
    said = {field: cells.get(header, "").strip() for field, header in columns.items()}
    subject, text = clean(said.get("subject", "")), clean(said.get("text", ""))
    if not (subject or text):
        return Bad("text", "内容和主题都是空的，请补上其中一项")
    received = _received(said, now)
    if isinstance(received, Bad):
        return received
    answered = _answered(said, received, now)
    if isinstance(answered, Bad):
        return answered
    mark = _mark(said, received, answered)
    number = _number(said.get("number", "")) or f"#{ask_part(mark)}"
    if len(number) > MOST_NUMBER:
        return Bad("number", _LONG_NUMBER)
    return Given(
        number=number,
        person=said.get("person", ""),
        subject=" ".join(subject.split())[:MOST_SUBJECT] or subject_of(text),
        text=_whole(subject, text),
        received_at=received.at,
        answer=clean(said.get("answer", "")) or NO_WORDS if answered else "",
        answered_at=min(answered.end(), now) if answered else None,
        class_words=clean(said.get("class", ""))[:120],
        place=clean(said.get("place", ""))[:200],
        channel=said.get("channel", ""),
        mark=mark,
    )


def _received(said: Mapping[str, str], now: datetime) -> Moment | Bad:
    text = said.get("received_at", "")
    if not text:
        return Bad("received_at", "没有受理时间，请补上")
    moment = read_moment(text)
    if moment is None:
        return Bad("received_at", _unreadable(text))
    if moment.at > now:
        return Bad("received_at", Sentence("受理时间 {text} 还没有到，请核对", text=text))
    return moment


def _answered(said: Mapping[str, str], received: Moment, now: datetime) -> Moment | Bad | None:
    """The time of the answer. A wrong time is told first, whether there is an answer or not."""
    has_answer = bool(clean(said.get("answer", "")))
    moment = _answer_time(said, received)
    if isinstance(moment, Bad):
        return moment
    if moment is None:
        words = "有答复内容但没有答复时间，请补上时间或清空答复"
        return Bad("answered_at", words) if has_answer else None
    if moment.at > now:
        return Bad("answered_at", Sentence("答复时间 {text} 还没有到，请核对", text=moment.text))
    if moment.end() < received.at:
        words = Sentence(
            "答复时间 {text} 早于受理时间 {received}，请核对",
            text=moment.text,
            received=received.text,
        )
        return Bad("answered_at", words)
    # A number of days alone is no proof that anything was done by then.
    return moment if has_answer or said.get("answered_at") else None


def _answer_time(said: Mapping[str, str], received: Moment) -> Moment | Bad | None:
    if text := said.get("answered_at", ""):
        return read_moment(text) or Bad("answered_at", _unreadable(text))
    if days := said.get("answer_days", ""):
        words = Sentence("“{days}”不是天数，请填写 0 或更大的整数", days=days[:20])
        return _after(received, days) or Bad("answer_days", words)
    return None


def _after(received: Moment, days: str) -> Moment | None:
    """The day that lies so many days after the day of receipt."""
    try:
        count = float(days)
    except ValueError:
        return None
    if not (0 <= count < 40_000 and count.is_integer()):
        return None
    day = read_moment(received.text[:10])
    return Moment(day.at + timedelta(days=int(count)), is_day=True) if day else None


def _mark(said: Mapping[str, str], received: Moment, answered: Moment | None) -> str:
    asked = [said.get(field, "") for field in ("person", "subject", "text", "class", "place")]
    return mark_of(
        [*asked, said.get("channel", ""), received.text],
        [said.get("answer", ""), answered.text] if answered else [],
    )


def _number(text: str) -> str:
    return text[:-2] if _PANDAS_INTEGER.fullmatch(text) else text


def _whole(subject: str, text: str) -> str:
    """The text, with the subject before it when the subject alone would be cut or stands alone."""
    if not text:
        return subject
    return f"{subject}\n\n{text}" if len(" ".join(subject.split())) > MOST_SUBJECT else text


def _unreadable(text: str) -> str:
    words = "“{text}”不是可以识别的时间，请写成 2026-01-31 09:30 这样的形式"
    return Sentence(words, text=text[:30])
