"""Who answers: invited, confirmed, replaced with a reason (H10, H11)."""

from typing import Any

from sunhall.days import events, queries, rules
from sunhall.days.models import Guest, Sitting
from sunhall.directory import actions as directory_actions
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require


@action
def invite_guest(pk: int, *, post: str, by: Actor, staff: str = "") -> Guest:
    """Put a leader on a phone day 接听领导, or invite a department's post 嘉宾单位 (H10, H11)."""
    sitting = queries.sitting_for_update(pk)
    require(rules.may_change(by, queries.facts_of(sitting)))
    return _seat(sitting, post, staff, by)


@action
def confirm_guest(pk: int, *, by: Actor) -> Guest:
    """Confirm 确认到场: by the guest's own post, or noted by who invited it."""
    guest = _guest(pk)
    if guest.post not in by.posts:
        require(rules.may_keep(by))
    if guest.state != "invited":
        raise refuse("该嘉宾已经确认或已被代替")
    guest.state = "confirmed"
    guest.save(update_fields=["state"])
    record(events.GuestConfirmed(sitting=guest.sitting_id, guest=_name(guest.post)), by=by)
    return guest


@action
def stand_in(pk: int, *, post: str, reason: str, by: Actor, staff: str = "") -> Guest:
    """Let somebody else take the place 代替, with a reason; the page shows who (H11)."""
    guest = _guest(pk)
    sitting = guest.sitting
    if guest.post not in by.posts:
        require(rules.may_keep(by))
    if sitting.ended_at or sitting.called_off_at:
        raise refuse("本场已经结束或取消，不能再换人")
    if guest.state == "replaced":
        raise refuse("该嘉宾已由他人代替", field="post")
    if len(reason.strip()) < 2:
        raise refuse("请填写代替的原因", field="reason")
    guest.state = "replaced"
    duty, guest.duty = guest.duty, None
    guest.save(update_fields=["state", "duty"])
    made = _seat(sitting, post, staff, by, stands_for=guest, reason=reason.strip(), duty=duty)
    record(
        events.GuestReplaced(
            sitting=sitting.pk,
            guest=_name(guest.post),
            to=_name(made.post),
            post=made.post,
            staff=made.staff,
            reason=made.reason,
        ),
        by=by,
    )
    return made


def _seat(
    sitting: Sitting,
    post: str,
    staff: str,
    by: Actor,
    *,
    stands_for: Guest | None = None,
    reason: str = "",
    duty: Any = None,
) -> Guest:
    """Seat one post; at a phone day its holder is on the roster of duties, like any other duty."""
    row = directory.posts_in_use().filter(code=post).first()
    if row is None:
        raise refuse("请选择一个在用的岗位", field="post")
    if sitting.guests.exclude(state="replaced").filter(post=post).exists():
        raise refuse("该岗位已在本场，请换一个", field="post")
    who = staff or directory.accountable(post, sitting.begins_at).staff or ""
    if sitting.series.kind == "phone" and not who:
        raise refuse("该岗位这一天没有人在岗，请换一个岗位或指定接听人", field="post")
    guest = Guest.objects.create(
        sitting=sitting,
        organisation=row.organisation.code,
        post=post,
        staff=who,
        stands_for=stands_for,
        reason=reason,
    )
    if sitting.series.kind == "phone":
        guest.duty = _on_roster(sitting, row.organisation.code, who, duty, reason, by)
        guest.save(update_fields=["duty"])
    sitting.changed_at = now()
    sitting.save(update_fields=["changed_at"])
    if stands_for is None:
        record(events.GuestInvited(sitting=sitting.pk, guest=row.name, post=post, staff=who), by=by)
    return guest


def _on_roster(
    sitting: Sitting, organisation: str, staff: str, duty: Any, reason: str, by: Actor
) -> Any:
    """The duty of the phone day: planned anew, or swapped to whoever stands in."""
    held = directory.duties_between(sitting.day, sitting.day).filter(
        kind="phone", organisation__code=organisation, staff__code=staff
    )
    if (found := held.first()) is not None:
        return found
    if duty is not None:
        return directory_actions.swap_duty(duty.pk, staff, reason, by=by)
    return directory_actions.put_on_duty("phone", sitting.day, organisation, staff, by=by)


def _guest(pk: int) -> Guest:
    """A guest behind the lock of the sitting."""
    guest = queries.guest_for(pk)
    guest.sitting = queries.sitting_for_update(guest.sitting_id)
    return guest


def _name(post: str) -> str:
    return directory.names_of_posts([post]).get(post, post)
