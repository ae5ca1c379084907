"""Doors of the import: upload, mapping, trial, confirm, job page 导入诉求 (H8; ux C5)."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.directory import queries as directory
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after, page, part
from sunhall.ground.web.sheets import csv_answer
from sunhall.hotline import actions
from sunhall.hotline.queries import imports as queries
from sunhall.hotline.rules import imports as rules

form_page = require_http_methods(["GET", "POST"])
SHOWN_ERRORS = 20
RECENT = 30
MOST_BYTES = 200 * 1024 * 1024

STATES = {
    "uploaded": gettext_lazy("待对应列"),
    "checking": gettext_lazy("试运行中"),
    "checked": gettext_lazy("待确认"),
    "running": gettext_lazy("导入中"),
    "done": gettext_lazy("已完成"),
    "cancelled": gettext_lazy("已停止"),
    "failed": gettext_lazy("没有完成"),
}
# How the job component calls a state of ours.
_LOOKS = {"uploaded": "waiting", "checking": "running", "checked": "done"}
# States that go on only with the file.
_WANTS_FILE = ("uploaded", "checked", "failed")


class UploadForm(forms.Form):
    """A file of another system."""

    file = forms.FileField(
        label=gettext_lazy("选择文件"),
        help_text=gettext_lazy("CSV、CSV.gz 或 Excel，第一行是列名，不超过 200 MB"),
    )

    def clean_file(self) -> Any:
        """Refuse what the worker could not read in reasonable time."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("文件超过 200 MB，请拆成几个文件分别导入"))
        return file


class MappingForm(forms.Form):
    """Which column is which field, and what the source is called."""

    source = forms.CharField(
        label=gettext_lazy("来源名称"),
        max_length=40,
        help_text=gettext_lazy("同一来源的同一编号只导入一次"),
    )

    def __init__(self, headers: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("（没有这一列）")), *((name, name) for name in headers)]
        for field, words in rules.FIELDS.items():
            self.fields[field] = forms.ChoiceField(label=_(words), choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        """Say under the field what no row could do without."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            taken(self, lambda: rules.require_usable(self.columns))
        return data

    @property
    def columns(self) -> dict[str, str]:
        """The chosen header of each field."""
        return {
            field: self.cleaned_data[field] for field in rules.FIELDS if self.cleaned_data[field]
        }


@staff("hotline.import")
@form_page
def imports(request: Request) -> HttpResponse:
    """All imports, and the upload of a new file."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        job = actions.upload_import(file.name, content=file.chunks(), by=request.actor)
        return after(request, "workbench:import-mapping", job.code)
    jobs = [(job, STATES[job.state]) for job in queries.import_jobs()[:RECENT]]
    status = 422 if form.is_bound else 200
    return page(request, "hotline/workbench/imports.html", status=status, form=form, jobs=jobs)


@staff("hotline.import")
@form_page
def mapping(request: Request, code: str) -> HttpResponse:
    """Which column is what: guesses to correct, with the first five rows."""
    job = queries.import_job(code)
    if not queries.is_here(job):
        # Nothing to map: the page of the job says so, and what to do.
        return after(request, "workbench:import", code)
    headers, rows = queries.preview(job)
    initial = {"source": job.mapping["source"], **job.mapping["columns"]}
    form = MappingForm(headers, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        source = form.cleaned_data["source"]
        actions.try_import(code, columns=form.columns, source=source, by=request.actor)
        return after(request, "workbench:import", code)
    status = 422 if form.is_bound else 200
    return page(
        request,
        "hotline/workbench/import_mapping.html",
        status=status,
        form=form,
        job=job,
        headers=headers,
        rows=rows,
        fields=[form[field] for field in rules.FIELDS],
    )


@staff("hotline.import")
@require_GET
def job(request: Request, code: str) -> HttpResponse:
    """The job page: progress that one may leave, then what came of every row."""
    found = queries.import_job(code)
    response = part(request, "hotline/workbench/import_job.html#progress", **_shown(found))
    if request.htmx and not queries.is_working(found):
        response["HX-Refresh"] = "true"
    return response


@staff("hotline.import")
@require_POST
def confirm(request: Request, code: str) -> HttpResponse:
    """Import for good what was tried."""
    actions.confirm_import(code, by=request.actor)
    return after(request, "workbench:import", code)


@staff("hotline.import")
@form_page
def stop(request: Request, code: str) -> HttpResponse:
    """Stop an import; asked once more, because it cannot be continued by a button."""
    if request.method == "POST":
        actions.stop_import(code, by=request.actor)
        return after(request, "workbench:import", code)
    found = queries.import_job(code)
    return page(request, "hotline/workbench/import_stop.html", job=found)


@staff("hotline.import")
@require_GET
def rejects(request: Request, code: str) -> HttpResponseBase:
    """The rows that were not taken, as CSV with the reason, ready to be imported again."""
    found = queries.import_job(code)
    rows = queries.rejects_of(found)
    first = rows.first()
    names = [name for name, _cell in first.cells] if first else []
    names = [name for name in names if name not in rules.REJECT_COLUMNS]
    # Named after the file it comes from: that is how its source is known again.
    return csv_answer(
        f"{found.mapping['stem']}{queries.REJECTS_SUFFIX}",
        [*names, *rules.REJECT_COLUMNS],
        (_reject(row, names) for row in rows.iterator()),
    )


def _reject(row: Any, names: list[str]) -> list[str]:
    held = dict(row.cells)
    return [*(held.get(name, "") for name in names), str(row.row), row.field, str(row.told)]


def _shown(found: Any) -> dict[str, Any]:
    look = _LOOKS.get(found.state, found.state)
    errors = [
        (row, rules.FIELDS.get(row.field, row.field))
        for row in queries.rejects_of(found)[:SHOWN_ERRORS]
    ]
    who = found.started_by
    return {
        "job": found,
        "look": "waiting" if look == "running" and not found.done else look,
        "is_gone": found.state in _WANTS_FILE and not queries.is_here(found),
        "refresh_url": reverse("workbench:import", args=[found.code])
        if queries.is_working(found)
        else "",
        "words": STATES[found.state],
        "errors": errors,
        "stalled": queries.is_stalled(found),
        "ends_at": queries.ends_at(found),
        "who": directory.names_of([who]).get(who, who),
        "rejects_url": found.rejected and reverse("workbench:import-rejects", args=[found.code]),
        "stop_url": reverse("workbench:import-stop", args=[found.code]),
    }
