"""审计日志: who did what and when, with proof that nothing was changed since (K4)."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from sunhall.directory import queries as directory
from sunhall.ground.journal import audit
from sunhall.ground.kit.given import whole
from sunhall.ground.kit.now import LOCAL, today
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import DayField
from sunhall.ground.web.parts import page
from sunhall.ground.web.sheets import csv_answer
from sunhall.matters import queries as matters

MOST_EXPORTED = 50_000
CHUNK = 500

# Whose facts they are; the filter groups what happened by it.
DOMAINS = {
    "calls": gettext_lazy("来电"),
    "care": gettext_lazy("关怀热线"),
    "clocks": gettext_lazy("工作日历"),
    "days": gettext_lazy("接听日与栏目"),
    "directory": gettext_lazy("机构与岗位"),
    "files": gettext_lazy("附件"),
    "hotline": gettext_lazy("热线"),
    "inbox": gettext_lazy("来件"),
    "journal": gettext_lazy("后续动作"),
    "knowledge": gettext_lazy("知识库"),
    "matters": gettext_lazy("办件"),
    "outbox": gettext_lazy("消息"),
    "papers": gettext_lazy("公文"),
    "people": gettext_lazy("群众信息"),
    "places": gettext_lazy("区划"),
    "reports": gettext_lazy("日报周报"),
    "sunshine": gettext_lazy("公开统计"),
    "supervision": gettext_lazy("督办"),
}


class AuditForm(forms.Form):
    """What the journal is searched for; everything may stay empty."""

    stream = forms.CharField(label=gettext_lazy("事项编号或记录链"), required=False, max_length=80)
    actor = forms.CharField(label=gettext_lazy("操作人（账号）"), required=False, max_length=80)
    kind = forms.ChoiceField(label=gettext_lazy("动作"), required=False)
    first = DayField(label=gettext_lazy("自"), required=False)
    last = DayField(label=gettext_lazy("至"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(DOMAINS[home], [*kinds.items()]) for home, kinds in audit.kinds().items()]
        choices = [("", _("全部")), *groups]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]

    def asked(self) -> audit.Asked:
        """What is asked; a number alone means a matter, a name alone an account."""
        data = self.cleaned_data if self.is_valid() else {}
        stream, actor = data.get("stream", "").strip(), data.get("actor", "").strip()
        if stream and ":" not in stream:
            stream = f"matter:{stream.upper()}"
        if actor and ":" not in actor and actor not in ("system", "visitor"):
            actor = f"staff:{actor}"
        return audit.Asked(stream, actor, data.get("kind", ""), data.get("first"), data.get("last"))


@staff("audit.read")
@require_GET
def search(request: Request) -> HttpResponse:
    """The entries that fit, newest first, each as the sentence it tells."""
    form = AuditForm(request.GET)
    before = request.GET.get("before", "")
    rows = audit.entries(form.asked())
    found, after = audit.page_of(rows, before=whole(before) or 0)
    query = request.GET.copy()
    query.pop("before", None)
    here = reverse("workbench:audit")
    again = f"{here}?{query.urlencode()}"
    query["before"] = str(after)
    return page(
        request,
        "workbench/audit.html",
        status=200 if form.is_valid() else 422,
        form=form,
        lines=_lines(found),
        run=audit.last_run(),
        next_url=f"{here}?{query.urlencode()}" if after else "",
        first_url=again if before else "",
        csv_url=f"{reverse('workbench:audit-csv')}?{request.GET.urlencode()}",
        is_narrowed=any(request.GET.get(name) for name in form.fields),
    )


@staff("audit.read")
@require_GET
def export(request: Request) -> StreamingHttpResponse:
    """The same entries as CSV, with the hash of each; what no sentence names stays sealed."""
    head = [
        _("记录链"), _("序号"), _("时间"), _("记录时间"), _("操作人"), _("动作"), _("内容"),
        _("摘要"),
    ]  # fmt: skip
    return csv_answer(f"audit-{today():%Y%m%d}", head, _cells(AuditForm(request.GET).asked()))


@staff("audit.read")
@require_GET
def roots(request: Request) -> HttpResponse:
    """日根: one hash a day that contains every entry of that day and of every day before."""
    return page(request, "workbench/audit_roots.html", roots=audit.roots(), run=audit.last_run())


def _cells(asked: audit.Asked) -> Iterator[tuple[str, ...]]:
    rows, after, sent = audit.entries(asked), 0, 0
    while sent < MOST_EXPORTED:
        found, after = audit.page_of(rows, before=after, limit=CHUNK)
        for line in _lines(found):
            entry = line["entry"]
            yield (
                entry.stream,
                str(entry.seq),
                f"{entry.at.astimezone(LOCAL).isoformat(timespec='seconds')}",
                f"{entry.recorded_at.astimezone(LOCAL).isoformat(timespec='seconds')}",
                entry.actor,
                entry.kind,
                line["words"],
                entry.hash,
            )
        sent += len(found)
        if not after:
            return


def _lines(entries: list[Any]) -> list[dict[str, Any]]:
    """Entries with the sentence they tell and the names behind codes; two queries."""
    told = [audit.shut(entry) for entry in entries]
    names = directory.names_of(_codes(entries, told))
    return [
        {
            "entry": entry,
            "who": names.get(entry.actor, entry.actor),
            "words": matters.words_of(one, names) if one else entry.kind,
            "replayed": (entry.recorded_at - entry.at).total_seconds() > 1,
        }
        for entry, one in zip(entries, told, strict=True)
    ]


def _codes(entries: list[Any], told: list[Any]) -> set[str]:
    posts = {
        f"post:{value}"
        for one in told
        if one
        for value in one.event.payload().values()
        if isinstance(value, str) and 0 < len(value) <= 60
    }
    return posts | {entry.actor for entry in entries}
