"""A reason is a finished sentence that keeps its template and its facts."""

import json
from copy import deepcopy
from datetime import date

from sunhall.ground.kit.refusal import refuse
from sunhall.ground.kit.sentence import Sentence
from sunhall.ground.kit.verdict import no


def test_a_reason_is_the_finished_chinese_sentence():
    verdict = no("{stage}阶段不能{move}", article="002", stage="办理中", move="回访")
    assert verdict.reason == "办理中阶段不能回访"
    assert verdict.article == "002"


def test_a_reason_keeps_its_template_and_its_facts():
    reason = refuse("请 {wait} 秒后再试", field="phone", wait=30).verdict.reason
    assert isinstance(reason, Sentence)
    assert (reason.template, reason.facts) == ("请 {wait} 秒后再试", {"wait": 30})


def test_braces_without_facts_are_only_braces():
    assert no("请写成 {a}").reason == "请写成 {a}"


def test_a_fact_is_never_read_as_a_template():
    assert no("“{text}”不是日期", text="{day}").reason == "“{day}”不是日期"


def test_a_sentence_stays_one_when_it_is_copied_or_made_text():
    told = Sentence("{day} 不是周末", day=date(2026, 11, 23))
    for same in (str(told), deepcopy(told)):
        assert isinstance(same, Sentence)
        assert (same, same.facts) == ("2026-11-23 不是周末", {"day": date(2026, 11, 23)})


def test_a_machine_reads_plain_text():
    assert json.dumps(Sentence("第 {n} 行", n=3), ensure_ascii=False) == '"第 3 行"'
