"""Finding one organisation or one member of staff, and listing those in use."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from sunhall.directory.models import Organisation, Post, RoleGrant, Staff
from sunhall.directory.rules import ADMINISTRATORS
from sunhall.ground.access.models import ApiKey
from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.ground.kit.refusal import NotFound, Refused, refuse


def organisation_for(code: str) -> Organisation:
    """Find an organisation by code, open or closed."""
    row = Organisation.objects.filter(code=code).select_related("place", "parent").first()
    if row is None:
        raise NotFound(f"organisation {code}")
    return row


def open_organisation_for(code: str) -> Organisation:
    """Find an organisation that something new may be put into."""
    row = Organisation.objects.filter(code=code, closed_on=None).select_related("place").first()
    if row is None:
        raise _no_organisation(code)
    return row


def open_organisation_for_update(code: str) -> Organisation:
    """The same, locked: it cannot be closed before what is put into it is there (K2)."""
    rows = Organisation.objects.select_for_update(of=("self",)).select_related("place")
    row = rows.filter(code=code, closed_on=None).first()
    if row is None:
        raise _no_organisation(code)
    return row


def organisations_in_use(below: str = "") -> QuerySet[Organisation]:
    """The open organisations in tree order, all or those within a code."""
    rows = Organisation.objects.filter(closed_on=None)
    if below:
        rows = rows.filter(Q(code=below) | Q(code__startswith=f"{below}-"))
    return rows.select_related("place").order_by("code")


def organisations_ever() -> QuerySet[Organisation]:
    """All organisations, open or closed: the past is told under the names of then."""
    return Organisation.objects.order_by("code")


def staff_for(code: str) -> Staff:
    """Find somebody who works here now."""
    row = _at_work().filter(code=code).first()
    if row is None:
        raise _unknown(code)
    return row


def staff_for_update(code: str) -> Staff:
    """The same, locked together with the account."""
    row = _at_work().select_for_update(of=("self", "account")).filter(code=code).first()
    if row is None:
        raise _unknown(code)
    return row


def _no_organisation(code: str) -> Refused:
    return refuse("没有代码为 {code} 的在用机构，请先设立", field="organisation", code=code)


def _unknown(code: str) -> Refused:
    if not code:
        return refuse("请选择在职的工作人员", field="staff")
    return refuse("没有工号为 {code} 的在职工作人员，请核对工号", field="staff", code=code)


def staff_at_work(organisation: str = "", text: str = "") -> QuerySet[Staff]:
    """The staff at work, by organisation and by name or code."""
    rows = _at_work()
    if organisation:
        rows = rows.filter(
            Q(organisation__code=organisation)
            | Q(organisation__code__startswith=f"{organisation}-")
        )
    if text:
        rows = rows.filter(Q(name__contains=text) | Q(code__contains=text.lower()))
    return rows.order_by("organisation__code", "code")


def dormant_staff(days: int) -> list[str]:
    """The codes of those who have not signed in for so long (访问控制: 多余、过期的账户).

    A key acts for its account: one used or issued since keeps the account open, and so does
    opening it again, or the next night would close it before its holder has come.
    System administrators stay: somebody must be able to open the accounts again.
    """
    since = now() - timedelta(days=days)
    administrators = RoleGrant.objects.filter(role="system_admin", withdrawn_at=None)
    rows = _at_work().filter(
        Q(account__last_login__lt=since)
        | Q(account__last_login=None, hired_on__lt=since.astimezone(LOCAL).date()),
        Q(account__reopened_at=None) | Q(account__reopened_at__lt=since),
        account__is_active=True,
    )
    keys = ApiKey.objects.filter(Q(last_used_at__gte=since) | Q(made_at__gte=since))
    rows = rows.exclude(pk__in=administrators.values("staff"))
    rows = rows.exclude(account__in=keys.filter(withdrawn_at=None).values("account"))
    return list(rows.order_by("code").values_list("code", flat=True))


def staff_with_role(role: str) -> list[str]:
    """The codes of those at work who hold a role today."""
    day = today()
    grants = RoleGrant.objects.filter(
        Q(to_on=None) | Q(to_on__gte=day), role=role, from_on__lte=day, withdrawn_at=None
    )
    rows = _at_work().filter(pk__in=grants.values("staff"))
    return list(rows.order_by("code").values_list("code", flat=True))


def staff_in_office() -> QuerySet[Staff]:
    """The staff at work who hold an office of the county.

    Neither the three administrators, who take no part in business, nor partners' systems.
    """
    beside = {code for role in (*ADMINISTRATORS, "partner") for code in staff_with_role(role)}
    return staff_at_work().exclude(code__in=beside)


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Names for codes such as `staff:zhao`, `post:mz-1` or plain staff codes, for timelines."""
    wanted = set(codes)
    plain = {code.partition(":")[2] or code for code in wanted}
    staff = dict(Staff.objects.filter(code__in=plain).values_list("code", "name"))
    posts = dict(Post.objects.filter(code__in=plain).values_list("code", "name"))
    found = {"system": "系统", "visitor": "访客"}
    for code in wanted:
        kind, colon, rest = code.partition(":")
        table = posts if kind == "post" and colon else staff
        if (name := table.get(rest if colon else code)) is not None:
            found[code] = name
    return {code: found[code] for code in wanted if code in found}


def offices_named(codes: Iterable[str]) -> dict[str, str]:
    """Names of organisations by code, open or closed."""
    return dict(Organisation.objects.filter(code__in=list(codes)).values_list("code", "name"))


def names_of_posts(codes: Iterable[str]) -> dict[str, str]:
    """Names of posts by code, with one query."""
    return dict(Post.objects.filter(code__in=list(codes)).values_list("code", "name"))


def post_name_beside(column: str) -> Subquery:
    """The name of the post in a column of another table: a list needs no second query."""
    return Subquery(Post.objects.filter(code=OuterRef(column)).values("name")[:1])


def _at_work() -> QuerySet[Staff]:
    return Staff.objects.filter(left_on=None).select_related("account", "organisation")
