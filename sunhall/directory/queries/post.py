"""Posts: who answers for them now, and when nobody will."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from sunhall.directory.models import EmptySpell, Holding, Leave, Post, Staff
from sunhall.directory.rules import (
    NOBODY,
    Accountable,
    Away,
    Gap,
    Hold,
    gaps_ahead,
    holder_at,
    parent_code,
)
from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.ground.kit.refusal import NotFound, refuse


def post_for(code: str) -> Post:
    """Find a post by code, open or closed."""
    row = Post.objects.filter(code=code).select_related("organisation", "place").first()
    if row is None:
        raise NotFound(f"post {code}")
    return row


def post_for_update(code: str) -> Post:
    """An open post, locked."""
    row = (
        Post.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .filter(code=code, closed_on=None)
        .first()
    )
    if row is None:
        raise refuse("没有代码为 {code} 的在用岗位，请先设立", field="post", code=code)
    return row


def lock_posts_held(staff: Staff) -> None:
    """Lock every post somebody holds or will hold, always in one order."""
    held = Holding.objects.filter(Q(to_on=None) | Q(to_on__gte=today()), staff=staff)
    list(Post.objects.select_for_update().filter(pk__in=held.values("post")).order_by("pk"))


def posts_in_use(organisation: str = "") -> QuerySet[Post]:
    """The open posts, all or those of an organisation and the parts below it."""
    rows = Post.objects.filter(closed_on=None)
    if organisation:
        rows = rows.filter(
            Q(organisation__code=organisation)
            | Q(organisation__code__startswith=f"{organisation}-")
        )
    return rows.select_related("organisation", "place").order_by("organisation__code", "code")


def accountable(post_code: str, at: datetime | None = None) -> Accountable:
    """Say who answers for a post at an instant: A, or B, or nobody (K2)."""
    return accountable_at([post_code], at).get(post_code, NOBODY)


def accountable_at(post_codes: Iterable[str], at: datetime | None = None) -> dict[str, Accountable]:
    """The same for several posts, with one query."""
    instant = at or now()
    codes = list(post_codes)
    found = _resolved(_in_force(instant).filter(post__code__in=codes), instant)
    return {code: found.get(code, NOBODY) for code in codes}


def posts_within(organisations: Iterable[str]) -> QuerySet[Post]:
    """All posts, open or closed, of organisations and the parts below them."""
    codes = list(organisations)
    if "" in codes:
        return Post.objects.all()
    inside = Q(pk__in=[])
    for code in codes:
        inside |= Q(organisation__code=code) | Q(organisation__code__startswith=f"{code}-")
    return Post.objects.filter(inside)


def offices_of(posts: Iterable[str]) -> dict[str, str]:
    """The office that speaks for each post in public: of a village its town, nothing smaller."""
    rows = Post.objects.filter(code__in=posts)
    named = rows.values_list("code", "organisation__code", "organisation__kind")
    return {
        post: parent_code(office) if kind == "village" else office for post, office, kind in named
    }


def posts_held(staff: str) -> frozenset[str]:
    """The codes of the posts a person answers for now: as A, or as B because A is away."""
    instant = now()
    mine = _in_force(instant).filter(staff__code=staff).values("post")
    found = _resolved(_in_force(instant).filter(post__in=mine), instant)
    return frozenset(post for post, who in found.items() if who.staff == staff)


def empty_posts() -> list[str]:
    """The posts that nobody answers for now, and those noted as empty: what the job looks at."""
    codes = list(Post.objects.filter(closed_on=None).values_list("code", flat=True))
    noted = EmptySpell.objects.filter(to_at=None, post__closed_on=None)
    empty = [code for code, who in accountable_at(codes).items() if not who]
    return sorted({*empty, *noted.values_list("post__code", flat=True)})


def gaps_in(post_codes: Iterable[str], days: int = 14) -> dict[str, list[Gap]]:
    """The times ahead in which posts will have nobody, seen before they happen (S11)."""
    start = now()
    codes = list(post_codes)
    last = (start + timedelta(days=days)).astimezone(LOCAL).date()
    rows = Holding.objects.filter(
        Q(to_on=None) | Q(to_on__gte=start.astimezone(LOCAL).date()),
        post__code__in=codes,
        from_on__lte=last,
        staff__left_on=None,
    )
    holds = _holds(rows)
    away = _away(holds, start, start + timedelta(days=days))
    found = {
        code: gaps_ahead(code, holds.get(code, []), away, start, days, LOCAL) for code in codes
    }
    return {code: gaps for code, gaps in found.items() if gaps}


def holds_of(post: Post) -> list[Hold]:
    """All holdings of a post as the rules see them."""
    rows = post.holdings.values_list("staff__code", "rank", "from_on", "to_on")
    return [Hold(*row) for row in rows]


def leaves_of(staff: Staff, since: datetime) -> list[Away]:
    """A person's leaves that have not ended before an instant."""
    rows = staff.leaves.filter(to_at__gt=since).values_list("from_at", "to_at")
    return [Away(staff.code, from_at, to_at) for from_at, to_at in rows]


def _resolved(rows: QuerySet[Holding], at: datetime) -> dict[str, Accountable]:
    """Who answers for each post, in one query: every holding says whether its holder is away."""
    absent = Leave.objects.filter(staff=OuterRef("staff"), from_at__lte=at, to_at__gt=at)
    columns = ("post__code", "staff__code", "rank", "from_on", "to_on", "is_away")
    holds: dict[str, list[Hold]] = {}
    away: set[str] = set()
    told = rows.annotate(is_away=Exists(absent)).values_list(*columns)
    for post, staff, rank, from_on, to_on, is_away in told:
        holds.setdefault(post, []).append(Hold(staff, rank, from_on, to_on))
        if is_away:
            away.add(staff)
    leaves = [Away(staff, at, at + timedelta.resolution) for staff in away]
    return {post: holder_at(those, leaves, at, LOCAL) for post, those in holds.items()}


def _in_force(at: datetime) -> QuerySet[Holding]:
    day: date = at.astimezone(LOCAL).date()
    return Holding.objects.filter(
        Q(to_on=None) | Q(to_on__gte=day),
        Q(staff__left_on=None) | Q(staff__left_on__gt=day),
        from_on__lte=day,
    )


def _holds(rows: QuerySet[Holding]) -> dict[str, list[Hold]]:
    by_post: dict[str, list[Hold]] = {}
    columns = ("post__code", "staff__code", "rank", "from_on", "to_on")
    for post, staff, rank, from_on, to_on in rows.values_list(*columns):
        by_post.setdefault(post, []).append(Hold(staff, rank, from_on, to_on))
    return by_post


def _away(by_post: dict[str, list[Hold]], start: datetime, end: datetime) -> list[Away]:
    codes = {hold.staff for holds in by_post.values() for hold in holds}
    if not codes:
        return []
    rows = Leave.objects.filter(staff__code__in=codes, from_at__lte=end, to_at__gt=start)
    return [Away(*row) for row in rows.values_list("staff__code", "from_at", "to_at")]
