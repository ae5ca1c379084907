"""What a report holds: counts of three periods, the names of its values, requests worth a line."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.hotline import queries as hotline
from sunhall.places import queries as places
from sunhall.places.rules import full_code
from sunhall.reports import rules
from sunhall.reports.queries.journal import told
from sunhall.supervision import queries as supervision

UNNAMED = {
    "class": "未分类",
    "place": "没有注明",
    "handler": "没有承办岗位",
    "office": "没有承办单位",
}


@dataclass(frozen=True)
class Counted:
    """What is kept of a period, and the requests it was counted from."""

    content: dict[str, Any]
    told: list[rules.Elements]


def counted(kind: str, span: rules.Span, upto: int) -> Counted:
    """Count a period and the two it is compared with, from the journal up to one entry."""
    ours = told(span, upto)
    content: dict[str, Any] = {
        "version": rules.VERSION,
        "wording": rules.WORDING.version,
        "now": rules.tally(kind, ours),
    }
    for name, other in (
        ("before", rules.span_before(kind, span)),
        ("last_year", rules.span_last_year(kind, span)),
    ):
        content[name] = rules.tally(kind, told(other, upto))
    content["names"] = _names(content)
    content["hot"] = [asdict(one) for one in _hot(span)]
    return Counted(content, ours)


def words(kind: str, found: Counted) -> str:
    """The machine's text about what was counted."""
    content = found.content
    worth = sorted(filter(rules.is_worth_a_line, found.told), key=rules.weight)
    shown = worth[: rules.WORDING.most_cases]
    return rules.analysis(
        rules.Given(
            kind,
            content["now"],
            content["before"],
            content["last_year"],
            lambda element, value: name_of(content, element, value),
            _stories(content, shown),
            len(worth) - len(shown),
            [rules.Hot(**one) for one in content["hot"]],
        )
    )


def name_of(content: dict[str, Any], element: str, value: str) -> str:
    """The words of one value of an element, as they were when it was counted."""
    found: str = content["names"].get(f"{element}:{value}", value)
    return found


def _hot(span: rules.Span) -> list[rules.Hot]:
    """The hottest issues somebody spoke of in the period, as they stood at its end (H9)."""
    found = hotline.hot_issues_between(SYSTEM, span.first, span.last)
    return [
        rules.Hot(
            code=one.code,
            title=one.title,
            count=one.count,
            persons=one.persons,
            came=sum(span.first <= message.day <= span.last for message in one.messages),
            alarm=one.growth.alarm,
            state_words=one.state_words,
            owner=one.owner,
        )
        for one in found[: rules.WORDING.most_hot]
    ]


def _stories(content: dict[str, Any], shown: Iterable[rules.Elements]) -> list[rules.Story]:
    ours = list(shown)
    paths = dict(
        hotline.every_class()
        .filter(code__in={one.class_code or "" for one in ours})
        .values_list("code", "path")
    )
    named = supervision.named_posts(one.post for one in ours)
    return [
        rules.Story(
            one,
            name_of(content, "place", one.place[: rules.TOWN]),
            paths.get(one.class_code or "", "未分类"),
            named.get(one.post, ""),
        )
        for one in ours
    ]


def _names(content: dict[str, Any]) -> dict[str, str]:
    """Names of every value that occurs, frozen: a class renamed later keeps its name here."""
    seen = {
        element.code: {
            value
            for period in ("now", "before", "last_year")
            for value in content[period]["elements"][element.code]
        }
        for element in rules.COUNTED
    }
    tops = hotline.every_class().filter(code__in=seen["class"]).values_list("code", "name")
    offices = directory.organisations_ever().filter(code__in=seen["office"])
    known: dict[str, dict[str, str]] = {
        "class": dict(tops),
        "place": _places(seen["place"]),
        "handler": supervision.named_posts(seen["handler"]),
        "office": dict(offices.values_list("code", "name")),
        "when": {value: _when(value) for value in seen["when"]},
    }
    return {
        f"{element.code}:{value}": _name(element, value, known)
        for element in rules.COUNTED
        for value in sorted(seen[element.code])
    }


def _places(codes: Iterable[str]) -> dict[str, str]:
    """Names of towns by the digits that say which town it is."""
    full = {full_code(code): code for code in codes if code}
    return {full[code]: name for code, name in places.names_of(full).items()}


def _name(element: rules.Element, value: str, known: dict[str, dict[str, str]]) -> str:
    if value in element.values:
        return element.values[value]
    return known.get(element.code, {}).get(value) or UNNAMED.get(element.code, value) or value


def _when(value: str) -> str:
    if len(value) <= 2:
        return f"{int(value)}时" if value else "没有时间"
    day = date.fromisoformat(value)
    return f"{day.month}月{day.day}日"
