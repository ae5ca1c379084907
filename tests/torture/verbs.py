"""Every verb of the request as the state machine says it: mostly sensible words, some not."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import now
from sunhall.hotline import actions, queries
from sunhall.matters import actions as matter_actions
from sunhall.matters.models import ContactAttempt, Matter
from tests.cast import POSTS

Verb = Callable[[str, Actor, Random], object]

CLASSES = ("010101", "02", "")
TEXTS = ("路灯已于今天修复，请查看。", "正在核实。", "")
PAPERS = ("清民告〔2026〕7号", "")
WAYS = ("field", "room", "home", "x")


def _post(chance: Random) -> str:
    return chance.choice([*POSTS, "nobody", ""])


def _other(number: str, chance: Random) -> str:
    numbers = list(Matter.objects.order_by("pk").values_list("number", flat=True))
    return chance.choice(numbers)


def _answer(number: str, by: Actor, chance: Random) -> object:
    steps = chance.choice(["依据", ""])
    return actions.answer_request(
        number,
        text=chance.choice(TEXTS),
        outcome=chance.choice(["resolved", "partly", "unresolved", "odd"]),
        cause=steps,
        basis=steps,
        plan=steps,
        third=chance.choice(["explained", "odd"]) if steps else "",
        by=by,
        version=_version(number, chance),
    )


def _version(number: str, chance: Random) -> int | None:
    """Usually none or the right one; at times what somebody saw earlier."""
    held = Matter.objects.values_list("version", flat=True).get(number=number)
    return chance.choice([None, None, held, held - 1])


def _plan(number: str, by: Actor, chance: Random) -> object:
    return actions.plan_dialogue(
        number,
        planned_at=now() + timedelta(days=chance.choice([-1, 1, 2])),
        way=chance.choice(WAYS),
        room=chance.choice(["room-1", "none"]),
        place=chance.choice(["村委会", ""]),
        wants_lawyer=chance.random() < 0.3,
        volunteer=chance.choice(["law-1", ""]),
        companions=chance.choice([[], ["qian"]]),
        reason=chance.choice(["改个时间", ""]),
        by=by,
    )


def _hold(number: str, by: Actor, chance: Random) -> object:
    return actions.hold_dialogue(
        number,
        way=chance.choice(WAYS),
        minutes=chance.choice(["现场查看后确认线路老化，当场更换。"] * 3 + ["短"]),
        explained=chance.choice(["线路由供电所负责，已联合更换。"] * 3 + [""]),
        result=chance.choice(["satisfied", "understands", "not", "unsatisfied"]),
        by=by,
    )


def _meet(number: str, by: Actor, chance: Random) -> object:
    return actions.call_joint_meeting(
        at=now() + timedelta(hours=chance.choice([-1, 0, 0, 20])),
        place=chance.choice(["县政府三楼", ""]),
        chair="sun",
        members=chance.choice([["shi", "lv"], ["shi"]]),
        numbers=[number],
        by=by,
    )


def _decide_joint(number: str, by: Actor, chance: Random) -> object:
    return actions.decide_joint_review(
        number,
        decision=chance.choice(["uphold", "amend", "odd"]),
        reasons=chance.choice(["依据充分", ""]),
        basis="物业管理条例",
        remedies=chance.choice([["review"], ["review", "sue"], []]),
        by=by,
    )


def _revisit(number: str, by: Actor, chance: Random) -> object:
    return actions.revisit_request(
        number,
        way=chance.choice(["phone", "phone", "x"]),
        reached=chance.random() < 0.8,
        satisfied=chance.choice([True, False, None]),
        understands=chance.choice([True, None]),
        by=by,
    )


def _return(number: str, by: Actor, chance: Random) -> object:
    return actions.return_request(
        number,
        reason_code=chance.choice(["not_duty", "not_duty", "odd"]),
        reason=chance.choice(["不属于本单位职责范围", "不"]),
        suggested=chance.choice(["zj-roads", "mz-relief", ""]),
        by=by,
    )


def _dispute(number: str, by: Actor, chance: Random) -> object:
    told = ContactAttempt.objects.filter(matter__number=number).order_by("pk").first()
    return matter_actions.dispute_contact(number, told.pk if told else 0, words="没人来过", by=by)


def _approve(number: str, by: Actor, chance: Random) -> None:
    """Read the draft and publish it; sometimes what was read is not what is there."""
    hide = chance.choice([(), ("路灯",), ("没有的词",)])
    draft = queries.draft_publication(queries.request_of(number), hide=hide)
    seal = chance.choice([draft.seal, draft.seal, draft.seal, "?"])
    actions.approve_publication(number, seal=seal, hide=hide, by=by)


VERBS: dict[str, Verb] = {
    "accept": lambda n, by, r: actions.accept_request(n, by=by, version=_version(n, r)),
    "refuse": lambda n, by, r: actions.refuse_request(
        n, ground=r.choice(["legal_channel", "odd"]), by=by
    ),
    "classify": lambda n, by, r: actions.classify_request(n, class_code=r.choice(CLASSES), by=by),
    "direct": lambda n, by, r: actions.answer_directly(n, text=r.choice(TEXTS), by=by),
    "three_way": lambda n, by, r: actions.answer_directly(
        n, text=r.choice(TEXTS), third_party="民政局", by=by
    ),
    "keep": lambda n, by, r: actions.keep_on_file(n, by=by),
    "read": lambda n, by, r: actions.pass_for_reading(n, to=_post(r), by=by),
    "assign": lambda n, by, r: actions.assign_request(n, to=_post(r), by=by),
    "dispatch": lambda n, by, r: actions.dispatch_request(
        n, class_code=r.choice(CLASSES), to=_post(r), by=by
    ),
    "inspect": lambda n, by, r: actions.pass_to_inspection(n, by=by),
    "submit": lambda n, by, r: actions.submit_to_leader(n, by=by),
    "instruct": lambda n, by, r: actions.instruct_request(
        n, to=_post(r), words=r.choice(["请抓紧办理", ""]), by=by
    ),
    "recall": lambda n, by, r: actions.recall_request(n, by=by),
    "merge": lambda n, by, r: actions.merge_request(n, into=_other(n, r), by=by),
    "sign": lambda n, by, r: actions.sign_request(n, by=by, version=_version(n, r)),
    "return": _return,
    "confer": lambda n, by, r: actions.call_conference(
        n,
        meets_at=now() + timedelta(days=1),
        place="热线中心会议室",
        agenda="归谁主办",
        lead=_post(r),
        others=[_post(r), _post(r)],
        by=by,
    ),
    "conclude": lambda n, by, r: actions.conclude_conference(
        n, decision=r.choice(["由主办单位统一答复", ""]), by=by
    ),
    "call_off": lambda n, by, r: actions.call_off_conference(n, reason="双方已经商定", by=by),
    "split": lambda n, by, r: actions.split_request(
        n, reason=r.choice(["不是同一件事", ""]), by=by
    ),
    "objection": lambda n, by, r: actions.decide_objection(
        n,
        upheld=r.random() < 0.5,
        to=r.choice(["", _post(r)]),
        words=r.choice(["属该单位三定职责", ""]),
        by=by,
    ),
    "pause": lambda n, by, r: matter_actions.pause_clock(
        n, ground="XK45_REVIEW", paper=r.choice(PAPERS), by=by
    ),
    "resume": lambda n, by, r: matter_actions.resume_clock(n, by=by),
    "extend": lambda n, by, r: matter_actions.ask_extension(
        n, n=r.choice([0, 3, 5]), reason="需要专业检测线路", by=by
    ),
    "decide": lambda n, by, r: matter_actions.decide_extension(
        n, granted=r.random() < 0.6, reason="情况属实", by=by
    ),
    "answer": _answer,
    "rate": lambda n, by, r: matter_actions.rate_answer(
        n, stars=r.choice([0, 1, 2, 4, 5]), channel="web", words="灯还是不亮", by=by
    ),
    "dissatisfy": lambda n, by, r: actions.dissatisfy(n, said_to="portal", words="不亮", by=by),
    "wish": lambda n, by, r: actions.wish_dialogue(
        n, way=r.choice(WAYS), wants_lawyer=r.random() < 0.5, by=by
    ),
    "plan_dialogue": _plan,
    "cancel_dialogue": lambda n, by, r: actions.cancel_dialogue(
        n, reason=r.choice(["下雨路断", ""]), by=by
    ),
    "reply_dialogue": lambda n, by, r: actions.reply_to_dialogue(
        n,
        answer=r.choice(["accept", "other", "odd"]),
        wished=r.choice(["周五下午", ""]),
        by=by,
    ),
    "hold_dialogue": _hold,
    "refer_joint": lambda n, by, r: actions.refer_to_joint_meeting(
        n, words=r.choice(["不服", ""]), by=by
    ),
    "joint_meeting": _meet,
    "decide_joint": _decide_joint,
    "revisit": _revisit,
    "close": lambda n, by, r: actions.close_request(n, by=by, version=_version(n, r)),
    "withdraw": lambda n, by, r: actions.withdraw_request(n, by=by),
    "call": lambda n, by, r: actions.urge_request(n, by=by),
    "remind": lambda n, by, r: matter_actions.remind_holder(n, by=by),
    "undo_return": lambda n, by, r: matter_actions.undo_return(n, by=by),
    "undo_pause": lambda n, by, r: matter_actions.undo_pause(n, by=by),
    "undo_close": lambda n, by, r: actions.undo_close(n, by=by),
    "overturn": lambda n, by, r: actions.overturn_refusal(
        n, words=r.choice(["属于受理范围", ""]), by=by
    ),
    "undo_note": lambda n, by, r: matter_actions.undo_note(n, by=by),
    "note": lambda n, by, r: matter_actions.add_note(n, text=r.choice(["已现场查看", ""]), by=by),
    "contact": lambda n, by, r: matter_actions.record_contact(
        n, way="phone", result=r.choice(["reached", "odd"]), by=by
    ),
    "dispute": _dispute,
    "supplement": lambda n, by, r: actions.supplement_request(
        n, text=r.choice(["又坏了一盏", ""]), by=by
    ),
    "publish": lambda n, by, r: actions.publish_request(n, is_public=r.random() < 0.5, by=by),
    "approve_publication": _approve,
    "refuse_publication": lambda n, by, r: actions.refuse_publication(
        n, reason=r.choice(["涉及商业秘密", ""]), by=by
    ),
    "take_down_publication": lambda n, by, r: actions.take_down_publication(
        n, reason=r.choice(["有人认出来了", ""]), by=by
    ),
    "unlink": lambda n, by, r: matter_actions.unlink_matters(n, _other(n, r), link="merged", by=by),
    "recompute": lambda n, by, r: matter_actions.recompute_limits(n, reason="核对", by=by),
}

# Moves of the table that are said with another verb.
SAID_AS = {
    "receive": "sign",
    "offer": "inspect",
    "replay": "close",
    "undo_unsigned": "undo_return",
    "designate": "objection",
    "undo_close_talked": "undo_close",
    "undo_close_answered": "undo_close",
}
