"""What happens because time passed: when → job. Nothing else runs by itself."""

from sunhall.ground.journal.schedule import Job

# Five cron fields in local time, then the job.
SCHEDULE: list[Job] = []
