"""Doors of 公开审核: the list of what waits, and the page on which a clerk reads (条例 17)."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from sunhall.ground.kit.now import LOCAL, today
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import page, tell
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.views.handler_forms import long_text
from sunhall.matters import queries as matters

TABS = {
    "waiting": (_("待审核"), ()),
    "public": (_("已公开"), (rules.PUBLIC,)),
    "kept": (_("不公开和已撤下"), (rules.KEPT_BACK, rules.TAKEN_DOWN)),
}


class ReviewForm(forms.Form):
    """What is hidden 隐去: found phrases to tick, and a box for what the rule has missed."""

    hidden = forms.MultipleChoiceField(
        label=_("隐去这些词语"),
        help_text=_("看着像人名的已经勾选。不是人名的请去掉勾选，文中相同的地方都会恢复。"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    more = long_text(
        _("还要隐去"),
        rows=3,
        required=False,
        help_text=_("照原文填写，一行一个词或一句话；文中所有相同的地方都会隐去。"),
    )

    def __init__(
        self, data: Any, *, found: Any, choices: tuple[list[str], list[str]] | None = None
    ) -> None:
        self.suspects = queries.suspects_of(found)
        self.words = "\n".join(queries.words_of(found))
        keep, hide = queries.choices_of(found) if choices is None else choices
        ticked = [name for name in self.suspects if name not in keep] + hide
        if data is not None:
            ticked = data.getlist("hidden")
        self.chosen = [one for one in ticked if one not in self.suspects and one in self.words]
        self.ticked = [one for one in ticked if one in self.suspects] + self.chosen
        super().__init__(data, initial={"hidden": self.ticked})
        offered = dict.fromkeys([*self.suspects, *self.chosen])
        self.fields["hidden"].choices = [(one, one) for one in offered]  # type: ignore[attr-defined]

    def clean_more(self) -> list[str]:
        """The phrases, each of which stands in the text."""
        lines = [line.strip() for line in self.cleaned_data["more"].splitlines()]
        phrases = [line for line in dict.fromkeys(lines) if line]
        for phrase in phrases:
            if phrase not in self.words:
                raise forms.ValidationError(
                    _("文中没有“%(words)s”，请照原文填写"), params={"words": phrase[:40]}
                )
        return phrases

    @property
    def kept_and_hidden(self) -> tuple[list[str], list[str]]:
        """False finds that are shown, and what is hidden besides those that were found."""
        # Also when the form is shown again for another reason: the preview is of what was typed.
        self.is_valid()
        more = getattr(self, "cleaned_data", {}).get("more") or []
        keep = [one for one in self.suspects if one not in self.ticked and one not in more]
        return keep, list(dict.fromkeys([*self.chosen, *more]))

    @property
    def hints(self) -> Mapping[str, str]:
        """How often each phrase stands in the text."""
        return {one: _("%(n)s 处") % {"n": n} for one, n in self.suspects.items()} | {
            one: _("另外隐去，%(n)s 处") % {"n": self.words.count(one)} for one in self.chosen
        }


class ReasonForm(forms.Form):
    """Why a request is not public, or no longer: its person reads it."""

    reason = long_text(
        _("理由"), rows=3, max_length=500, help_text=_("诉求人会看到。请不要写别人的姓名。")
    )


@staff("hotline.publish")
@require_GET
def publications(request: Request) -> HttpResponse:
    """待审核公开: what waits to be read, the oldest first; what was decided, the latest first."""
    state = request.GET.get("state", "waiting")
    state = state if state in TABS else "waiting"
    after = request.GET.get("after", "")
    waiting = queries.count_waiting(request.actor)
    decisions = TABS[state][1]
    rows, onward = (
        queries.decided_publications(request.actor, decisions, before=after)
        if decisions
        else _waiting(request, after)
    )
    return page(
        request,
        "hotline/workbench/publications.html",
        tabs=_tabs(state, waiting),
        state=state,
        rows=rows,
        after=onward,
    )


@staff("hotline.publish")
@require_http_methods(["GET", "POST"])
def publication(request: Request, number: str) -> HttpResponse:
    """公开审核: the originals with what is hidden, the preview, and 公开 or 不公开."""
    found = queries.request_for(request.actor, number)
    review = ReviewForm(_posted(request, "preview", "approve"), found=found)
    reason = ReasonForm(_posted(request, "refuse", "take_down"))
    if said := _decided(request, number, review, reason):
        tell(request, str(said))
        return redirect("workbench:publications")
    choices = review.kept_and_hidden
    wrong = bool(review.errors or reason.errors)
    if review.is_bound and review.is_valid():
        # What was typed has become a phrase to tick.
        review = ReviewForm(None, found=found, choices=choices)
    return page(
        request,
        "hotline/workbench/publication.html",
        status=422 if wrong else 200,
        **_shown(request, found, choices),
        form=review,
        reason=reason,
    )


def _posted(request: Request, *buttons: str) -> Any:
    return request.POST if any(button in request.POST for button in buttons) else None


def _decided(request: Request, number: str, review: ReviewForm, reason: ReasonForm) -> Any:
    """Do what a button asks for; what was done in words, or nothing."""
    by = request.actor
    if "approve" in request.POST and review.is_valid():
        keep, hide = review.kept_and_hidden
        seal = request.POST.get("seal", "")
        if taken(
            review,
            lambda: actions.approve_publication(number, seal=seal, keep=keep, hide=hide, by=by),
        ):
            return _("已公开")
    for button, do, said in (
        ("refuse", actions.refuse_publication, _("已决定不公开，诉求人会看到理由")),
        ("take_down", actions.take_down_publication, _("已撤下，公众现在看不到")),
    ):
        if button in request.POST and reason.is_valid():
            step = partial(do, number, reason=reason.cleaned_data["reason"], by=by)
            if taken(reason, step):
                return said
    return None


def _shown(request: Request, found: Any, choices: tuple[list[str], list[str]]) -> Mapping[str, Any]:
    facts = queries.publication_facts(found)
    told = queries.publication_told(found)
    keep, hide = choices
    published = queries.published_case(found.matter.number)
    return {
        "found": found,
        "matter": found.matter,
        "draft": queries.draft_publication(found, keep=keep, hide=hide),
        "case": published or queries.case_of(found),
        "is_public": published is not None,
        "decided": told if told and told.decision else None,
        "may_review": rules.may_review(request.actor, facts),
        "may_take_down": rules.may_take_down(request.actor, facts),
    }


def _waiting(request: Request, after: str) -> tuple[list[dict[str, Any]], str]:
    waiting = matters.with_names(queries.waiting_publications(request.actor))
    found, onward = matters.keyset(waiting, "since", after=after)
    since = {row.number: vars(row)["since"] for row in found}
    return [
        {
            "line": line,
            "since": since[line.number],
            "days": (today() - since[line.number].astimezone(LOCAL).date()).days,
        }
        for line in matters.lines(found, to=request.actor)
    ], onward


def _tabs(state: str, waiting: int) -> list[dict[str, Any]]:
    return [
        {
            "text": text,
            "url": f"?state={code}",
            "current": code == state,
            "count": waiting if code == "waiting" else None,
        }
        for code, (text, _decisions) in TABS.items()
    ]
