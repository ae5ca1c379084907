from dataclasses import replace

import pytest

from sunhall.clocks.rules import Unit, due, latest_day_before
from sunhall.clocks.rules.grounds import ARTICLE_45, GROUNDS
from sunhall.clocks.rules.presets import CLASSES, ELSEWHERE, HERE, HOTLINE
from sunhall.clocks.rules.table import DATE, STATUTORY, check_row
from sunhall.clocks.tests.moments import CALENDAR, OFFICE, at, on
from sunhall.ground.kit.refusal import Refused

ROWS = (*STATUTORY, *HOTLINE)
BY_CODE = {row.code: row for row in ROWS}

# norms.md 2.2: n, unit and extension as printed (a calendar day rolls, 民法典 203).
PRINTED = {
    "XK_NOT_REQUIRED": (0, "WD", 0), "XK_NOT_COMPETENT": (0, "WD", 0),
    "XK_RENEW_DECIDE": (0, "WD", 0), "GK_ANNUAL_DEPT": (0, DATE, 0),
    "GK_ANNUAL_GOV": (0, DATE, 0), "WEB_CORRECTION": (3, "WD", 0),
    "DATA_SHARE_CHECK": (2, "WD", 0), "DATA_SHARE_REPLY": (5, "WD", 0),
    "SC_MEDIATE": (45, "WD", 0), "SC_MEDIATE_TELL": (7, "WD", 0),
    "SC_TELL_INFORMANT": (5, "WD", 0),
    "XK_CORRECT_ONCE": (5, "WD", 0), "XK_DECIDE": (20, "WD", 10),
    "XK_DECIDE_JOINT": (45, "WD", 15), "XK_LOWER_REVIEW": (20, "WD", 0),
    "XK_DELIVER": (10, "WD", 0), "XK_HEARING_REQ": (5, "WD", 0), "XK_HEARING_HOLD": (20, "WD", 0),
    "XK_HEARING_NOTICE": (7, "WD", 0), "XK_RENEW_APPLY": (30, "WD", 0),
    "CF_DECIDE": (90, "CDR", 0), "CF_DELIVER": (7, "WD", 0), "CF_WITHDRAW_PUB": (3, "WD", 0),
    "CF_LIMITATION": (2, "Y", 0), "CF_LIMITATION_LIFE": (5, "Y", 0),
    "XF_ROUTE": (15, "CDR", 0), "XF_NOTICE": (15, "CDR", 0), "XF_OBJECT": (5, "WD", 0),
    "XF_FINISH": (60, "CDR", 30), "XF_REVIEW_REQ": (30, "CDR", 0), "XF_REVIEW": (30, "CDR", 0),
    "XF_RECHECK_REQ": (30, "CDR", 0), "XF_RECHECK": (30, "CDR", 0),
    "GK_PROACTIVE": (20, "WD", 0), "GK_CORRECT": (7, "WD", 0), "GK_REPLY": (20, "WD", 20),
    "GK_THIRD": (15, "WD", 0), "GK_COAUTHOR": (15, "WD", 0),
    "FY_APPLY": (60, "CDR", 0), "FY_REVIEW": (5, "WD", 0), "FY_CORRECT": (5, "WD", 0),
    "FY_SUPPLY": (10, "WD", 0), "FY_DECIDE": (60, "CDR", 30), "FY_DECIDE_SIMPLE": (30, "CDR", 0),
    "SS_SUE_AFTER_FY": (15, "CDR", 0), "SS_SUE": (6, "M", 0), "SS_INACTION": (2, "M", 0),
    "DC_RECHECK_REQ": (30, "CDR", 0), "DC_RECHECK": (30, "CDR", 0), "SGS_PUBLISH": (7, "WD", 0),
    "HL_REPLY": (5, "WD", 5), "HL_DIALOGUE": (5, "WD", 0), "HL_RETURN": (24, "H", 0),
    "HL_GUANGDONG_CONSULT": (2, "WD", 0), "HL_GUANGDONG_REPORT": (15, "WD", 0),
    "HL_ANYANG_HELP": (5, "WD", 5), "HL_BUREAU_SUGGEST": (13, "WD", 0),
    "HL_BEIJING_URGENT": (2, "H", 0), "SC_ACCEPT": (7, "WD", 0), "SC_VERIFY": (15, "WD", 15),
}  # fmt: skip


@pytest.mark.parametrize(("code", "printed"), PRINTED.items())
def test_a_row_says_what_the_printed_table_says(code, printed):
    row = BY_CODE[code]
    assert (row.n, row.unit, row.extension) == printed


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_every_row_names_its_trigger_its_basis_and_its_source(row):
    assert row.name
    assert row.trigger
    assert row.basis
    assert row.source


def test_every_code_stands_once():
    assert len(BY_CODE) == len(ROWS)


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row.unit != DATE and row.direction == "after"],
    ids=lambda r: r.code,
)
def test_every_row_can_be_counted(row):
    assert due(at("2026-03-02"), row.limit, (), CALENDAR, OFFICE).at is not None


def test_a_fixed_date_is_no_count():
    with pytest.raises(LookupError, match="fixed date"):
        _ = BY_CODE["GK_ANNUAL_DEPT"].limit


def test_a_limit_that_runs_backwards_is_counted_from_the_event():
    row = BY_CODE["XK_HEARING_NOTICE"]
    assert row.direction == "before"
    assert latest_day_before(on("2026-11-30"), row.n, CALENDAR) == on("2026-11-18")


def test_a_limitation_on_punishing_never_rolls_in_the_authoritys_favour():
    limit = BY_CODE["CF_LIMITATION"].limit
    assert limit.unit == Unit.Y
    assert not limit.rolls
    assert due(at("2024-10-03"), limit, (), CALENDAR, OFFICE).last_day == on("2026-10-03")


def test_each_preset_has_a_limit_for_every_class_of_request():
    presets = {row.preset for row in ELSEWHERE} - {"北京征求意见稿"}
    for preset in presets:
        words = [row.name for row in ELSEWHERE if row.preset == preset]
        assert all(any(word in name for name in words) for word in CLASSES.values())


def test_the_limits_in_force_here_belong_to_no_preset():
    assert {row.preset for row in HERE} == {""}


# norms.md 2.2: what happens when the limit ends without an act, and what stops it.
ON_EXPIRY = {
    "XK_CORRECT_ONCE": "视为受理", "XK_HEARING_REQ": "放弃", "XK_RENEW_DECIDE": "视为准予延续",
    "XF_OBJECT": "视为接受", "GK_COAUTHOR": "视为同意", "FY_REVIEW": "视为受理",
    "FY_SUPPLY": "放弃", "CF_LIMITATION": "不再给予处罚", "XF_RECHECK_REQ": "不再受理",
}  # fmt: skip
STOPPED = {
    "XK_DECIDE": ARTICLE_45, "XK_DECIDE_JOINT": ARTICLE_45, "XK_LOWER_REVIEW": ARTICLE_45,
    "GK_REPLY": "政府信息公开条例第三十三条", "XF_RECHECK": "信访工作条例第三十六条",
    "FY_APPLY": "行政复议法第二十条",
}  # fmt: skip


@pytest.mark.parametrize(("code", "words"), ON_EXPIRY.items())
def test_silence_has_the_consequence_that_is_printed(code, words):
    assert words in BY_CODE[code].on_expiry


@pytest.mark.parametrize(("code", "article"), STOPPED.items())
def test_what_the_printed_table_lets_stop_has_a_ground_with_its_article(code, article):
    assert BY_CODE[code].stops
    assert article in {ground.article for ground in GROUNDS if ground.fits([code])}


def test_no_ground_stops_a_limit_that_does_not_exist():
    for ground in GROUNDS:
        for start in ground.stops:
            assert any(code.startswith(start) for code in BY_CODE), (ground.code, start)


def test_every_limit_the_table_prints_is_compared():
    assert {row.code for row in STATUTORY} <= set(PRINTED)


def test_annual_reports_are_due_on_their_day():
    assert (BY_CODE["GK_ANNUAL_DEPT"].on_day, BY_CODE["GK_ANNUAL_GOV"].on_day) == ("01-31", "03-31")


def test_the_time_to_respond_is_counted_by_the_hour_only():
    row = next(row for row in HERE if row.code == "HL_RESPOND")
    check_row(row)
    with pytest.raises(Refused, match="响应时限只按小时计"):
        check_row(replace(row, unit="WD"))
