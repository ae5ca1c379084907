"""What follows from what, who may do what, and which kinds of matter there are.

The whole page is the answer to "and then what happens?". Only this file, `schedule.py` and
`config` see every floor.
"""

from collections.abc import Iterable

from sunhall.ground.journal.events import Event
from sunhall.ground.journal.record import Reaction
from sunhall.people import events as people
from sunhall.places import events as places

# Permission name → Chinese words. A name used by a door and missing here stops the start.
PERMISSIONS: dict[str, str] = {
    "workbench.enter": "进入工作台",
    "journal.deliveries": "查看与重试未完成的后续动作",
    "clocks.manage": "维护工作日历与时限规则",
    "clocks.approve": "审批工作日历与时限规则",
    "directory.manage": "维护机构、岗位与人员",
    "directory.grant": "授予与收回角色",
    "places.manage": "维护区划",
    "people.reveal": "查看个人信息原文（须说明理由）",
    "people.manage": "登记与更正群众信息",
    "audit.read": "查看审计日志",
}

# Role → permissions. The three administrators exclude each other (GB/T 22239 安全管理中心).
ROLES: dict[str, list[str]] = {
    "system_admin": [
        "workbench.enter",
        "journal.deliveries",
        "clocks.manage",
        "directory.manage",
        "places.manage",
    ],
    "security_admin": ["workbench.enter", "directory.grant", "clocks.approve"],
    "audit_admin": ["workbench.enter", "audit.read"],
    "operator": ["workbench.enter", "people.reveal", "people.manage"],
    "handler": ["workbench.enter", "people.reveal"],
    "supervisor": ["workbench.enter"],
    "leader": ["workbench.enter"],
}

# Event → reactions. An empty list says: nothing follows, on purpose.
REACTIONS: dict[type[Event], Iterable[Reaction]] = {
    places.PlaceAdded: [],
    places.PlaceRenamed: [],
    places.PlaceClosed: [],
    places.DivisionsImported: [],
    people.PersonKnown: [],
    people.PersonCorrected: [],
    people.PeopleMerged: [],
    people.PeopleUnmerged: [],
    people.PersonRevealed: [],
    people.PersonErased: [],
    people.DataAsked: [],
    people.DataAnswered: [],
    people.PhoneCodeSent: [],
    people.PhoneCodeMissed: [],
    people.ResidentSignedIn: [],
}

# Old reaction names → reactions, for one release while deliveries under the old name are open.
ALIASES: dict[str, Reaction] = {}


def open_house() -> None:
    """Teach the spine its kinds and the doors their navigation; called once at start-up."""
