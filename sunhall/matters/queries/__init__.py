"""Reading matters: what an actor may see, what it owes, and why its clock says so."""

from sunhall.matters.queries.calendar import (
    counting_over,
    impact_of_calendar,
    recomputations,
    trial_of_lamps,
)
from sunhall.matters.queries.clock import (
    calendar_inputs,
    clocks_of,
    deadlines_near,
    deadlines_past,
    due_of,
    extension_asked,
    extensions_waiting,
    limits_running,
    paper_of,
    pauses_of,
)
from sunhall.matters.queries.desk import (
    draft_of,
    drafted_at,
    drafts_about,
    drafts_before,
    present_among,
    present_at,
    saved_views,
)
from sunhall.matters.queries.facts import shared_facts
from sunhall.matters.queries.find import (
    matter_by_code,
    matter_for,
    matter_for_update,
    matters_for,
    number_taken_for,
)
from sunhall.matters.queries.inbox import VIEWS, counts, inbox, keyset, next_in_view, view_of
from sunhall.matters.queries.kinds import all_kinds, kind, teach
from sunhall.matters.queries.lines import SHEET_HEAD, Listed, cells, lines, with_names
from sunhall.matters.queries.search import STATES, Asked, matching, searched, untold
from sunhall.matters.queries.story import (
    last_told,
    story_of,
    told_to_person,
    undo_open,
    words_of,
    workers_of,
)

__all__ = [
    "SHEET_HEAD",
    "STATES",
    "VIEWS",
    "Asked",
    "Listed",
    "all_kinds",
    "calendar_inputs",
    "cells",
    "clocks_of",
    "counting_over",
    "counts",
    "deadlines_near",
    "deadlines_past",
    "draft_of",
    "drafted_at",
    "drafts_about",
    "drafts_before",
    "due_of",
    "extension_asked",
    "extensions_waiting",
    "impact_of_calendar",
    "inbox",
    "keyset",
    "kind",
    "last_told",
    "limits_running",
    "lines",
    "matching",
    "matter_by_code",
    "matter_for",
    "matter_for_update",
    "matters_for",
    "next_in_view",
    "number_taken_for",
    "paper_of",
    "pauses_of",
    "present_among",
    "present_at",
    "recomputations",
    "saved_views",
    "searched",
    "shared_facts",
    "story_of",
    "teach",
    "told_to_person",
    "trial_of_lamps",
    "undo_open",
    "untold",
    "view_of",
    "with_names",
    "words_of",
    "workers_of",
]
