"""Noting what was said again 重复诉求, and what went above 越级、上级转办 (H2, H13)."""

from collections.abc import Sequence
from datetime import date, timedelta

from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.hotline import events, queries
from sunhall.hotline.models import Above, Repeat
from sunhall.hotline.rules import repeated as rules
from sunhall.hotline.rules.hot import HotGroup
from sunhall.matters import queries as matters

LEAST_WORDS = 4


@action
def note_repeat(number: str, *, by: Actor = SYSTEM) -> Repeat | None:
    """Note that a person says again what they said not long ago 重复诉求 (H2, H13).

    Nothing is merged and nothing refused by it: the desk sees it and decides.
    """
    require(rules.may_note_repeat(by))
    request = queries.request_of(number)
    found = queries.repeated_request(request)
    noted = Repeat.objects.filter(matter=request.matter, kind="person").exists()
    if found is None or noted:
        return None
    earlier, nth = found
    days, rule = queries.repeat_days()
    row = Repeat.objects.create(
        matter=request.matter,
        earlier=earlier,
        kind="person",
        nth=nth,
        days=days,
        rule=rule,
        at=now(),
    )
    record(events.RequestRepeated(matter=number, earlier=earlier.number, nth=nth, days=days), by=by)
    return row


@action
def note_same_requests(groups: Sequence[HotGroup], *, by: Actor = SYSTEM) -> int:
    """Note which requests say what another person said within the days 同类诉求 (H13).

    The groups are those of the night; each request is tied to the first of its group in reach.
    """
    require(rules.may_note_repeat(by))
    days, rule = queries.repeat_days()
    reach = timedelta(days=days)
    noted = set(Repeat.objects.filter(kind="same").values_list("matter", flat=True))
    made = []
    for group in groups:
        for at, one in enumerate(group.messages):
            earlier = next(
                (
                    each
                    for each in group.messages[:at]
                    if one.at - each.at <= reach and (not one.person or each.person != one.person)
                ),
                None,
            )
            if earlier is not None and int(one.key) not in noted:
                made.append(
                    Repeat(
                        matter_id=int(one.key), earlier_id=int(earlier.key), kind="same",
                        days=days, rule=rule, at=now(),
                    )
                )  # fmt: skip
    Repeat.objects.bulk_create(made)
    if made:
        record(events.SameRequestsNoted(day=f"{today()}", count=len(made), days=days), by=by)
    return len(made)


@action
def deny_repeat(number: str, *, reason: str, by: Actor) -> None:
    """Say that a request repeats nothing 不是重复, and why; it no longer counts (H13)."""
    require(rules.may_deny_repeat(by))
    matter = matters.matter_for(by, number)
    said = _said(reason, "请写明为什么不是重复（至少 4 个字）", "reason")
    rows = list(Repeat.objects.select_for_update().filter(matter=matter, denied_at=None))
    if not rows:
        raise refuse("此件没有标为重复或同类", field="reason")
    for row in rows:
        row.denied_at, row.denied_by, row.denied_words = now(), by.code, said
        row.save(update_fields=["denied_at", "denied_by", "denied_words"])
    record(events.RepeatDenied(matter=number, reason=said), by=by)


@action
def note_above(
    number: str,
    *,
    way: str,
    level: str,
    organ: str,
    on: date,
    by: Actor,
    letter: str = "",
    due_on: date | None = None,
) -> Above:
    """Note that a request went to a higher level 越级, or was handed down 上级转办 (H2).

    What was handed down has the number of the higher letter, and the day it is to be reported.
    """
    require(rules.may_note_above(by))
    matter = matters.matter_for(by, number)
    for value, known, field, ask in (
        (way, rules.ABOVE, "way", "请选择越级反映还是上级转办"),
        (level, rules.LEVELS, "level", "请选择市级、省级或国家级"),
    ):
        if value not in known:
            raise refuse(ask, field=field)
    if not organ.strip():
        raise refuse("请写明是哪个上级机关", field="organ")
    if way == "handed" and not letter.strip():
        raise refuse("上级转办请填写来文或转办单编号", field="letter")
    if on > today():
        raise refuse("日期不能晚于今天", field="on")
    if due_on is not None and due_on < on:
        raise refuse("要求回报的日期不能早于来文日期", field="due_on")
    row = Above.objects.create(
        matter=matter, way=way, level=level, organ=organ.strip()[:80], letter=letter.strip()[:80],
        on=on, due_on=due_on, at=now(), by=by.code,
    )  # fmt: skip
    record(
        events.WentAbove(
            matter=number,
            entry=row.pk,
            way_words=rules.ABOVE[way],
            level_words=rules.LEVELS[level],
            organ=row.organ,
            letter=row.letter,
            on=f"{on}",
            due_on=f"{due_on}" if due_on else "",
        ),
        by=by,
    )
    return row


@action
def settle_above(number: str, *, outcome: str, words: str, by: Actor) -> Above:
    """Note that it was reported above 回报上级, or that the entry was wrong 撤销 (H2)."""
    row = queries.above_open(number)
    require(rules.may_settle_above(by, is_open=row is not None))
    matters.matter_for(by, number)
    if row is None:
        raise NotFound(number)
    if outcome not in rules.OUTCOMES:
        raise refuse("请选择已回报还是登记有误", field="outcome")
    row.words = _said(words, "请写明回报的内容和文号，或者哪里登记有误（至少 4 个字）", "words")
    row.settled_at, row.settled_by = now(), by.code
    row.withdrawn = outcome == "withdrawn"
    row.save(update_fields=["words", "settled_at", "settled_by", "withdrawn"])
    record(
        events.AboveSettled(
            matter=number, entry=row.pk, outcome_words=rules.OUTCOMES[outcome], words=row.words
        ),
        by=by,
    )
    return row


def _said(text: str, otherwise: str, field: str) -> str:
    said = text.strip()
    if len(said) < LEAST_WORDS:
        raise refuse(otherwise, field=field)
    return said
