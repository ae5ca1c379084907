"""What happens because time passed: when → job. Nothing else runs by itself."""

from sunhall.calls import jobs as calls
from sunhall.days import jobs as days
from sunhall.directory import jobs as directory
from sunhall.ground.access import jobs as access
from sunhall.ground.files import jobs as files
from sunhall.ground.inbox import jobs as inbox
from sunhall.ground.journal import jobs as journal
from sunhall.ground.journal.schedule import Job
from sunhall.ground.lines import jobs as lines
from sunhall.hotline import jobs as hotline
from sunhall.knowledge import jobs as knowledge
from sunhall.matters import jobs as matters
from sunhall.people import jobs as people
from sunhall.reports import jobs as reports
from sunhall.sunshine import jobs as sunshine
from sunhall.supervision import jobs as supervision

# Five cron fields in local time, then the job.
SCHEDULE: list[Job] = [
    Job("*/10 * * * *", directory.note_empty_posts),
    Job("10 3 * * *", directory.close_dormant_accounts),
    Job("15 3 * * *", directory.forget_old_sign_ins),
    Job("* * * * *", matters.remind_before_limits),
    Job("* * * * *", matters.note_passed_limits),
    Job("* * * * *", lines.send_left_orders),
    Job("* * * * *", lines.reconcile_lines),
    Job("* * * * *", calls.settle_queue),
    Job("* * * * *", supervision.remind_letters),
    Job("*/5 * * * *", supervision.note_late_supervision),
    Job("*/10 * * * *", supervision.propose_supervision),
    Job("* * * * *", hotline.index_new_texts),
    Job("*/10 * * * *", hotline.remind_of_dialogues),
    Job("* * * * *", inbox.look_into_channels),
    Job("* * * * *", inbox.join_left_pieces),
    Job("25 * * * *", inbox.forget_old_talks),
    Job("45 4 * * *", inbox.forget_old_pieces),
    Job("*/10 * * * *", hotline.note_late_tasks),
    Job("*/10 * * * *", hotline.remind_of_instructions),
    Job("*/10 * * * *", hotline.note_late_hot_issues),
    Job("30 1 * * *", hotline.find_hot_issues),
    Job("30 3 * * *", hotline.forget_old_drafts),
    Job("0 8 * * *", knowledge.remind_before_expiry),
    Job("5 0 * * *", knowledge.note_expired_articles),
    Job("*/10 * * * *", knowledge.note_passed_doubts),
    Job("*/5 * * * *", files.scan_files_waiting),
    Job("5 0 * * *", journal.make_roots),
    Job("0 2 * * *", journal.verify_journal),
    Job("50 2 * * *", journal.forget_old_runs),
    Job("55 2 * * *", journal.sweep_marks),
    Job("20 3 * * *", files.sweep_files),
    Job("40 3 * * *", people.forget_old_codes),
    Job("45 3 * * *", access.forget_lapsed_throttles),
    Job("0 4 * * *", lines.forget_old_orders),
    Job("10 4 * * *", hotline.forget_old_imports),
    Job("15 4 * * *", days.plan_ahead),
    Job("25 4 * * *", days.forget_callers),
    Job("20 4 * * *", sunshine.release_figures),
    # Before the office opens: yesterday, on Mondays last week, on the first last month.
    Job("30 5 * * *", reports.make_reports),
    Job("40 5 * * *", supervision.draft_last_week),
]
