"""What is stuck: reactions and messages that failed, and jobs; with 重试 (K4, K7)."""

from datetime import timedelta

from django.contrib import messages as told
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sunhall.ground.files import queries as files
from sunhall.ground.files import scanner
from sunhall.ground.journal import stuck
from sunhall.ground.kit.now import now
from sunhall.ground.outbox import post
from sunhall.ground.outbox import queries as outbox
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import part

MOST = 100
STANDING_STILL = timedelta(minutes=2)


@staff("journal.deliveries")
@require_GET
def deliveries(request: Request) -> HttpResponse:
    """The page of what has not been done though it is owed."""
    return part(
        request,
        "workbench/deliveries.html#list",
        stuck=stuck.stuck_deliveries()[:MOST],
        overdue=stuck.deliveries_owed(now() - STANDING_STILL),
        dead=outbox.dead_messages()[:MOST],
        jobs=stuck.job_runs(),
        scanner=scanner.light(),
        unscanned=files.files_waiting_for_scan().count(),
    )


@staff("journal.deliveries")
@require_POST
def retry_delivery(request: Request, pk: int) -> HttpResponse:
    """Try one reaction again."""
    stuck.retry_delivery(pk, by=request.actor)
    told.success(request, _("已安排重试"))
    return redirect("workbench:deliveries")


@staff("journal.deliveries")
@require_POST
def retry_message(request: Request, code: str) -> HttpResponse:
    """Send one message again."""
    post.retry_message(code, by=request.actor)
    told.success(request, _("已安排重新发送"))
    return redirect("workbench:deliveries")
