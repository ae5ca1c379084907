"""Rules of instructions of leaders 批示 and of tasks of co-handlers 协办 (H2, H3)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no
from sunhall.hotline.rules.facts import RequestFacts


def may_report(actor: Actor, facts: RequestFacts) -> Verdict:
    """Report back 回报 to the leader: the post that handles what was instructed (H3)."""
    if not facts.instructed_by:
        return no("此件没有待回报的批示")
    if facts.owner_post not in actor.posts or not actor.may("hotline.answer"):
        return no("批示由承办岗位回报", article="首问负责制 K2")
    return YES


def may_review_instruction(actor: Actor, facts: RequestFacts) -> Verdict:
    """Call an instruction done 批示办结, or ask for more: the leader who gave it (H3)."""
    if not facts.instructed_by:
        return no("此件没有未办结的批示")
    if facts.instructed_by != actor.code:
        return no("批示由作出批示的领导办结", article="H3")
    if not facts.instruction_reported:
        return no("承办岗位尚未回报，收到回报后即可办结")
    return YES


def may_report_task(actor: Actor, post: str) -> Verdict:
    """Report on a task 协办反馈: the post that was given it (H2)."""
    if post in actor.posts and actor.may("hotline.answer"):
        return YES
    return no("协办任务由协办岗位的在岗人员反馈", article="H2 会商")
