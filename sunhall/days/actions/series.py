"""Series and their timetables: versioned, each version with its source (H10, H11)."""

from datetime import date, time

from sunhall.days import events, queries, rules
from sunhall.days.models import Series, SeriesTimetable
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.refusal import refuse, require

# What a county starts with: code, kind, name, how to take part, timetable.
FIRST = (
    (
        "phone-day",
        "phone",
        "领导接听日",
        "接听时间内拨打热线，由领导本人接听；也可以提前写下问题。",
        rules.PHONE_DAYS,
    ),
    (
        "programme",
        "radio",
        "阳光政务·服务热线",
        "播出时间拨打热线，由嘉宾单位直接回答；也可以提前提问。",
        rules.PROGRAMME,
    ),
)


@action
def set_series(
    code: str,
    *,
    kind: str,
    name: str,
    by: Actor,
    channel: str = "",
    host: str = "",
    phone: str = "",
    how: str = "",
) -> Series:
    """Open or change a series 栏目: name, channel, host, how to call (H10)."""
    require(rules.may_keep(by))
    if kind not in rules.KINDS:
        raise refuse("请选择栏目类型", field="kind")
    if not name.strip():
        raise refuse("请填写栏目名称", field="name")
    given = {"channel": channel, "host": host, "phone": phone, "how": how}
    row, made = Series.objects.update_or_create(
        code=code,
        defaults={
            "kind": kind,
            "name": name.strip(),
            **{key: words.strip() for key, words in given.items()},
        },
    )
    change = "新增" if made else "修改"
    record(events.SeriesSet(series=code, name=row.name, change=change), by=by)
    return row


@action
def set_timetable(
    code: str,
    *,
    weeks: tuple[int, ...],
    weekday: int,
    starts: time,
    ends: time,
    on_holiday: str,
    source: str,
    from_on: date,
    by: Actor,
) -> SeriesTimetable:
    """Set a new version of a series' rule 场次安排, from a day on, with its source (H11; 002)."""
    require(rules.may_keep(by))
    series = queries.series_for_update(code)
    last = series.timetables.order_by("-version").first()
    table = rules.Timetable(
        weeks=tuple(sorted(weeks)),
        weekday=weekday,
        starts=starts,
        ends=ends,
        on_holiday=on_holiday,
        source=source.strip(),
        from_on=from_on,
        version=last.version + 1 if last else 1,
    )
    require(rules.may_stand(table), field="source" if len(table.source) < 4 else "")
    if last and from_on < last.from_on:
        raise refuse("新版本应从上一版生效之后开始", field="from_on")
    row = SeriesTimetable.objects.create(
        series=series,
        version=table.version,
        weeks=list(table.weeks),
        weekday=weekday,
        starts=starts,
        ends=ends,
        on_holiday=on_holiday,
        source=table.source,
        from_on=from_on,
    )
    record(
        events.TimetableSet(
            series=code,
            version=row.version,
            rule=table.words,
            source=table.source,
            from_on=f"{from_on}",
        ),
        by=by,
    )
    return row


@action
def seed_series(*, by: Actor) -> None:
    """Lay the two series of the founding documents, unless the county has its own."""
    if Series.objects.exists():
        return
    for code, kind, name, how, table in FIRST:
        set_series(code, kind=kind, name=name, how=how, by=by)
        set_timetable(
            code,
            weeks=table.weeks,
            weekday=table.weekday,
            starts=table.starts,
            ends=table.ends,
            on_holiday=table.on_holiday,
            source=table.source,
            from_on=table.from_on,
            by=by,
        )
