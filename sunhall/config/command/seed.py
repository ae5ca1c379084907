"""Load the demonstration county 青禾县: invented people and three months of requests."""

import argparse
import sys
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from sunhall.clocks import queries as clocks
from sunhall.config.command import basics, train
from sunhall.config.demo import (
    care,
    carried,
    county,
    desk,
    dialogue,
    hot,
    intake,
    knowledge,
    letters,
    measures,
    phone,
    repeated,
    reports,
    sittings,
    story,
    supervision,
    talks_in,
    texts_in,
)
from sunhall.directory import actions as directory
from sunhall.directory import queries as directory_queries
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import moment, now, today
from sunhall.ground.kit.refusal import NotFound, Refused, refuse
from sunhall.hotline import actions as hotline
from sunhall.hotline import queries as hotline_queries
from sunhall.hotline.queries.suggestion import own_lesson
from sunhall.people import actions as people
from sunhall.places import actions as places
from sunhall.places import queries as place_queries
from sunhall.sunshine import actions as sunshine

SUMMARY = "load the demonstration county"
PASSWORD = "Qinghe-2026"  # noqa: S105  # printed on purpose; only for the demonstration
SHOWN = {
    "operator": "热线坐席",
    "agent": "代办员",
    "manager": "热线管理",
    "revisitor": "回访员",
    "handler": "承办人",
    "zjhead": "部门负责人",
    "supervisor": "督查员",
    "inspector": "纪检监察",
    "leader": "县领导",
    "sysadmin": "系统管理员",
    "secadmin": "安全管理员",
    "auditadmin": "审计管理员",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """How many requests to tell."""
    parser.add_argument("--requests", type=int, default=160, help="how many requests to make")


def run(args: argparse.Namespace) -> int:
    """Load the county unless it stands already."""
    if not settings.DEMO:
        raise refuse("演示数据只能在 SUNHALL_DEMO=true 时载入，以免混入真实数据")
    if ensure_demo(args.requests):
        sys.stdout.write("演示数据已载入 (the demonstration county is loaded).\n")
    else:
        sys.stdout.write("演示县已在，没有改动 (the demonstration county stands already).\n")
    return 0


def ensure_demo(requests: int = 160) -> bool:
    """Load the county once, whole or not at all; False when it stands already."""
    staff = directory_queries.staff_at_work()
    if staff.filter(code="operator").exists():
        return False
    if staff.exists():
        raise refuse("数据库里已有本县人员，不能载入演示数据；请另用一个空数据库 (DATABASE_URL)")
    sys.stdout.write("正在载入演示县，约一分钟 (loading the demonstration county) …\n")
    sys.stdout.flush()
    # One transaction: interrupted halfway, the next start begins again instead of lacking half.
    with transaction.atomic():
        basics.lay()
        with clocks.steady():
            _lay_county()
            _lay_hotline()
            persons = _residents()
            story.tell(persons, requests=requests)
            desk.tell(persons)
            intake.tell(persons)
            repeated.tell(persons)
            hot.tell(persons)
            phone.lay(directory_queries.actor_for_staff("operator"))
            sittings.tell()
            care.tell()
            dialogue.tell()
            supervision.tell()
            letters.tell()
            texts_in.tell()
            talks_in.tell()
            measures.tell()
            carried.tell()
            knowledge.tell()
            reports.tell()
            sunshine.release_figures(by=SYSTEM)
    _teach()
    return True


def _teach() -> None:
    """Let the county's own requests teach the model, so that desk and portal suggest classes."""
    # A handful of requests teaches nothing; then people find the class by hand, as in any county.
    with suppress(Refused):
        facts, model = train.learn(*own_lesson())
        train.keep(model, facts)


def announcement(address: str) -> str:
    """What `make run` prints: where to look and as whom."""
    rows = [f"  {account:<12} {PASSWORD:<14} {words}" for account, words in SHOWN.items()]
    return "\n".join(
        [
            "",
            "Sunhall 阳光政务 · 演示县「青禾县」（人物与事项均为虚构）",
            f"  群众入口    {address}",
            f"  工作台      {address}workbench/",
            "",
            "  账号         密码            身份",
            *rows,
            "",
            "  Ctrl-C 停止 (stop)",
            "",
            "",
        ]
    )


def _lay_county() -> None:
    """The staff were hired before the story begins; passwords and rosters are of today."""
    with moment(now() - timedelta(days=story.DAYS + 30)):
        for code, name in (*county.TOWNS, *county.VILLAGES):
            _ensure_place(code, name)
        for code, name, kind, place in county.ORGANISATIONS:
            number = county.PHONES.get(code, "")
            directory.open_organisation(code, name, kind, place=place, phone=number, by=SYSTEM)
        for account, name, organisation, role, place in county.STAFF:
            directory.hire_staff(account, name, organisation, by=SYSTEM)
            directory.grant_role(account, role, place=place, by=SYSTEM)
        for code, name, organisation, first, second in county.POSTS:
            directory.open_post(code, name, organisation, by=SYSTEM)
            for rank, staff in (("A", first), ("B", second)):
                if staff:
                    directory.hold_post(code, staff, rank, by=SYSTEM)
    for account, *_ in county.STAFF:
        directory.set_password(account, PASSWORD, by=directory_queries.actor_for_staff(account))
    for ahead in range(14):
        day = today() + timedelta(days=ahead)
        person = ("leader", "manager")[ahead % 2]
        directory.put_on_duty("leader", day, "qh", person, by=SYSTEM)


def _ensure_place(code: str, name: str) -> None:
    try:
        place_queries.place_for(code)
    except NotFound:
        places.add_place(code, name, by=SYSTEM)


def _lay_hotline() -> None:
    for purpose, post in county.DESK.items():
        hotline.set_desk_post(purpose, post=post, by=SYSTEM)
    for path, post, basis in county.DISPATCH:
        hotline.set_dispatch(
            hotline_queries.class_named(path),
            post=post,
            basis=basis,
            is_department=path in county.DEPARTMENT_DUTIES,
            # In force before the story begins, so that its lines have something to tell.
            from_on=today() - timedelta(days=story.DAYS + 30),
            by=SYSTEM,
        )
    for code, name, organisation, address in county.ROOMS:
        hotline.open_room(code, name=name, organisation=organisation, address=address, by=SYSTEM)
    for code, name, field in county.LAWYERS:
        hotline.enrol_volunteer(code, name=name, field=field, by=SYSTEM)
    for code, name, path, text in county.TEMPLATES:
        class_code = hotline_queries.class_named(path) if path else ""
        hotline.set_answer_template(code, name=name, text=text, class_code=class_code, by=SYSTEM)


def _residents() -> list[str]:
    """Invented people with numbers from the block 170 0000 xxxx that is given to nobody here."""
    made = []
    for index, name in enumerate(county.RESIDENTS):
        village = county.VILLAGES[index % len(county.VILLAGES)][0]
        person = people.know_person(
            name=name, phone=f"1700000{index + 1:04d}", place=village, channel="phone", by=SYSTEM
        )
        made.append(person.public_id)
    return made
