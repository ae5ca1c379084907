"""What can be done on the care line: one row each (H14)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sunhall.care import actions, queries
from sunhall.care.views import forms as f
from sunhall.care.views.acting import Act, Press
from sunhall.ground.access.actor import Actor

HANDLE, KEEP, DECIDE = "care.handle", "care.keep", "care.decide"
Back = tuple[str, ...]


def _home(actor: Actor, key: Any) -> Back:
    return ("workbench:care",)


def _case(actor: Actor, number: str) -> Back:
    queries.care_case_for(actor, number)
    return "workbench:care-case", number


def _of_application(actor: Actor, pk: int) -> Back:
    return _case(actor, queries.number_of_application(pk))


def _of_claim(actor: Actor, pk: int) -> Back:
    return _case(actor, queries.number_of_claim(pk))


def _of_match(actor: Actor, pk: int) -> Back:
    return _case(actor, queries.number_of_match(pk))


def _to(address: str) -> Any:
    return lambda actor, key: (address,)


def _enrol(data: dict[str, Any], by: Actor) -> None:
    fields = data.pop("fields_")
    actions.enrol_carer(data.pop("code"), fields=fields, **data, by=by)


ACTS = (
    Act("care-call", "call/", HANDLE, _("登记关怀热线来电"), _("登记"), f.CallForm,
        lambda key, data, by: actions.take_care_call(**data, by=by), _("已登记，并列为关怀诉求"),
        _home, _("关怀标记只有关怀热线和承办人员可见，此件不会公开。")),
    Act("care-mark", "mark/", HANDLE, _("把一件诉求列为关怀诉求"), _("列为关怀诉求"), f.MarkForm,
        lambda key, data, by: actions.mark_care(data.pop("number").strip(), **data, by=by),
        _("已列为关怀诉求"), _home),
    Act("care-green", "case/<str:key>/green/", "care.green", _("开通绿色通道"), _("开通"),
        f.GreenForm, lambda key, data, by: actions.open_green(key, **data, by=by),
        _("已开通绿色通道"), _case, _("此件在关怀队列中排到最前；谁批准、为什么，都列入台账。")),
    Act("care-aid", "case/<str:key>/aid/", HANDLE, _("申请资助"), _("提交申请"), f.AidForm,
        lambda key, data, by: actions.ask_aid(key, **data, by=by), _("已提交，等待评议"), _case),
    Act("care-claim", "case/<str:key>/claim/", HANDLE, _("申请兑现部门承诺"), _("申请兑现"),
        f.ClaimForm, lambda key, data, by: actions.claim_promise(key, **data, by=by),
        _("已转承诺部门"), _case),
    Act("care-match", "case/<str:key>/carer/", HANDLE, _("安排义工"), _("安排"), f.MatchForm,
        lambda key, data, by: actions.match_carer(key, **data, by=by), _("已安排义工"), _case),
    Act("care-vote", "aid/<int:key>/vote/", DECIDE, _("评议"), _("提交意见"), f.VoteForm,
        lambda key, data, by: actions.vote(key, **data, by=by), _("已记录评议意见"),
        _of_application, _("申请人自己不参加评议；人数够了，结果立即生效。")),
    Act("care-prove", "claims/<int:key>/evidence/", "hotline.answer", _("提交履诺证据"),
        _("提交证据"), f.EvidenceForm,
        lambda key, data, by: actions.prove_promise(key, **data, by=by), _("已提交证据"),
        _of_claim),
    Act("care-judge", "claims/<int:key>/word/", HANDLE, _("记录本人意见"), _("保存"), f.JudgeForm,
        lambda key, data, by: actions.judge_promise(key, **data, by=by), _("已记录本人意见"),
        _of_claim),
    Act("care-visit", "matches/<int:key>/visit/", HANDLE, _("记录走访"), _("保存"), f.VisitForm,
        lambda key, data, by: actions.log_visit(key, **data, by=by), _("已记录走访"), _of_match),
    Act("care-income", "fund/<slug:key>/in/", KEEP, _("登记收入"), _("登记"), f.IncomeForm,
        lambda key, data, by: actions.take_in(key, **data, by=by), _("已入账"),
        lambda actor, key: ("workbench:care-fund", key)),
    Act("care-fund-new", "fund-new/", KEEP, _("设立专项资金"), _("设立"), f.FundForm,
        lambda key, data, by: actions.open_fund(data.pop("code"), **data, by=by), _("已设立"),
        _home),
    Act("care-committee", "committee/", KEEP, _("修改评议规则"), _("保存新版本"), f.CommitteeForm,
        lambda key, data, by: actions.set_committee(**data, by=by), _("已保存新版本"), _home),
    Act("care-promise", "promises/new/", KEEP, _("登记部门承诺"), _("保存"), f.PromiseForm,
        lambda key, data, by: actions.set_promise(data.pop("code"), **data, by=by),
        _("已登记承诺"), _to("workbench:care-promises"), _("承诺内容、条件和依据向社会公开。")),
    Act("care-carer", "carers/new/", KEEP, _("登记义工"), _("登记"), f.CarerForm,
        lambda key, data, by: _enrol(data, by), _("已登记义工"), _to("workbench:care-carers")),
)  # fmt: skip

PRESSES = (
    Press("care-green-end", "case/<str:key>/green/end/", "care.green",
          lambda key, by: actions.end_green(key, by=by), _("绿色通道已结束"), _case),
    Press("care-pay-prepare", "aid/<int:key>/prepare/", HANDLE,
          lambda key, by: actions.prepare_payment(key, by=by), _("已填写拨付单"), _of_application),
    Press("care-pay", "aid/<int:key>/pay/", "care.pay",
          lambda key, by: actions.approve_payment(key, by=by), _("已复核并拨付"), _of_application),
    Press("care-thank", "matches/<int:key>/thank/", HANDLE,
          lambda key, by: actions.thank_carer(key, by=by), _("已致谢"), _of_match),
)  # fmt: skip
