"""Who may do what with a sitting 场次, and when (H10, H11)."""

from dataclasses import dataclass
from datetime import date, datetime

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no

# A sitting without its guest is a gap from so many days before it (S11: seen before it happens).
GAP_DAYS = 21
# How far ahead days by rule are laid out, and how soon they should be published.
PLAN_DAYS = 62
PUBLISH_DAYS = 7
# Who asked is kept so long after a sitting; then only the question is left (PIPL 19).
KEEP_CALLERS_DAYS = 30
LEAST_TEXT, MOST_TEXT = 4, 2000


@dataclass(frozen=True)
class SittingFacts:
    """What the rules look at."""

    kind: str
    day: date
    begins_at: datetime
    published: bool
    opened: bool
    ended: bool
    called_off: bool
    guests: int
    guest_posts: frozenset[str] = frozenset()


def may_keep(actor: Actor) -> Verdict:
    """Plan, invite and publish 安排场次."""
    if actor.code == "system" or actor.may("days.keep"):
        return YES
    return no("接听日和栏目由热线负责人安排", article="H11")


def may_desk(actor: Actor) -> Verdict:
    """Note who calls in 记录来电."""
    if actor.code == "system" or actor.may("days.desk"):
        return YES
    return no("来电由热线坐席记录", article="H10")


def may_see_questions(actor: Actor, facts: SittingFacts) -> Verdict:
    """Who asked what is for the desk and for the guests of that sitting."""
    if may_desk(actor) or may_keep(actor) or facts.guest_posts & actor.posts:
        return YES
    return no("来电内容只有热线和本场嘉宾可以查看", article="个人信息保护法 6")


def may_publish(actor: Actor, facts: SittingFacts) -> Verdict:
    """Publish 公布 ahead, with its topic and at least one guest."""
    if verdict := _stands(may_keep(actor), facts):
        if not facts.guests:
            return no("请先安排接听领导或嘉宾单位，再公布")
        if facts.published:
            return no("本场已经公布")
    return verdict


def may_open(actor: Actor, facts: SittingFacts, today: date) -> Verdict:
    """Open a sitting 开始: on its day, with a guest there."""
    verdict = _stands(may_desk(actor), facts)
    if not verdict:
        return verdict
    if facts.opened:
        return no("本场已经开始")
    if today != facts.day:
        return no("本场在 {day} 举行，当天才能开始", day=f"{facts.day:%Y-%m-%d}")
    return YES if facts.guests else no("请先安排接听领导或嘉宾单位，再开始")


def may_note(actor: Actor, facts: SittingFacts) -> Verdict:
    """Note a live question 记录当场来电: while the sitting runs."""
    verdict = _stands(may_desk(actor), facts)
    if verdict and not facts.opened:
        return no("本场还没有开始，请先按“开始”")
    return verdict


def may_end(actor: Actor, facts: SittingFacts, waiting: int) -> Verdict:
    """End a sitting 结束 once every question has an outcome: nobody who called is forgotten."""
    verdict = _stands(may_desk(actor), facts)
    if not verdict:
        return verdict
    if not facts.opened:
        return no("本场还没有开始")
    if waiting:
        return no("还有 {n} 个问题没有去向，请先登记、答复或注明不再办理", n=waiting)
    return YES


def may_change(actor: Actor, facts: SittingFacts) -> Verdict:
    """Change day, topic or guests until the sitting has begun."""
    verdict = _stands(may_keep(actor), facts)
    if verdict and facts.opened:
        return no("本场已经开始，不能再改安排")
    return verdict


def may_ask_before(facts: SittingFacts, at: datetime) -> Verdict:
    """Ask beforehand 提前提问: as soon as it is published and until it begins."""
    if not facts.published or facts.called_off:
        return no("本场还没有公布")
    if facts.opened or facts.ended or at >= facts.begins_at:
        return no("本场提前提问已截止；可以拨打热线，或在“我要反映”中提出")
    return YES


def may_file(consent: bool) -> Verdict:
    """A question becomes a request only if who asked agreed to it (H10)."""
    if consent:
        return YES
    return no("提问的人没有同意登记为诉求；请先征得同意，或当场答复", article="H10")


def _stands(verdict: Verdict, facts: SittingFacts) -> Verdict:
    if not verdict:
        return verdict
    if facts.called_off:
        return no("本场已取消")
    return no("本场已经结束") if facts.ended else YES
