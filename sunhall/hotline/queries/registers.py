"""Registers: classes, desk posts, rooms, volunteers, templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import Q, QuerySet

from sunhall.directory import queries as directory
from sunhall.ground.journal.record import Recorded, story
from sunhall.ground.journal.standing import kept
from sunhall.ground.kit.refusal import NotFound, refuse
from sunhall.ground.kit.table import columns, rows
from sunhall.hotline.models import (
    AnswerTemplate,
    DeskPost,
    DialogueRoom,
    LegalVolunteer,
    RequestClass,
)
from sunhall.hotline.rules import PURPOSES, class_files


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


def every_class() -> QuerySet[RequestClass]:
    """The class tree with what was closed, in order of code."""
    return RequestClass.objects.order_by("code")


def class_of(code: str) -> RequestClass:
    """One class, open or closed."""
    row = RequestClass.objects.filter(code=code).first()
    if row is None:
        raise NotFound(code)
    return row


def read_classes(path: Path | str) -> list[class_files.Numbered]:
    """The rows of a class table, CSV or Excel, refused when neither form of columns is there."""
    missing = class_files.missing_columns(columns(path))
    if missing:
        raise refuse("表格缺少列：{names}", field="file", names=missing)
    return [(row.number, row) for row in rows(path)]


def plan_classes(
    table: Iterable[class_files.Numbered], *, closes_missing: bool = False
) -> class_files.Plan:
    """What a class table would change; nothing is written."""
    standing = [
        class_files.Node(row.code, row.name, row.needs_three_steps, row.is_active)
        for row in every_class()
    ]
    return class_files.planned(standing, table, closes_missing=closes_missing)


def desk_posts() -> list[tuple[str, str, str]]:
    """Each purpose of the hotline with its words and the post that serves it, "" where none."""
    held = dict(DeskPost.objects.values_list("purpose", "post"))
    return [(purpose, words, held.get(purpose, "")) for purpose, words in PURPOSES.items()]


def answer_templates() -> QuerySet[AnswerTemplate]:
    """The answer templates in use, newest version of each."""
    return AnswerTemplate.objects.filter(is_active=True).order_by("class_code", "code")


def template_versions(code: str) -> list[AnswerTemplate]:
    """Every version of an answer template, the newest first."""
    found = list(AnswerTemplate.objects.filter(code=code).order_by("-version"))
    if not found:
        raise NotFound(code)
    return found


@dataclass(frozen=True)
class Kept:
    """One entry of a register's history: when, by whom, what."""

    at: datetime
    title: str
    who: str
    text: str = ""
    state: str = "done"


def register_history(stream: str, *, most: int = 50, **about: str) -> list[Kept]:
    """What the journal tells of a register, the latest first; `about` narrows it to one row."""
    told = [
        one
        for one in story(stream)
        if all(getattr(one.event, name, "") == value for name, value in about.items())
    ]
    told = told[-most:][::-1]
    names = directory.names_of({one.actor for one in told} | {_post(one) for one in told})
    return [
        Kept(one.at, _words(one, names), names.get(one.actor, ""), getattr(one.event, "reason", ""))
        for one in told
    ]


def _post(one: Recorded) -> str:
    return f"post:{getattr(one.event, 'post', '')}"


def _words(one: Recorded, names: dict[str, str]) -> str:
    """The sentence with the post by its name; a reason stands below, not within."""
    named = {"post": names[_post(one)]} if _post(one) in names else {}
    if getattr(one.event, "purpose", "") in PURPOSES:
        named["purpose"] = PURPOSES[one.event.payload()["purpose"]]
    if hasattr(one.event, "place") and not one.event.payload()["place"]:
        named["place"] = "全县"
    return one.event.told(**named)
