"""Doors of the registers 热线登记: class tree, posts of the hotline, answer templates (H2)."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from sunhall.directory import queries as directory
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after, page
from sunhall.hotline import actions, queries
from sunhall.hotline.rules import class_files
from sunhall.hotline.views.handler_forms import long_text

form_page = require_http_methods(["GET", "POST"])
MOST_BYTES = 5 * 1024 * 1024
SHOWN_CHANGES = 200


def tabs(current: str) -> list[dict[str, Any]]:
    """The registers as tabs; one of them is open."""
    names = {
        "classes": _("分类"),
        "dispatch-lines": _("派单目录"),
        "desk-posts": _("热线岗位"),
        "answer-templates": _("答复模板"),
    }
    return [
        {"text": text, "url": reverse(f"workbench:{name}"), "current": name == current}
        for name, text in names.items()
    ]


def post_choices() -> list[tuple[str, str]]:
    """Every post in use, by organisation."""
    return [
        (post.code, f"{post.organisation.name} · {post.name}") for post in directory.posts_in_use()
    ]


class ClassForm(forms.Form):
    """One class 分类."""

    code = forms.CharField(
        label=gettext_lazy("分类代码"),
        max_length=6,
        help_text=gettext_lazy("每两位一级，最多六位；代码定了就不再改"),
    )
    name = forms.CharField(label=gettext_lazy("分类名称"), max_length=60)
    needs_three_steps = forms.BooleanField(
        label=gettext_lazy("答复须按三步工作法写明问题根源、依据和化解方案"), required=False
    )
    source = forms.CharField(label=gettext_lazy("分类依据"), max_length=120, required=False)


class CloseForm(forms.Form):
    """Why something ends."""

    reason = forms.CharField(label=gettext_lazy("停用原因"), max_length=200)


class LoadForm(forms.Form):
    """A class table to load."""

    file = forms.FileField(
        label=gettext_lazy("选择文件"),
        help_text=gettext_lazy(
            "CSV 或 Excel，不超过 5 MB；列为一级分类、二级分类、三级分类，"
            "或代码、名称、三步工作法（是或否）"
        ),
    )
    closes_missing = forms.BooleanField(label=gettext_lazy("停用表中没有的分类"), required=False)

    def clean_file(self) -> Any:
        """Refuse what no class tree is as long as."""
        file = self.cleaned_data["file"]
        if file.size and file.size > MOST_BYTES:
            raise forms.ValidationError(_("文件超过 5 MB，请确认选的是分类表"))
        return file


class TakeForm(forms.Form):
    """The table that was tried, handed on to be taken."""

    table = forms.JSONField(widget=forms.HiddenInput)
    source = forms.CharField(widget=forms.HiddenInput, max_length=120)
    closes_missing = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def clean_table(self) -> list[class_files.Numbered]:
        """Only rows of text with their numbers, as the trial had them."""
        rows = self.cleaned_data["table"]
        if not isinstance(rows, list) or not all(_is_row(row) for row in rows):
            raise forms.ValidationError(_("请重新选择文件"))
        return [(number, cells) for number, cells in rows]


def _is_row(row: Any) -> bool:
    return (
        isinstance(row, list)
        and len(row) == 2
        and isinstance(row[0], int)
        and isinstance(row[1], dict)
        and all(isinstance(cell, str) for cell in row[1].values())
    )


@staff("hotline.registers")
@require_GET
def classes(request: Request) -> HttpResponse:
    """The class tree with its codes; a search narrows it."""
    asked = request.GET.get("q", "").strip()
    rows = [row for row in queries.every_class() if not asked or asked in f"{row.code} {row.path}"]
    return page(
        request,
        "hotline/workbench/classes.html",
        tabs=tabs("classes"),
        rows=rows,
        asked=asked,
        history=queries.register_history("classes:request", most=20),
    )


@staff("hotline.registers")
@form_page
def class_new(request: Request) -> HttpResponse:
    """Add a class."""
    form = ClassForm(request.POST or None)
    if form.is_valid() and taken(
        form, lambda: actions.set_class(**form.cleaned_data, by=request.actor)
    ):
        messages.success(request, _("已保存分类"))
        return after(request, "workbench:classes")
    return _form(request, form, _("新增分类"), "classes")


@staff("hotline.registers")
@form_page
def class_page(request: Request, code: str) -> HttpResponse:
    """One class: rename it or open it again; its history."""
    row = queries.class_of(code)
    held = {name: getattr(row, name) for name in ("code", "name", "needs_three_steps", "source")}
    form = ClassForm(request.POST or None, initial=held)
    form.fields["code"].disabled = True
    if form.is_valid() and taken(
        form, lambda: actions.set_class(**form.cleaned_data, by=request.actor)
    ):
        messages.success(request, _("已保存分类"))
        return after(request, "workbench:class", code)
    return _class(request, row, form=form, status=422 if form.is_bound else 200)


@staff("hotline.registers")
@form_page
def class_close(request: Request, code: str) -> HttpResponse:
    """Close a class and those below it."""
    row = queries.class_of(code)
    form = CloseForm(request.POST or None)
    if form.is_valid() and taken(
        form, lambda: actions.close_class(code, **form.cleaned_data, by=request.actor)
    ):
        messages.success(request, _("已停用分类；已有的诉求不受影响"))
        return after(request, "workbench:class", code)
    return _class(request, row, close=form, status=422 if form.is_bound else 200)


def _class(request: Request, row: Any, *, status: int, **given: Any) -> HttpResponse:
    held = {name: getattr(row, name) for name in ("code", "name", "needs_three_steps", "source")}
    context = {"form": ClassForm(initial=held), "close": CloseForm(), **given}
    context["form"].fields["code"].disabled = True
    return page(
        request,
        "hotline/workbench/class.html",
        status=status,
        row=row,
        history=queries.register_history("classes:request", code=row.code),
        **context,
    )


@staff("hotline.registers")
@form_page
def class_load(request: Request) -> HttpResponse:
    """Load a class table: first a trial that writes nothing, then for good."""
    if "table" in request.POST:
        return _take(request)
    form = LoadForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        file, closes = form.cleaned_data["file"], form.cleaned_data["closes_missing"]
        tried: list[class_files.Numbered] = []
        if taken(form, lambda: tried.extend(_read(file))):
            plan = queries.plan_classes(tried, closes_missing=closes)
            context |= _trial(plan, tried, file.name or "", closes_missing=closes)
    status = 422 if form.errors else 200
    return page(request, "hotline/workbench/class_load.html", status=status, **context)


def _trial(
    plan: class_files.Plan,
    rows: list[class_files.Numbered],
    name: str,
    *,
    closes_missing: bool,
) -> dict[str, Any]:
    table = json.dumps([[number, dict(cells)] for number, cells in rows], ensure_ascii=False)
    return {
        "plan": plan,
        "changes": [
            (change, class_files.CHANGES[change.what]) for change in plan.changes[:SHOWN_CHANGES]
        ],
        "take": TakeForm(
            initial={"table": table, "source": name[:120], "closes_missing": closes_missing}
        ),
        "table": table,
    }


def _take(request: Request) -> HttpResponse:
    form = TakeForm(request.POST)
    if not form.is_valid():
        return page(request, "hotline/workbench/class_load.html", status=422, form=LoadForm())
    data = form.cleaned_data
    plan = actions.load_classes(
        data["table"],
        source=data["source"],
        closes_missing=data["closes_missing"],
        by=request.actor,
    )
    said = _("已导入：改动 %(changed)s 个分类，未变 %(same)s 个")
    messages.success(request, said % {"changed": len(plan.changes), "same": plan.unchanged})
    return after(request, "workbench:classes")


def _read(file: Any) -> list[class_files.Numbered]:
    """The rows of an uploaded table; it lies on the disk only while it is read."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "classes"
        with path.open("wb") as out:
            out.writelines(file.chunks())
        return queries.read_classes(path)


class DeskPostForm(forms.Form):
    """Which post serves one purpose of the hotline."""

    purpose = forms.CharField(widget=forms.HiddenInput)
    post = forms.ChoiceField(label=gettext_lazy("岗位"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("请选择")), *post_choices()]
        self.fields["post"].choices = choices  # type: ignore[attr-defined]


@staff("hotline.registers")
@form_page
def desk_posts(request: Request) -> HttpResponse:
    """Which post serves which purpose of the hotline, each with its own form."""
    sent = DeskPostForm(request.POST, prefix=request.POST.get("of", "")) if request.POST else None
    if sent is not None and sent.is_valid():
        data = sent.cleaned_data
        actions.set_desk_post(data["purpose"], post=data["post"], by=request.actor)
        messages.success(request, _("已保存热线岗位"))
        return after(request, "workbench:desk-posts")
    rows = [
        (
            purpose,
            words,
            sent
            if sent is not None and sent.prefix == purpose
            else DeskPostForm(prefix=purpose, initial={"purpose": purpose, "post": post}),
        )
        for purpose, words, post in queries.desk_posts()
    ]
    return page(
        request,
        "hotline/workbench/desk_posts.html",
        status=422 if sent is not None else 200,
        tabs=tabs("desk-posts"),
        rows=rows,
        form=sent,
        history=queries.register_history("desk:hotline", most=20),
    )


class TemplateForm(forms.Form):
    """A text to begin an answer with."""

    code = forms.SlugField(
        label=gettext_lazy("模板代码"),
        max_length=40,
        help_text=gettext_lazy("英文字母、数字和连字符，定了就不再改"),
    )
    name = forms.CharField(label=gettext_lazy("模板名称"), max_length=80)
    class_code = forms.CharField(
        label=gettext_lazy("适用分类代码"),
        required=False,
        max_length=6,
        help_text=gettext_lazy("不填则各类都可用"),
    )
    text = long_text(gettext_lazy("模板内容"), rows=8, max_length=2000)


@staff("hotline.registers")
@require_GET
def templates(request: Request) -> HttpResponse:
    """The answer templates in use."""
    rows = [(row, queries.class_words(row.class_code)) for row in queries.answer_templates()]
    return page(
        request,
        "hotline/workbench/answer_templates.html",
        tabs=tabs("answer-templates"),
        rows=rows,
    )


@staff("hotline.registers")
@form_page
def template_new(request: Request) -> HttpResponse:
    """Add an answer template."""
    form = TemplateForm(request.POST or None)
    if form.is_valid() and _set_template(request, form):
        return after(request, "workbench:answer-templates")
    return _form(request, form, _("新增答复模板"), "answer-templates")


@staff("hotline.registers")
@form_page
def template(request: Request, code: str) -> HttpResponse:
    """One answer template with every version it had; saving makes a new one."""
    versions = queries.template_versions(code)
    held = {name: getattr(versions[0], name) for name in ("code", "name", "class_code", "text")}
    form = TemplateForm(request.POST or None, initial=held)
    form.fields["code"].disabled = True
    if form.is_valid() and _set_template(request, form):
        return after(request, "workbench:answer-template", code)
    return page(
        request,
        "hotline/workbench/answer_template.html",
        status=422 if form.is_bound else 200,
        form=form,
        versions=versions,
        history=queries.register_history("templates:answer", code=code),
    )


def _set_template(request: Request, form: TemplateForm) -> bool:
    step = lambda: actions.set_answer_template(**form.cleaned_data, by=request.actor)  # noqa: E731
    if not taken(form, step):
        return False
    messages.success(request, _("已保存为新版本"))
    return True


def _form(request: Request, form: forms.Form, title: str, back: str) -> HttpResponse:
    return page(
        request,
        "hotline/workbench/register_form.html",
        status=422 if form.is_bound else 200,
        form=form,
        title=title,
        back=reverse(f"workbench:{back}"),
    )
