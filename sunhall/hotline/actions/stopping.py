"""What people are told before anything is filed: kept without them (norms 1.6)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse
from sunhall.hotline import events, rules
from sunhall.hotline.models import StopShown


@action
def note_stop_shown(ground: str, *, by: Actor, cause: str = "chosen", channel: str = "web") -> None:
    """Note that somebody was told 受理提示 where else to turn: ground and words, never who."""
    if ground not in rules.STOPS:
        raise refuse("请选择六种情形中的一种", field="ground")
    StopShown.objects.create(ground=ground, channel=channel, cause=cause, at=now())
    record(
        events.StopShown(
            ground=ground,
            ground_words=rules.BRANCHES[ground],
            channel=channel,
            channel_words=rules.CHANNELS[channel],
            cause=cause,
            cause_words=rules.STOP_CAUSES[cause],
            notice=rules.told_by(rules.STOPS[ground]),
        ),
        by=by,
    )
