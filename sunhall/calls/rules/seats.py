"""What may be done at a seat and with a call."""

from dataclasses import dataclass

from sunhall.calls.rules.words import (
    AWAY,
    ENDED,
    OFFERED,
    READY,
    RINGING,
    SEAT_STATES,
    SPEAKING,
    TALKING,
    WAITING,
    WRAP_UP,
)
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no

LEAST_REASON = 4


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """A seat as the rules see it."""

    code: str
    state: str
    staff: str = ""


@dataclass(frozen=True, slots=True)
class CallFacts:
    """A call as the rules see it; `staff` is who took it, `third` whether somebody else is in."""

    state: str
    staff: str = ""
    on_hold: bool = False
    third: str = ""
    is_inbound: bool = True


def may_take_seat(actor: Actor, seat: SeatFacts) -> Verdict:
    """Sign in at a seat 签入 that nobody has."""
    if not actor.may("calls.answer"):
        return no("您的岗位没有接听热线电话的权限")
    if seat.staff and seat.staff != actor.id:
        return no("{seat} 坐席已有人签入，请选择另一个坐席", seat=seat.code)
    return YES


def may_change_state(actor: Actor, seat: SeatFacts, to: str) -> Verdict:
    """Ready 示闲 and away 离席 are the operator's; the rest follows from calls."""
    if seat.staff != actor.id:
        return no("请先签入坐席")
    if seat.state in (RINGING, TALKING):
        return no("坐席正在{state}，请先接听或挂机", state=SEAT_STATES[seat.state])
    if to not in (READY, AWAY):
        return no("请选择示闲或离席")
    return YES


def may_answer(actor: Actor, call: CallFacts, seat: SeatFacts | None, *, is_here: bool) -> Verdict:
    """Answer 接听 what rings at the own seat, or take the next one out of the queue."""
    if seat is None or seat.staff != actor.id:
        return no("请先签入坐席，再接听来电")
    if call.state == ENDED:
        return no("来电人已挂机，可在漏接来电中回拨")
    if call.state == SPEAKING:
        return no("这个来电已由另一个坐席接听")
    if call.state == OFFERED:
        return YES if is_here else no("这个来电正在另一个坐席振铃")
    if call.state != WAITING:
        return no("来电人正在语音查询，没有要求人工")
    if seat.state not in (READY, WRAP_UP, AWAY):
        return no("您正在处理另一个来电")
    return YES


def may_steer(actor: Actor, call: CallFacts) -> Verdict:
    """Hold, invite, transfer and hang up are for whoever speaks."""
    if call.state == ENDED:
        return no("通话已经结束")
    if call.state != SPEAKING or call.staff != actor.id:
        return no("您不在这个通话中")
    return YES


def may_hold(actor: Actor, call: CallFacts) -> Verdict:
    """Hold 保持 a call that is not held."""
    return may_steer(actor, call) and (no("来电已在保持") if call.on_hold else YES)


def may_resume(actor: Actor, call: CallFacts) -> Verdict:
    """Resume 恢复 a call that is held."""
    return may_steer(actor, call) and (YES if call.on_hold else no("来电没有保持"))


def may_invite(actor: Actor, call: CallFacts) -> Verdict:
    """One third party at a time 三方通话."""
    if call.third:
        return may_steer(actor, call) and no("已经呼叫了第三方，请先挂断对方")
    return may_steer(actor, call)


def may_transfer(actor: Actor, call: CallFacts) -> Verdict:
    """Hand over 转接 only to somebody who has picked up: nobody is sent into the void."""
    if call.third != "up":
        return may_steer(actor, call) and no("对方还没有接听，接通后才能转接")
    return may_steer(actor, call)


def may_drop(actor: Actor, call: CallFacts) -> Verdict:
    """Hang up the third party only."""
    return may_steer(actor, call) and (YES if call.third else no("没有第三方在通话中"))


def may_call_back(actor: Actor, call: CallFacts, seat: SeatFacts | None, outcome: str) -> Verdict:
    """Call back 回拨 whoever was missed."""
    if not actor.may("calls.answer"):
        return no("您的岗位没有接听热线电话的权限")
    if outcome != "missed":
        return no("只有漏接的来电需要回拨")
    if seat is None or seat.staff != actor.id:
        return no("请先签入坐席，再回拨")
    if seat.state in (RINGING, TALKING):
        return no("您正在处理另一个来电")
    return YES


def may_hear(actor: Actor, staff: str) -> Verdict:
    """Recordings 录音 are heard by who took the call and by whoever reviews calls."""
    if actor.may("calls.listen") or (staff and staff == actor.id):
        return YES
    return no("只有接听人和热线负责人可以收听录音", article="个人信息保护法 第51条")


def may_know_number(actor: Actor, call: CallFacts) -> Verdict:
    """The whole number is for who speaks or spoke with the caller; others give a reason."""
    if call.staff and call.staff == actor.id:
        return YES
    return no("查看完整号码须填写原因", article="个人信息保护法 第51条")


def may_reveal(actor: Actor, reason: str) -> Verdict:
    """A number is opened with a reason and noted."""
    if not actor.may("people.reveal"):
        return no("您的岗位没有查看个人信息原文的权限，请联系本单位负责人")
    if len(reason.strip()) < LEAST_REASON:
        return no("请填写查看原因（至少 4 个字），会记入查看日志", article="个人信息保护法 第51条")
    return YES


def may_manage(actor: Actor) -> Verdict:
    """Seats and shifts are kept by the hotline's manager; the set-up lays the first ones."""
    if actor.code == "system" or actor.may("calls.manage"):
        return YES
    return no("坐席和班次由热线负责人维护")
