"""What the handler does: sign, return, answer (H2, H5)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.kit.refusal import refuse
from sunhall.hotline import queries, rules
from sunhall.hotline.actions.citing import cite_articles
from sunhall.hotline.actions.disposing import REVISIT
from sunhall.hotline.models import Objection
from sunhall.matters import actions as matter_actions
from sunhall.matters.rules import THIRD_STEPS

OBJECTION = ("objection", "HL_OBJECTION")


@action
def sign_request(number: str, *, by: Actor, version: int | None = None) -> None:
    """Sign 签收: this post is accountable from now on (K2)."""
    stage = queries.request_of(number).matter.stage
    move = "receive" if stage == "submitted" else "sign"
    matter_actions.sign_matter(number, move=move, by=by, version=version)


@action
def return_request(
    number: str,
    *,
    reason_code: str,
    reason: str,
    suggested: str,
    by: Actor,
    version: int | None = None,
) -> None:
    """Object to a dispatch 派单异议 (退单申请): who may decide holds it meanwhile (K2).

    It has one working day, and the reply is owed all the same (国办函〔2025〕66号; 潍坊 22).
    Raises Refused without a reason code or a suggested unit (ux B4).
    """
    if reason_code not in rules.RETURN_REASONS:
        raise refuse("请选择退回理由", field="reason_code")
    if not suggested:
        raise refuse("请建议应由哪个单位承办", field="suggested")
    matter = matter_actions.return_matter(
        number,
        to=queries.desk_post("decision"),
        reason_code=reason_code,
        reason=reason,
        suggested=suggested,
        start=OBJECTION,
        by=by,
        version=version,
    )
    Objection.objects.create(row=matter.return_rows.latest("pk"), made_by=by.code)


@action
def answer_request(
    number: str,
    *,
    text: str,
    outcome: str,
    by: Actor,
    cause: str = "",
    basis: str = "",
    plan: str = "",
    third: str = "",
    cites: str = "",
    version: int | None = None,
) -> None:
    """Answer 答复 by the three-step method: cause, basis, plan, then the answer (H5; 000#1 三).

    Raises Refused when the class requires the three steps and one is missing.
    """
    request = queries.request_of(number)
    if queries.facts(request.matter).needs_three_steps:
        _require_steps(cause, basis, plan, third)
    if third and third not in THIRD_STEPS:
        raise refuse("请选择是办成、解释还是做工作（三步工作法第三步）", field="third")
    matter_actions.answer_matter(
        number,
        text=text,
        outcome=outcome,
        start=REVISIT,
        cause=cause.strip(),
        basis=basis.strip(),
        plan=plan.strip(),
        third=third,
        by=by,
        version=version,
    )
    cite_articles(number, cites.split(), by=by)
    request.answered_by = by.code
    request.save(update_fields=["answered_by"])
    matter_actions.drop_draft(f"answer:{number}", by=by)


def _require_steps(cause: str, basis: str, plan: str, third: str) -> None:
    for field, value, words in (
        ("cause", cause, "请写明问题根源（三步工作法第一步）"),
        ("basis", basis, "请写明查阅的法律法规或政策依据（三步工作法第二步）"),
        ("plan", plan, "请写明化解方案（三步工作法第二步）"),
        ("third", third, "请选择是办成、解释还是做工作（三步工作法第三步）"),
    ):
        if not value.strip():
            raise refuse(words, article="000#1 三", field=field)
