"""What the directory's pages show: posts with their holders now, and gaps ahead."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from sunhall.directory.models import EmptySpell, Holding, Organisation, Post, Staff
from sunhall.directory.queries.post import accountable_at, gaps_in, posts_in_use
from sunhall.directory.queries.rows import organisations_in_use
from sunhall.directory.rules import Accountable, Gap
from sunhall.ground.kit.now import today


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
