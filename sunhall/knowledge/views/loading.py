"""Door of loading a table of articles 导入知识: first a trial that writes nothing (H12)."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sunhall.ground.kit.refusal import refuse
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after, page
from sunhall.knowledge import actions, queries, rules

PAGE = "knowledge/workbench/load.html"
# What a page carries between trial and taking; more goes through the command.
MOST_CARRIED, SHOWN = 3_000_000, 200


class LoadForm(forms.Form):
    """A table to try."""

    file = forms.FileField(
        label=gettext_lazy("知识表格"),
        help_text=gettext_lazy("CSV 或 Excel。列：标题、问题、答案、依据、有效期至、维护单位"),
        error_messages={"required": gettext_lazy("请选择要导入的表格")},
    )


class TakeForm(forms.Form):
    """A table that was tried, carried by the page."""

    table = forms.CharField(widget=forms.HiddenInput, strip=False)
    source = forms.CharField(widget=forms.HiddenInput, max_length=120, required=False)

    def clean_table(self) -> list[rules.Numbered]:
        """The rows as they were tried; a page that somebody altered is read anew."""
        try:
            rows = json.loads(self.cleaned_data["table"])
            return [
                (int(number), {str(name): str(cell) for name, cell in cells.items()})
                for number, cells in rows
            ]
        except (ValueError, TypeError, AttributeError) as error:
            raise ValidationError(_("请重新选择表格并试运行")) from error


@staff("knowledge.manage")
@require_http_methods(["GET", "POST"])
def load(request: Request) -> HttpResponse:
    """Try a table, then take it: every good row waits for review."""
    if "table" in request.POST:
        return _take(request)
    form = LoadForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        tried: list[rules.Numbered] = []
        file = form.cleaned_data["file"]
        if taken(form, lambda: tried.extend(_read(file))):
            context |= _trial(tried, file.name or "")
    return page(request, PAGE, status=422 if form.errors else 200, **context)


def _trial(rows: list[rules.Numbered], name: str) -> dict[str, Any]:
    plan = queries.plan_articles(rows)
    return {
        "plan": plan,
        "new": plan.new[:SHOWN],
        "errors": plan.errors[:SHOWN],
        "take": TakeForm(initial={"source": name[:120]}),
        "table": _carried(rows),
    }


def _take(request: Request) -> HttpResponse:
    form = TakeForm(request.POST)
    if not form.is_valid():
        again = LoadForm(request.POST, request.FILES)
        return page(request, PAGE, status=422, form=again)
    data = form.cleaned_data
    plan = actions.load_articles(data["table"], source=data["source"], by=request.actor)
    said = _("已导入：%(new)s 条待审核，未变 %(same)s 条")
    messages.success(request, said % {"new": len(plan.new), "same": plan.unchanged})
    return after(request, "workbench:knowledge")


def _read(file: Any) -> list[rules.Numbered]:
    """The rows of an uploaded table; it lies on the disk only while it is read."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "articles"
        with path.open("wb") as out:
            out.writelines(file.chunks())
        rows = queries.read_table(path)
    if len(_carried(rows)) > MOST_CARRIED:
        raise refuse("表格的字数太多，请分成几个文件，或用 sunhall knowledge 导入", field="file")
    return rows


def _carried(rows: list[rules.Numbered]) -> str:
    return json.dumps([[number, dict(cells)] for number, cells in rows], ensure_ascii=False)
