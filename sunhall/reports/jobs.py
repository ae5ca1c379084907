"""What reports do when time passes: each period is told once it is over (H9)."""

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import today
from sunhall.reports import actions, queries


def make_reports() -> None:
    """Draft the reports of the last day, week and month 日汇总、周报告、月分析 that are missing."""
    for kind, span in queries.owed(today()):
        actions.make_report(kind, span.first, by=SYSTEM)
