"""What the directory's pages show: posts with their holders now, and gaps ahead."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from sunhall.directory.models import EmptySpell, Holding, Organisation, Post, RoleGrant, Staff
from sunhall.directory.queries.post import accountable_at, gaps_in, posts_in_use
from sunhall.directory.queries.rows import organisations_in_use, staff_at_work
from sunhall.directory.rules import Accountable, Gap, role_words
from sunhall.ground.kit.now import today
from sunhall.places import queries as places
from sunhall.places.rules import full_code


@dataclass(frozen=True, slots=True)
class Holder:
    """A person on a post."""

    code: str
    name: str


@dataclass(slots=True)
class PostLine:
    """One post: A, B, who answers now, and when nobody will."""

    post: Post
    now: Accountable
    a: Holder | None = None
    b: Holder | None = None
    gaps: list[Gap] = field(default_factory=list)


@dataclass(slots=True)
class Branch:
    """One organisation in the tree, with its posts."""

    organisation: Organisation
    depth: int
    lines: list[PostLine] = field(default_factory=list)


def branches(organisation: str = "") -> list[Branch]:
    """The tree of organisations with their posts, in a fixed number of queries."""
    by_code = {
        row.code: Branch(row, row.code.count("-")) for row in organisations_in_use(organisation)
    }
    for line in post_lines(posts_in_use(organisation)):
        if branch := by_code.get(line.post.organisation.code):
            branch.lines.append(line)
    return list(by_code.values())


def post_lines(posts: Iterable[Post]) -> list[PostLine]:
    """Posts with their holders today."""
    rows = {post.code: post for post in posts}
    now = accountable_at(rows)
    gaps = gaps_in(rows)
    lines = {
        code: PostLine(post, now[code], gaps=gaps.get(code, [])) for code, post in rows.items()
    }
    holdings = Holding.objects.filter(
        Q(to_on=None) | Q(to_on__gte=today()), post__code__in=list(rows), from_on__lte=today()
    )
    for post, rank, code, name in holdings.values_list(
        "post__code", "rank", "staff__code", "staff__name"
    ):
        if rank == "A":
            lines[post].a = Holder(code, name)
        else:
            lines[post].b = Holder(code, name)
    return list(lines.values())


def holdings_of(post: Post) -> list[Holding]:
    """Everyone who held, holds or will hold a post, the latest first."""
    return list(post.holdings.select_related("staff").order_by("-from_on", "rank"))


def empty_spells_of(post: Post) -> list[EmptySpell]:
    """When nobody answered for a post, the latest first."""
    return list(post.empty_spells.order_by("-from_at")[:20])


def holdings_by(staff: Staff) -> list[Holding]:
    """The posts a person held, holds or will hold."""
    rows = staff.holdings.select_related("post", "post__organisation")
    return list(rows.order_by("-from_on", "rank"))


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One member of staff in the list."""

    staff: Staff
    posts: tuple[str, ...]
    roles: tuple[str, ...]


def staff_lines(organisation: str = "", text: str = "") -> list[StaffLine]:
    """The staff at work with their posts and roles, in three queries."""
    rows = list(staff_at_work(organisation, text))
    keys = [row.pk for row in rows]
    posts: dict[int, list[str]] = {}
    holdings = Holding.objects.filter(
        Q(to_on=None) | Q(to_on__gte=today()), staff_id__in=keys, from_on__lte=today()
    ).order_by("rank")
    for staff, name, rank in holdings.values_list("staff_id", "post__name", "rank"):
        posts.setdefault(staff, []).append(f"{name} {rank}")
    roles: dict[int, list[str]] = {}
    grants = RoleGrant.objects.filter(staff_id__in=keys, withdrawn_at=None).order_by("role")
    for staff, role in grants.values_list("staff_id", "role"):
        roles.setdefault(staff, []).append(role_words(role))
    return [
        StaffLine(row, tuple(posts.get(row.pk, ())), tuple(roles.get(row.pk, ()))) for row in rows
    ]


@dataclass(frozen=True, slots=True)
class GrantLine:
    """One role of a person, with its scope in words."""

    pk: int
    role: str
    place: str
    organisation: str
    grant: RoleGrant


def grant_lines(staff: Staff) -> list[GrantLine]:
    """The roles a person holds that nobody has withdrawn."""
    grants = list(staff.grants.filter(withdrawn_at=None).order_by("role", "pk"))
    codes = [full_code(grant.place_prefix) for grant in grants if grant.place_prefix]
    names = places.names_of(codes)
    return [
        GrantLine(
            grant.pk,
            role_words(grant.role),
            names.get(full_code(grant.place_prefix), grant.place_prefix)
            if grant.place_prefix
            else "",
            grant.organisation_prefix,
            grant,
        )
        for grant in grants
    ]
