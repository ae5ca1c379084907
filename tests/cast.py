"""The county every test knows: places, posts and people, made by calling actions.

青禾县 and its codes are invented. Each member of the cast is an `Actor` built afresh when asked
for, so that leave, posts and roles granted within a test count.
"""

from dataclasses import dataclass, field
from datetime import datetime

from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from sunhall.directory import actions as directory
from sunhall.directory import queries as directory_queries
from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.access.models import Account
from sunhall.ground.kit.now import LOCAL, moment, now
from sunhall.people import actions as people
from sunhall.people import queries as people_queries
from sunhall.people.models import Person
from sunhall.places import actions as places
from tests.kept import laid

PASSWORD = "Qinghe-2026-demo"

# Administrators and leaders carry an authenticator with this secret.
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

# Long before any instant that a test travels to.
OPENED = datetime(2020, 1, 6, 9, 0, tzinfo=LOCAL)

PLACES = {
    "county": ("990101", "青禾县"),
    "east": ("990101100", "东山镇"),
    "west": ("990101101", "柳溪镇"),
    "bridge": ("990101100201", "石桥村"),
    "spring": ("990101100202", "泉水村"),
    "willow": ("990101101201", "柳树村"),
    "bridge_first": ("990101100201001", "石桥村一组"),
}

ORGANISATIONS = (
    ("qh", "青禾县人民政府", "county", "990101"),
    ("qh-rx", "阳光热线中心", "department", "990101"),
    ("qh-mz", "民政局", "department", "990101"),
    ("qh-zj", "住房和城乡建设局", "department", "990101"),
    ("qh-jw", "纪律检查委员会", "department", "990101"),
    ("qh-dc", "督查室", "department", "990101"),
    ("qh-ds", "东山镇人民政府", "town", "990101100"),
    ("qh-lx", "柳溪镇人民政府", "town", "990101101"),
)

# Post → name, organisation, A, B.
POSTS = {
    "rx-desk": ("热线坐席岗", "qh-rx", "wang", "he"),
    "rx-head": ("热线负责人岗", "qh-rx", "shi", None),
    "mz-relief": ("社会救助岗", "qh-mz", "zhao", "qian"),
    "mz-head": ("民政局负责人岗", "qh-mz", "lv", None),
    "zj-roads": ("市政道路岗", "qh-zj", "cao", None),
    "jw-desk": ("信访受理岗", "qh-jw", "zhang", None),
    "county-lead": ("分管副县长", "qh", "sun", None),
    "lx-desk": ("柳溪镇综合岗", "qh-lx", "wu", None),
}

# Who → staff code, name, organisation, role, scope of places, scope of organisations.
STAFF = {
    "operator": ("wang", "王守信", "qh-rx", "operator", "990101", ""),
    "revisitor": ("he", "何知远", "qh-rx", "revisitor", "990101", ""),
    "manager": ("shi", "施明理", "qh-rx", "hotline_manager", "990101", ""),
    "handler": ("zhao", "赵承办", "qh-mz", "handler", "990101", "qh-mz"),
    "deputy": ("qian", "钱接手", "qh-mz", "handler", "990101", "qh-mz"),
    "head": ("lv", "吕负责", "qh-mz", "head", "990101", "qh-mz"),
    "other_handler": ("cao", "曹修路", "qh-zj", "handler", "990101", "qh-zj"),
    "inspector": ("zhang", "张铁面", "qh-jw", "inspector", "990101", ""),
    "leader": ("sun", "孙县长", "qh", "leader", "990101", ""),
    "supervisor": ("zhou", "周督查", "qh-dc", "supervisor", "990101", ""),
    "system_admin": ("zheng", "郑系统", "qh", "system_admin", "990101", ""),
    "security_admin": ("feng", "冯安全", "qh", "security_admin", "990101", ""),
    "audit_admin": ("chen", "陈审计", "qh", "audit_admin", "990101", ""),
    "agent": ("dai", "戴办事", "qh-ds", "agent", "990101100", ""),
    "partner": ("radio", "县广播平台", "qh-rx", "partner", "990101", ""),
    "outsider": ("wu", "吴柳溪", "qh-lx", "handler", "990101101", "qh-lx"),
}

# Who works at the workbench: a partner's system comes in by the API alone.
AT_WORK = tuple(who for who in STAFF if who != "partner")

RESIDENTS = {
    "resident": ("李秀兰", "13800000001", "990101100201"),
    "neighbour": ("刘长河", "13800000002", "990101101201"),
}


@dataclass
class Cast:
    """The people of the county. `cast.handler` is an actor, `cast.clients(...)` a browser."""

    persons: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    posts: tuple[str, ...] = tuple(POSTS)

    def __getattr__(self, name: str) -> Actor:
        """`cast.handler`, `cast.resident`, `cast.leader`, … as they are at this instant."""
        if name in STAFF:
            return directory_queries.actor_for_staff(STAFF[name][0])
        if name in RESIDENTS:
            return people_queries.actor_for_resident(self.persons[name])
        raise AttributeError(name)

    def person(self, name: str = "resident") -> Person:
        """A resident's row."""
        return Person.objects.get(public_id=self.persons[name])

    def client_for(self, name: str) -> Client:
        """A browser in which this member of the cast is signed in."""
        client = Client()
        if name in RESIDENTS:
            session = client.session
            session["resident"] = self.persons[name]
            session.save()
            client.cookies["session"] = session.session_key
        elif name != "visitor":
            account = directory_queries.staff_for(STAFF[name][0]).account
            # The county was opened years ago; the password was not.
            Account.objects.filter(pk=account.pk).update(password_changed_at=now())
            client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client


def county() -> Cast:
    """The cast: built once in a process, and copied row by row into every further test."""
    return laid("county", build)


def build() -> Cast:
    """Make the county by calling actions, as an administrator would."""
    with moment(OPENED):
        return _build()


def _build() -> Cast:
    cast = Cast()
    for key, (code, name) in PLACES.items():
        cast.places[key] = places.add_place(code, name, by=SYSTEM).code
    for code, name, kind, place in ORGANISATIONS:
        directory.open_organisation(code, name, kind, place=place, by=SYSTEM)
    for name in STAFF:
        _hire(name)
    for code, (name, organisation, *holders) in POSTS.items():
        directory.open_post(code, name, organisation, by=SYSTEM)
        for rank, staff in zip("AB", holders, strict=True):
            if staff:
                directory.hold_post(code, staff, rank, by=SYSTEM)
    for key, (name, phone, place) in RESIDENTS.items():
        cast.persons[key] = people.know_person(
            name=name, phone=phone, place=place, channel="测试", by=SYSTEM
        ).public_id
    return cast


def _hire(who: str) -> None:
    code, name, organisation, role, place, scope = STAFF[who]
    directory.hire_staff(code, name, organisation, by=SYSTEM)
    directory.grant_role(code, role, place=place, organisation=scope, by=SYSTEM)
    own = directory_queries.actor_for_staff(code)
    account = directory.set_password(code, PASSWORD, by=own)
    if account.needs_second_factor:
        TOTP.activate(account, TOTP_SECRET)
