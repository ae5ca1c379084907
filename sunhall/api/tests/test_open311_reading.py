"""What Open311 shows of requests: only what the law and the person allow (D1; PIPL 25, 28)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from sunhall.api.open311 import statuses
from sunhall.api.open311.answers import to_json, to_xml
from sunhall.api.tests.open311 import ask, faults, get, tree
from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import LOCAL, moment, now
from sunhall.hotline import actions
from sunhall.hotline.tests.makers import CLASS, lay_desk, make_published, make_request, publish
from sunhall.matters import actions as matter_actions
from sunhall.matters.rules import OPEN, PHASES
from sunhall.people import actions as people
from tests.cast import Cast

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=LOCAL)
HIDING = "石桥村一组李秀兰家门口3号楼2单元301室前的路灯坏了，电话13800000001，车牌京A12345。"


@pytest.fixture
def desk(cast: Cast) -> Iterator[Cast]:
    with time_machine.travel(NOW, tick=False):
        lay_desk(cast)
        yield cast


def close(cast: Cast, number: str) -> None:
    by = cast.revisitor
    actions.revisit_request(number, way="phone", reached=True, solved=True, satisfied=True, by=by)
    actions.close_request(number, by=by)


# --- statuses


def test_every_phase_is_open_or_closed() -> None:
    assert set(statuses.STATUS) == set(PHASES)
    assert {phase for phase, status in statuses.STATUS.items() if status == "open"} == set(OPEN)


def test_a_status_stands_for_the_phases_that_map_to_it() -> None:
    assert set(statuses.phases_of(["closed"])) == {"closed", "refused"}
    assert set(statuses.phases_of(["open", "closed"])) == set(PHASES)
    assert statuses.phases_of([]) == ()


def test_the_words_of_a_status_say_what_came_of_it_only_when_told() -> None:
    assert statuses.notes("working", is_paused=False) == "办理中"
    assert statuses.notes("working", is_paused=True) == "暂停计时"
    told = statuses.notes("closed", is_paused=False, outcome="已解决", answer="已修好。")
    assert told == "已办结：已解决。答复：已修好。"


# --- one request


def test_a_published_request_shows_words_and_village_but_no_person(desk: Cast) -> None:
    request = make_published(
        desk, text=HIDING, class_code=CLASS,
        place="990101100201001", address="石桥村一组3号", latitude="30.1", longitude="110.1",
    )  # fmt: skip
    close(desk, request.matter.number)
    [row] = ask(f"requests/{request.matter.number}")
    assert row["description"] == "石桥村一组**家门口**前的路灯坏了，电话**，车牌**。"
    assert row["address"] == "东山镇石桥村"
    assert row["address_id"] == "990101100201"
    assert (row["lat"], row["long"], row["media_url"], row["zipcode"]) == (None,) * 4
    assert row["status"] == "closed"
    assert row["status_notes"] == "已办结：已解决。答复：路灯已于今天修复。"
    assert (row["service_code"], row["service_name"]) == (CLASS, "路灯照明")
    assert row["agency_responsible"] == "民政局"
    assert row["requested_datetime"] == "2026-11-18T10:00:00+08:00"
    assert row["updated_datetime"] == "2026-11-18T10:00:00+08:00"
    assert row["expected_datetime"] == "2026-11-26T00:00:00+08:00"


def test_a_request_that_is_not_published_shows_facts_and_no_word(desk: Cast) -> None:
    request = make_request(desk, upto="answered", text=HIDING, address="石桥村一组3号")
    number = request.matter.number
    [row] = ask(f"requests/{number}")
    assert {name for name, value in row.items() if value is not None} == {
        "service_request_id", "status", "status_notes", "service_name", "service_code",
        "agency_responsible", "requested_datetime", "updated_datetime", "expected_datetime",
    }  # fmt: skip
    assert (row["status"], row["status_notes"]) == ("open", "已答复")
    assert ask("requests") == []


def test_the_words_of_a_public_request_wait_for_its_answer_and_its_review(desk: Cast) -> None:
    request = make_request(desk, upto="handling", is_public=True)
    [row] = ask("requests")
    assert row["service_request_id"] == request.matter.number
    assert (row["description"], row["address"], row["address_id"]) == (None, None, None)
    actions.answer_request(
        request.matter.number, text="已换灯。", outcome="resolved", by=desk.handler
    )
    [row] = ask("requests")
    assert (row["status_notes"], row["description"], row["address_id"]) == ("已答复", None, None)
    publish(desk, request.matter.number)
    assert ask("requests")[0]["description"].startswith("石桥村口的路灯")


def test_the_text_the_person_shortened_is_the_one_that_is_shown(desk: Cast) -> None:
    number = make_request(desk, upto="answered").matter.number
    actions.publish_request(number, is_public=True, text="路灯坏了。", by=desk.resident)
    assert ask(f"requests/{number}")[0]["description"] is None
    publish(desk, number)
    assert ask(f"requests/{number}")[0]["description"] == "路灯坏了。"
    actions.publish_request(number, is_public=False, by=desk.resident)
    assert ask(f"requests/{number}")[0]["description"] is None
    assert ask("requests") == []


def test_names_of_merged_records_are_taken_out_too(desk: Cast) -> None:
    double = people.know_person(name="李阿秀", phone="13800000077", by=desk.operator).public_id
    people.merge_people(desk.persons["resident"], double, reason="同一人两次登记", by=desk.operator)
    number = make_published(desk, text="邻居都叫我李阿秀，路灯坏了没人修。").matter.number
    assert ask(f"requests/{number}")[0]["description"] == "邻居都叫我**，路灯坏了没人修。"


@pytest.mark.parametrize("kind", ["sealed", "confidential"])
def test_a_sealed_or_confidential_request_is_not_there(desk: Cast, kind: str) -> None:
    if kind == "sealed":
        request = make_request(desk, demand="report", is_public=True)
        actions.pass_to_inspection(request.matter.number, by=desk.operator)
    else:
        request = make_request(desk, is_confidential=True)
    number = request.matter.number
    status, told = faults(get(f"requests/{number}.json"))
    assert (status, told) == (404, [f"service_request_id：没有编号为 {number} 的公开事项，请核对"])
    assert ask("requests", service_request_id=number) == []
    assert ask("requests") == []


def test_a_dialogue_is_nobodys_business(desk: Cast) -> None:
    number = make_request(desk, upto="dialogue", is_public=True).matter.number
    [row] = ask(f"requests/{number}")
    assert (row["status_notes"], row["description"]) == ("办理中", None)


def test_a_withdrawn_request_leaves_the_list(desk: Cast) -> None:
    number = make_request(desk, is_public=True).matter.number
    assert len(ask("requests")) == 1
    actions.withdraw_request(number, by=desk.resident)
    assert ask("requests") == []
    assert ask(f"requests/{number}")[0]["status"] == "closed"


def test_a_village_speaks_through_its_town(desk: Cast) -> None:
    directory.open_organisation("qh-ds-sq", "石桥村", "village", place="990101100201", by=SYSTEM)
    directory.open_post("sq-desk", "石桥村综合岗", "qh-ds-sq", by=SYSTEM)
    number = make_request(desk, owner="sq-desk").matter.number
    assert ask(f"requests/{number}")[0]["agency_responsible"] == "东山镇人民政府"


def test_a_pause_and_a_passed_limit_are_told(desk: Cast) -> None:
    number = make_request(desk, upto="handling").matter.number
    matter_actions.pause_clock(
        number, ground="XK45_TESTING", paper="检测〔2026〕1号", by=desk.handler
    )
    [row] = ask(f"requests/{number}")
    assert row["status_notes"] == "暂停计时"
    assert row["service_notice"] == "依法暂停计时，暂停的时间不计入期限。"
    assert row["expected_datetime"] is None
    late = make_request(desk, upto="handling").matter.number
    with moment(NOW + timedelta(days=20)):
        actions.answer_request(late, text="已换灯。", outcome="resolved", by=desk.handler)
        [row] = ask(f"requests/{late}")
    assert row["service_notice"] == "已超过答复期限，超期已记录。"


def test_a_number_may_be_typed_in_any_way(desk: Cast) -> None:
    number = make_request(desk).matter.number
    assert ask(f"requests/{number.lower()}")[0]["service_request_id"] == number
    assert ask(f"requests/{number[1:].replace('-', '')}")[0]["service_request_id"] == number


def test_a_token_is_the_number_itself(desk: Cast) -> None:
    number = make_request(desk).matter.number
    assert ask(f"tokens/{number}") == [{"service_request_id": number, "token": number}]
    status, [told] = faults(get("tokens/12345.json"))
    assert (status, told[:6]) == (404, "token：")


def test_whoever_tries_many_numbers_must_wait(desk: Cast) -> None:
    number = make_request(desk).matter.number
    for at in range(20):
        assert get(f"requests/R261118-{at:07d}.json").status_code == 404
    answer = get(f"requests/{number}.json")
    assert faults(answer)[0] == 429
    assert answer["Retry-After"] == "900"
    with time_machine.travel(NOW + timedelta(minutes=16), tick=False):
        assert get(f"requests/{number}.json").status_code == 200


# --- the list


@pytest.fixture
def listed(desk: Cast) -> dict[str, str]:
    """Public requests of different days, classes and phases by a name."""
    made = {}
    for name, days, upto, extra in (
        ("old", 100, "received", {}),
        ("older", 91, "received", {}),
        ("closed", 60, "answered", {}),
        ("other", 30, "received", {"class_code": "02"}),
        ("new", 1, "received", {"class_code": CLASS}),
    ):
        with moment(NOW - timedelta(days=days)):
            made[name] = make_request(desk, upto=upto, is_public=True, **extra).matter.number
    close(desk, made["closed"])
    return made


def numbers(**asked: object) -> list[str]:
    return [row["service_request_id"] for row in ask("requests", **asked)]


def test_the_list_goes_ninety_days_back_the_latest_first(listed: dict[str, str]) -> None:
    assert numbers() == [listed[name] for name in ("new", "other", "closed")]


def test_the_list_is_cut_by_status_and_service(listed: dict[str, str]) -> None:
    assert numbers(status="closed") == [listed["closed"]]
    assert numbers(status="open") == [listed["new"], listed["other"]]
    assert numbers(status="open, closed") == numbers()
    assert numbers(service_code="02") == [listed["other"]]
    assert numbers(service_code=f"02,{CLASS}", status="open") == [listed["new"], listed["other"]]
    assert numbers(service_code="unclassified") == []


def test_the_list_is_cut_by_dates_both_counted(listed: dict[str, str]) -> None:
    at = (NOW - timedelta(days=91)).isoformat()
    assert numbers(start_date=at, end_date=at) == [listed["older"]]
    assert numbers(start_date="2026-08-01") == [
        listed[name] for name in ("other", "closed", "older", "old")
    ]
    assert numbers(end_date="2026-08-15") == [listed["old"]]
    assert numbers(start_date="2026-11-17", end_date="2026-11-17") == [listed["new"]]
    # A plus sign that nobody escaped.
    assert numbers(start_date=at.replace("+", " "), end_date=at) == [listed["older"]]
    utc = "2026-11-17T02:00:00Z"
    assert numbers(start_date=utc, end_date=utc) == [listed["new"]]


def test_numbers_outrank_every_other_argument(listed: dict[str, str]) -> None:
    wanted = f"{listed['old']},{listed['new']}"
    assert numbers(service_request_id=wanted, status="closed", start_date="?") == [
        listed["new"],
        listed["old"],
    ]


def test_empty_arguments_are_as_if_not_given(listed: dict[str, str]) -> None:
    assert numbers(service_request_id="", status="", start_date="", page="") == numbers()
    assert numbers(jurisdiction_id="qinghe.example", extensions="true") == numbers()


def test_pages_hold_together(listed: dict[str, str]) -> None:
    whole = numbers()
    first = get("requests.json", page_size=2)
    assert [row["service_request_id"] for row in first.json()] == whole[:2]
    onward = first["Link"].removeprefix("<").partition(">")[0]
    rest = get(onward.removeprefix("/open311/v2/"))
    assert [row["service_request_id"] for row in rest.json()] == whole[2:]
    assert "Link" not in rest
    assert numbers(page=3, page_size=2) == []


WRONG_DATE = "请写成 2026-01-31T09:30:00+08:00 这样的时间（网址中 + 写作 %2B）"


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ({"service_code": "99"}, 404, "service_code：没有代码为 99 的服务，请从 services 中选择"),
        ({"status": "done"}, 400, "status：done 不是状态，请填写 open 或 closed"),
        ({"start_date": "yesterday"}, 400, f"start_date：{WRONG_DATE}"),
        ({"end_date": "2026-13-01"}, 400, f"end_date：{WRONG_DATE}"),
        ({"end_date": "0001-01-01T00:00:00Z"}, 400, f"end_date：{WRONG_DATE}"),
        (
            {"start_date": "2026-01-01", "end_date": "2026-04-02"},
            400,
            "start_date：与 end_date 相距最多 90 天，请分几次查询",
        ),
        (
            {"start_date": "2026-02-01", "end_date": "2026-01-31"},
            400,
            "end_date：应不早于 start_date",
        ),
        ({"page": "0"}, 400, "page：请填写 1 到 1000000 的整数"),
        ({"page_size": "1001"}, 400, "page_size：请填写 1 到 1000 的整数"),
        ({"page": "１"}, 400, "page：请填写 1 到 1000000 的整数"),
        (
            {"service_request_id": ",".join(map(str, range(51)))},
            400,
            "service_request_id：一次最多查询 50 个编号，请分几次",
        ),
        ({"service_code": "a\0b"}, 400, "service_code：请去掉不可见字符后再提交"),
        ({"st\0atus": "open"}, 400, "status：请去掉不可见字符后再提交"),
    ],
)
def test_a_wrong_argument_is_named_with_the_way_out(
    desk: Cast, asked: dict[str, str], status: int, told: str
) -> None:
    assert faults(get("requests.json", **asked)) == (status, [told])
    answer = get("requests.xml", **asked)
    assert (answer.status_code, answer["Content-Type"]) == (status, "text/xml; charset=utf-8")
    assert f"<description>{told}</description>" in answer.content.decode()


def test_a_long_list_costs_as_few_questions_as_a_short_one(
    desk: Cast, django_assert_max_num_queries: object
) -> None:
    for _ in range(5):
        make_published(desk)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert len(ask("requests")) == 5


# --- services


def test_every_class_in_use_is_a_service(desk: Cast) -> None:
    told = {row["service_code"]: row for row in ask("services")}
    assert list(told) == ["01", "0101", CLASS, "02", "unclassified"]
    assert told[CLASS] == {
        "service_code": CLASS,
        "service_name": "路灯照明",
        "description": "城乡建设 / 市政设施 / 路灯照明",
        "metadata": True,
        "type": "realtime",
        "keywords": "城乡建设,市政设施,路灯照明",
        "group": "城乡建设",
    }


def test_metadata_is_honest(desk: Cast) -> None:
    for row in ask("services"):
        definition = ask(f"services/{row['service_code']}")
        asked = [one for one in definition["attributes"] if one["variable"]]
        assert row["metadata"] is bool(asked)
    status, told = faults(get("services/99.json"))
    assert (status, told) == (404, ["service_code：没有代码为 99 的服务，请从 services 中选择"])


def test_a_request_without_class_has_a_service_too(desk: Cast) -> None:
    [row] = ask(f"requests/{make_request(desk).matter.number}")
    assert row["service_code"] == "unclassified"
    assert row["service_name"] == "不确定（由工作人员分类）"


# --- discovery, formats, headers


def test_discovery_says_where_and_how(desk: Cast) -> None:
    told = ask("discovery")
    [endpoint] = told["endpoints"]
    assert endpoint["url"] == "http://testserver/open311/v2"
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["formats"] == ["text/xml", "application/json"]
    assert "12345" in told["key_service"]
    formats = tree("discovery").findall("endpoints/endpoint/formats/format")
    assert [one.text for one in formats] == endpoint["formats"]


def test_discovery_names_the_public_address_behind_a_proxy(db: None, settings: Any) -> None:
    settings.SITE_URL, settings.DEMO = "https://hall.example.cn/", False
    [endpoint] = ask("discovery")["endpoints"]
    assert endpoint["url"] == "https://hall.example.cn/open311/v2"
    assert endpoint["type"] == "production"


def test_the_formats_differ_in_nothing_but_form() -> None:
    content = [
        {"service_request_id": "R1", "lat": 30.5, "description": "a<b & c\x0bd", "long": None}
    ]
    assert to_xml("service_requests", content).decode() == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        "<service_requests><request><service_request_id>R1</service_request_id><lat>30.5</lat>"
        "<description>a&lt;b &amp; cd</description><long /></request></service_requests>\n"
    )
    assert b'"long": null' in to_json(content)


@pytest.mark.parametrize(
    ("path", "status", "kind", "told"),
    [
        ("requests.csv", 404, "text/xml", "没有这种格式；请在地址末尾写 .json 或 .xml"),
        ("services/01.yaml", 404, "text/xml", "没有这种格式；请在地址末尾写 .json 或 .xml"),
        ("requests", 404, "text/xml", "没有这个地址"),
        ("nothing.json", 404, "application/json", "没有这个地址"),
        ("", 404, "text/xml", "没有这个地址"),
        ("requests/a\x01b.json", 404, "application/json", "没有找到"),
    ],
)
def test_a_wrong_address_is_told_as_an_error(
    db: None, path: str, status: int, kind: str, told: str
) -> None:
    answer = get(path)
    assert (answer.status_code, answer["Content-Type"]) == (status, f"{kind}; charset=utf-8")
    assert told in answer.content.decode()


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_a_wrong_method_is_told_as_an_error(db: None, client: object, method: str) -> None:
    answer = getattr(client, method)("/open311/v2/services.json")
    assert answer["Allow"] == "GET"
    assert faults(answer) == (405, [f"这个地址不接受 {method.upper()}，可用的方法：GET"])


def test_what_is_open_may_be_kept_by_everybody_and_a_refusal_by_nobody(desk: Cast) -> None:
    for path in ("discovery", "services", f"services/{CLASS}", "requests"):
        for suffix, kind in (("json", "application/json"), ("xml", "text/xml")):
            answer = get(f"{path}.{suffix}")
            assert answer["Content-Type"] == f"{kind}; charset=utf-8"
            assert answer["Cache-Control"].startswith("public, max-age=")
            assert answer["Access-Control-Allow-Origin"] == "*"
            assert not answer.cookies
    assert get("services/99.xml")["Cache-Control"] == "no-store"


def test_the_door_speaks_chinese_whatever_the_browser_likes(desk: Cast, client: object) -> None:
    client.cookies["language"] = "en"  # type: ignore[attr-defined]
    late = make_request(desk).matter.number
    answer = client.get(  # type: ignore[attr-defined]
        f"/open311/v2/requests/{late}.json", headers={"Accept-Language": "en"}
    )
    assert answer.json()[0]["status_notes"] == "已提交"
    assert answer["Content-Language"] == "zh-Hans"
    assert now() == NOW
