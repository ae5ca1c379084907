"""Doors between knowledge and requests: what fits, sending it, making an article (H12; ux B3)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import require
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import DayField, refusal, taken
from sunhall.ground.web.parts import after, page, part
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.views.handler_forms import long_text
from sunhall.knowledge import actions as knowledge_actions
from sunhall.knowledge import queries as knowledge
from sunhall.knowledge.rules import PARTS, Draft

SHOWN = 5


class ProposalForm(forms.Form):
    """An article made of a closed request; its persons are hidden already."""

    organisation = forms.ChoiceField(label=gettext_lazy("维护单位"))
    title = forms.CharField(label=gettext_lazy("标题"), max_length=80)
    question = long_text(gettext_lazy("问题"), rows=3, max_length=500)
    answer = long_text(gettext_lazy("答案"), rows=8, max_length=8000)
    phrases = long_text(
        gettext_lazy("群众怎么说"),
        rows=2,
        max_length=500,
        required=False,
        help_text=gettext_lazy("一行一个常见说法，便于查找，如：社保卡丢了"),
    )
    basis = long_text(gettext_lazy("依据"), rows=2, max_length=500)
    valid_from = DayField(label=gettext_lazy("生效日期"))
    valid_until = DayField(label=gettext_lazy("有效期至"))
    is_public = forms.BooleanField(label=gettext_lazy("对群众公开"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = directory.organisations_in_use().values_list("code", "name")
        self.fields["organisation"].choices = [("", "—"), *rows]  # type: ignore[attr-defined]

    def draft(self) -> Draft:
        """The words as the knowledge base takes them."""
        return Draft(**{part: self.cleaned_data[part] for part in PARTS})


def fitting(actor: Actor, text: str) -> list[knowledge.Hit]:
    """The few articles that fit best what somebody writes or was asked."""
    return knowledge.hits(actor, text, limit=SHOWN) if text.strip() else []


@staff("knowledge.read")
@require_POST
def found(request: Request) -> HttpResponse:
    """Articles that fit what is typed; on an answer, what was asked in the request."""
    typed = request.POST.get("knowledge_search", "")
    number = request.POST.get("number", "")
    text = typed or request.POST.get("text", "")
    if number and not typed:
        text = queries.request_for(request.actor, number).text
    return part(
        request,
        "hotline/workbench/_knowledge_hits.html",
        hits=fitting(request.actor, text),
        asked=text.strip(),
        box=request.POST.get("box", ""),
        phone=request.POST.get("phone", ""),
    )


@staff("knowledge.read")
@require_POST
def send(request: Request) -> HttpResponse:
    """Send a public article to the caller by SMS."""
    number = request.POST.get("article", "")
    phone = request.POST.get("phone", "") or request.POST.get("caller_phone", "")
    refused = refusal(lambda: knowledge_actions.send_article(number, phone=phone, by=request.actor))
    said = refused.verdict.reason if refused else _("短信已交发送")
    if request.htmx:
        return part(request, "hotline/workbench/_knowledge_said.html", said=said, ok=not refused)
    (messages.error if refused else messages.success)(request, str(said))
    return after(request, "workbench:desk")


@staff("knowledge.write")
@require_http_methods(["GET", "POST"])
def propose(request: Request, number: str) -> HttpResponse:
    """摘为知识: a closed request as the draft of an article, without its persons."""
    row = queries.request_for(request.actor, number)
    require(rules.may_propose_article(request.actor, queries.facts(row.matter)))
    initial = {"valid_from": today(), **queries.proposal_of(row)}
    form = ProposalForm(request.POST or None, initial=initial)
    made: list[str] = []

    def step() -> None:
        organisation = form.cleaned_data["organisation"]
        made.append(
            actions.propose_article(
                number, form.draft(), organisation=organisation, by=request.actor
            )
        )

    if request.method == "POST" and form.is_valid() and taken(form, step):
        messages.success(request, _("已保存草稿，提交后由其他人员审核"))
        return after(request, "workbench:article", made[0])
    return page(
        request,
        "hotline/workbench/propose.html",
        status=422 if form.errors else 200,
        form=form,
        matter=row.matter,
    )
