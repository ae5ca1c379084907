"""Reading imports: the lines of a file, what is already here, and jobs that can be watched."""

from sunhall.hotline.queries.imports.jobs import (
    ends_at,
    forgettable,
    import_job,
    import_jobs,
    is_stalled,
    is_working,
    job_for_update,
    rejects_of,
)
from sunhall.hotline.queries.imports.known import (
    Desk,
    Known,
    Taken,
    compared,
    desk,
    known_lines,
    known_rows,
    weighed,
)
from sunhall.hotline.queries.imports.lines import (
    Line,
    Lines,
    file_hash,
    is_here,
    lines_after,
    preview,
    row_count,
)
from sunhall.hotline.queries.imports.sources import (
    REJECTS_SUFFIX,
    SAMPLE,
    file_stem,
    source_name,
)

__all__ = [
    "REJECTS_SUFFIX",
    "SAMPLE",
    "Desk",
    "Known",
    "Line",
    "Lines",
    "Taken",
    "compared",
    "desk",
    "ends_at",
    "file_hash",
    "file_stem",
    "forgettable",
    "import_job",
    "import_jobs",
    "is_here",
    "is_stalled",
    "is_working",
    "job_for_update",
    "known_lines",
    "known_rows",
    "lines_after",
    "preview",
    "rejects_of",
    "row_count",
    "source_name",
    "weighed",
]
