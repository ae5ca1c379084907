"""Registers: classes, dispatch catalogue, desk posts, rooms, volunteers, templates."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from sunhall.ground.journal.standing import kept
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import refuse
from sunhall.hotline.models import (
    AnswerTemplate,
    DeskPost,
    DialogueRoom,
    Dispatch,
    LegalVolunteer,
    RequestClass,
)
from sunhall.places.rules import stem, within


@dataclass(frozen=True)
class Suggested:
    """A post that should answer, and the line of the catalogue that says so."""

    post: str
    basis: str
    class_code: str
    place: str


def classes() -> QuerySet[RequestClass]:
    """The class tree in order of code; two digits a level."""
    return RequestClass.objects.filter(is_active=True).order_by("code")


def top_classes() -> list[tuple[str, str]]:
    """The first level of the class tree, offered to residents when nothing is suggested."""
    return [(row.code, row.name) for row in classes() if len(row.code) == 2]


def class_words(code: str) -> str:
    """The full path of a class, such as 城乡建设/安全生产/安全隐患."""
    return RequestClass.objects.filter(code=code).values_list("path", flat=True).first() or ""


def class_named(name: str) -> str:
    """The code of a class by its path or by a name that only one class has; "" if none."""
    named = RequestClass.objects.filter(Q(path=name) | Q(name=name), is_active=True)
    codes = list(named.order_by("code").values_list("code", "path"))
    exact = [code for code, path in codes if path == name]
    return exact[0] if exact else codes[0][0] if len(codes) == 1 else ""


def dispatch_for(class_code: str, place: str) -> Suggested | None:
    """Who should answer 派单目录: the most exact line for this class and place."""
    prefixes = [class_code[:n] for n in (6, 4, 2) if class_code[:n]] or [""]
    # A line ends with the day before `to_on`: on that day its successor stands.
    lines = Dispatch.objects.filter(
        Q(to_on=None) | Q(to_on__gt=today()), class_code__in=prefixes, from_on__lte=today()
    )
    fitting = [line for line in lines if within(place, line.place)]
    if not fitting:
        return None
    best = max(fitting, key=lambda line: (len(line.class_code), len(stem(line.place))))
    return Suggested(best.post, best.basis, best.class_code, best.place)


def desk_post(purpose: str) -> str:
    """The post that serves a purpose of the hotline; says how to set one when there is none."""
    posts = kept("hotline", "desk", lambda: dict(DeskPost.objects.values_list("purpose", "post")))
    post = posts.get(purpose)
    if post is None:
        reason = "热线尚未设置「{purpose}」岗位，请系统管理员在热线设置中指定"
        raise refuse(reason, purpose=PURPOSES[purpose])
    return post


def dialogue_rooms() -> QuerySet[DialogueRoom]:
    """Rooms in use."""
    return DialogueRoom.objects.filter(is_active=True).order_by("name")


def legal_volunteers() -> QuerySet[LegalVolunteer]:
    """Volunteers who serve."""
    return LegalVolunteer.objects.filter(is_active=True).order_by("name")


def templates_for(class_code: str) -> QuerySet[AnswerTemplate]:
    """Answer templates that fit a class, the most exact first."""
    prefixes = ["", *(class_code[:n] for n in (2, 4, 6) if len(class_code) >= n)]
    return AnswerTemplate.objects.filter(is_active=True, class_code__in=prefixes).order_by(
        "-class_code", "code"
    )


PURPOSES = {
    "intake": "热线受理",
    "decision": "承办争议裁定",
    "revisit": "回访",
    "discipline": "纪检监察",
    "leader": "呈报领导",
}
