"""A person is known once; each change and each reading is in the journal."""

from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from django.db import connection, transaction
from django.db.models import OuterRef, QuerySet

from sunhall import wiring
from sunhall.ground.access.actor import SYSTEM, VISITOR, Actor
from sunhall.ground.access.models import Throttle
from sunhall.ground.journal.models import EntrySecret
from sunhall.ground.journal.record import story, told
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.ground.kit.verdict import no
from sunhall.ground.outbox.models import Message
from sunhall.ground.outbox.post import post_messages, put_template
from sunhall.people import actions, events, queries
from sunhall.people.models import Person, PhoneCode
from sunhall.people.tests.makers import CREDIT_CODE, ID_NUMBER, person
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _house_wired_again():
    """Some tests here tell people other keepers and namers; the house's come back afterwards."""
    yield
    wiring.open_house()


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel("2026-03-02 12:00+08:00", tick=False) as clock:
        yield clock


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def everybody(actor: Actor, person: OuterRef) -> QuerySet[Person]:
    """The work of somebody who works for all."""
    return Person.objects.filter(public_id=person)


# Knowing


def test_the_same_name_and_phone_are_the_same_person() -> None:
    one = person("林晓", "13900000009")
    again = actions.know_person(
        name="林 晓".replace(" ", ""), phone="+86 139 0000 0009", by=VISITOR
    )
    assert again.pk == one.pk
    assert told(f"person:{one.public_id}") == [events.PersonKnown]


def test_two_people_may_share_a_phone() -> None:
    assert person("林晓").pk != person("林明").pk


def test_a_phone_without_a_name_means_the_longest_known_person() -> None:
    first, _second = person("林晓"), person("林明")
    assert actions.know_person(phone="13900000009", by=VISITOR).pk == first.pk


def test_a_name_fills_a_record_that_had_only_a_phone() -> None:
    bare = actions.know_person(phone="13900000009", by=VISITOR)
    named = person("林晓")
    assert named.pk == bare.pk
    assert Person.objects.get().name == "林晓"


def test_an_identity_number_decides_alone() -> None:
    one = person("林晓", id_number=ID_NUMBER)
    moved = actions.know_person(
        name="林晓", phone="13900000010", id_number=ID_NUMBER.lower(), by=SYSTEM
    )
    assert moved.pk == one.pk
    assert moved.phone == "13900000009", "a known phone is corrected, never silently replaced"


def test_a_credit_code_makes_an_enterprise_known_once() -> None:
    one = actions.know_person(name="青禾粮油", credit_code=CREDIT_CODE, by=SYSTEM)
    two = actions.know_person(name="青禾粮油有限公司", credit_code=CREDIT_CODE, by=SYSTEM)
    assert one.pk == two.pk
    assert one.kind == "enterprise"


def test_a_reference_of_the_source_makes_an_import_repeatable() -> None:
    one = actions.know_person(name="网友", reference="teddy:A0001", by=SYSTEM)
    assert actions.know_person(name="网友", reference="teddy:A0001", by=SYSTEM).pk == one.pk
    assert actions.know_person(name="网友", reference="teddy:A0002", by=SYSTEM).pk != one.pk


def test_nothing_said_is_nobody_known() -> None:
    with pytest.raises(Refused, match="姓名或联系电话"):
        actions.know_person(by=VISITOR)


def test_a_stranger_adds_nothing_to_a_confirmed_person() -> None:
    one = person("林晓")
    Person.objects.filter(pk=one.pk).update(is_verified=True)
    actions.know_person(name="林晓", phone="13900000009", id_number=ID_NUMBER, by=VISITOR)
    assert Person.objects.get(pk=one.pk).id_number == ""


def test_what_identifies_a_person_is_sealed_in_the_database() -> None:
    person("林晓", id_number=ID_NUMBER, address="石桥村一组 8 号")
    with connection.cursor() as cursor:
        cursor.execute("select * from people_person")
        row = " ".join(str(cell) for cell in cursor.fetchone())
    assert not [fact for fact in ("林晓", "13900000009", ID_NUMBER, "石桥村") if fact in row]


# Correcting


def test_a_correction_keeps_what_was_before_sealed_in_the_journal(cast: Cast) -> None:
    one = person("林晓")
    actions.correct_person(
        one.public_id, phone="13900000010", reason="本人来电更正", by=cast.operator
    )
    happened = story(f"person:{one.public_id}")[-1].event
    assert isinstance(happened, events.PersonCorrected)
    assert happened.before == ("phone=13900000009",)
    assert queries.people_at_phone("13900000010").get().pk == one.pk
    assert not queries.people_at_phone("13900000009").exists()


def test_a_correction_that_makes_a_double_says_merge(cast: Cast) -> None:
    person("林晓", "13900000009")
    other = person("林晓", "13900000010")
    with pytest.raises(Refused, match="请合并登记"):
        actions.correct_person(
            other.public_id, phone="13900000009", reason="更正", by=cast.operator
        )


def test_a_handler_without_the_permission_does_not_find_a_person_of_the_register(
    cast: Cast,
) -> None:
    with pytest.raises(NotFound):
        queries.person_for(cast.supervisor, person().public_id)


# Merging


def test_doubles_are_merged_and_parted_again(cast: Cast) -> None:
    kept, double = person("林晓", "13900000009"), person("林小", "13900000010")
    actions.merge_people(kept.public_id, double.public_id, "同一人两个号码", by=cast.operator)
    assert queries.actor_for_resident(double.public_id).id == kept.public_id
    assert {one.pk for one in queries.same_person(kept)} == {kept.pk, double.pk}
    assert set(queries.ids_of(kept.public_id)) == {kept.public_id, double.public_id}
    assert not queries.people_at_phone("13900000010").exists()
    actions.unmerge_people(double.public_id, "核实为两人", by=cast.operator)
    assert queries.people_at_phone("13900000010").get().pk == double.pk
    assert told(f"person:{kept.public_id}")[-2:] == [events.PeopleMerged, events.PeopleUnmerged]


def test_merging_is_not_for_handlers_even_of_people_they_work_for(cast: Cast) -> None:
    queries.wire(works=[everybody])
    kept, double = person("林晓", "13900000009"), person("林小", "13900000010")
    with pytest.raises(Refused, match="坐席或登记人员"):
        actions.merge_people(kept.public_id, double.public_id, "同一人", by=cast.handler)


# Reading


def test_every_reading_is_logged_with_its_reason_and_the_person_sees_it(cast: Cast) -> None:
    one = person("林晓", id_number=ID_NUMBER)
    assert actions.reveal(one.public_id, "id_number", "核对办件材料", by=cast.operator) == ID_NUMBER
    queries.wire(namers=[lambda codes: {"staff:wang": "王守信"}])
    (reading,) = queries.readings_of(one.public_id)
    assert (reading.who, reading.field, reading.reason) == ("王守信", "身份证号码", "核对办件材料")


def test_a_reading_without_reason_shows_nothing_and_logs_nothing(cast: Cast) -> None:
    one = person("林晓")
    with pytest.raises(Refused, match="至少 4 个字"):
        actions.reveal(one.public_id, "phone", "看", by=cast.operator)
    assert queries.readings_of(one.public_id) == []


def test_a_supervisor_reads_nothing(cast: Cast) -> None:
    with pytest.raises(Refused, match="没有查看个人信息原文的权限"):
        actions.reveal(person().public_id, "phone", "想看一下", by=cast.supervisor)


def test_what_is_held_is_told_to_the_person_and_to_nobody_else(cast: Cast) -> None:
    row = cast.person()
    report = queries.what_is_held(cast.resident, row.public_id)
    assert {(held.what, held.value) for held in report.facts} >= {
        ("姓名或名称", "李秀兰"),
        ("电话", "13800000001"),
    }
    with pytest.raises(NotFound):
        queries.what_is_held(cast.neighbour, row.public_id)


# Rights


def test_a_deletion_empties_the_record_and_shreds_the_secrets_of_the_journal(cast: Cast) -> None:
    one = person("林晓", id_number=ID_NUMBER)
    actions.correct_person(one.public_id, phone="13900000010", reason="更正", by=cast.operator)
    actions.erase_person(one.public_id, "本人申请", by=cast.operator)
    row = Person.objects.get(pk=one.pk)
    assert {row.name, row.phone, row.id_number, row.phone_index, row.id_index} == {""}
    left = EntrySecret.objects.filter(entry__stream=f"person:{one.public_id}")
    assert [secret.entry.kind for secret in left] == [events.PersonErased.kind], "why it was done"
    assert told(f"person:{one.public_id}")[-1] is events.PersonErased
    assert "林晓" not in " ".join(fact.event.told() for fact in story(f"person:{one.public_id}"))


def test_an_open_matter_keeps_a_person(cast: Cast) -> None:
    one = person("林晓")
    queries.wire(keepers=[lambda code: no("还有 1 件事项在办", article="个人信息保护法 第47条")])
    try:
        with pytest.raises(Refused, match="还有 1 件事项在办"):
            actions.erase_person(one.public_id, "本人申请", by=cast.operator)
    finally:
        queries.wire()
    assert Person.objects.get(pk=one.pk).name == "林晓"


def test_a_granted_deletion_is_done_with_the_answer(cast: Cast) -> None:
    queries.wire()
    asked = actions.ask_about_data(cast.resident.id, "erase", "", by=cast.resident)
    actions.answer_data_request(asked.pk, True, "已按申请删除", by=cast.operator)
    assert Person.objects.get(public_id=cast.persons["resident"]).erased_at is not None
    assert cast.resident is VISITOR


def test_the_same_thing_is_not_asked_twice_while_it_waits(cast: Cast) -> None:
    actions.ask_about_data(cast.resident.id, "correct", "名字写错了", by=cast.resident)
    with pytest.raises(Refused, match="答复后可以再次提交"):
        actions.ask_about_data(cast.resident.id, "correct", "名字写错了", by=cast.resident)


# Codes by phone


def test_a_right_code_signs_in_and_is_used_once(demo) -> None:
    sent = actions.send_phone_code("139 0000 0009", by=VISITOR)
    confirmed = actions.confirm_phone_code("13900000009", sent.shown, by=VISITOR)
    assert confirmed.person is not None
    assert confirmed.person.is_verified
    assert told(f"person:{confirmed.person.public_id}") == [
        events.PersonKnown,
        events.ResidentSignedIn,
    ]
    again = actions.confirm_phone_code("13900000009", sent.shown, by=VISITOR)
    assert again.person is None


def test_five_wrong_codes_spoil_the_right_one(demo) -> None:
    sent = actions.send_phone_code("13900000009", by=VISITOR)
    wrong = f"{(int(sent.shown) + 1) % 10**6:06d}"
    for _try in range(5):
        assert not actions.confirm_phone_code("13900000009", wrong, by=VISITOR).verdict
    refused = actions.confirm_phone_code("13900000009", sent.shown, by=VISITOR)
    assert "输错 5 次" in refused.verdict.reason


def test_a_code_dies_after_ten_minutes(demo) -> None:
    sent = actions.send_phone_code("13900000009", by=VISITOR)
    with time_machine.travel(now() + timedelta(minutes=10), tick=False):
        refused = actions.confirm_phone_code("13900000009", sent.shown, by=VISITOR)
    assert "10 分钟" in refused.verdict.reason


def test_a_code_is_kept_only_as_a_hash(demo) -> None:
    sent = actions.send_phone_code("13900000009", by=VISITOR)
    row = PhoneCode.objects.values().get()
    assert sent.shown not in {str(value) for value in row.values()}


def test_five_codes_an_hour_are_enough_for_a_phone(demo) -> None:
    for minute in range(5):
        with time_machine.travel(now() + timedelta(minutes=2 * minute), tick=False):
            actions.send_phone_code("13900000009", by=VISITOR)
    with (
        time_machine.travel(now() + timedelta(minutes=20), tick=False),
        pytest.raises(Refused, match="一小时后再试"),
    ):
        actions.send_phone_code("13900000009", by=VISITOR)
    with time_machine.travel(now() + timedelta(minutes=70), tick=False):
        actions.send_phone_code("13900000009", by=VISITOR)


def test_one_address_cannot_ask_for_everybodys_code(demo) -> None:
    for number in range(20):
        actions.send_phone_code(f"139000001{number:02d}", by=VISITOR, address="10.0.0.1")
    with pytest.raises(Refused, match="一小时后再试"):
        actions.send_phone_code("13900000999", by=VISITOR, address="10.0.0.1")
    actions.send_phone_code("13900000999", by=VISITOR, address="10.0.0.2")
    assert not Throttle.objects.filter(key__contains="139000").exists(), "keys carry no phone"


def test_without_sms_the_person_is_told_another_way(settings) -> None:
    settings.DEMO = False
    settings.OUTBOX_CHANNELS = ["inapp"]
    with pytest.raises(Refused, match="编号和查询码"):
        actions.send_phone_code("13900000009", by=VISITOR)


def test_old_codes_are_forgotten(demo) -> None:
    actions.send_phone_code("13900000009", by=VISITOR)
    with time_machine.travel(now() + timedelta(days=1, minutes=1), tick=False):
        assert actions.forget_old_codes(by=SYSTEM) == 1


# Found by nothing, changed by nobody


@pytest.mark.parametrize("text", ["-", "（）", "·", "--"])
def test_signs_alone_find_nobody(cast: Cast, text: str) -> None:
    person("某企业", "", credit_code=CREDIT_CODE)
    assert queries.find_people(cast.operator, text) == []


def test_only_who_keeps_the_records_corrects_them(cast: Cast) -> None:
    queries.wire(works=[everybody])
    reader = Actor(code="staff:x", permissions=frozenset({"people.reveal"}))
    with pytest.raises(Refused, match="登记人员"):
        actions.correct_person(cast.persons["resident"], reason="核对", name="李四", by=reader)


def test_what_was_erased_is_not_written_again(cast: Cast) -> None:
    one = person("林晓", "13900000009")
    actions.erase_person(one.public_id, "本人申请", by=cast.operator)
    with pytest.raises(Refused, match="已依法删除"):
        actions.correct_person(one.public_id, reason="核对", name="林晓", by=cast.operator)


def test_erasing_a_person_empties_the_messages_that_were_sent_to_them(cast: Cast, settings) -> None:
    settings.OUTBOX_CHANNELS = ["inapp", "sms"]
    one, other = person("林晓", "13900000009"), person("周舟", "13900000010")
    for channel in ("inapp", "sms"):
        put_template("hello", channel=channel, body="{name}，您好", by=SYSTEM)
    for who in (one, other):
        post_messages(
            "hello", to=queries.addresses_of(who.public_id), key=who.public_id, about="matter:1",
            name=who.name, by=SYSTEM,
        )  # fmt: skip
    actions.erase_person(one.public_id, "本人申请", by=cast.operator)
    bodies = Message.objects.order_by("pk").values_list("body", flat=True)
    assert list(bodies) == ["", "", "周舟，您好", "周舟，您好"]
    assert not Message.objects.filter(recipient_index="", sent_at=None, dead_at=None).exists()


def test_after_a_sign_in_no_earlier_code_opens_the_door(demo) -> None:
    first = actions.send_phone_code("13900000009", by=VISITOR)
    with time_machine.travel(now() + timedelta(seconds=61), tick=False):
        second = actions.send_phone_code("13900000009", by=VISITOR)
        assert actions.confirm_phone_code("13900000009", second.shown, by=VISITOR).person
        assert actions.confirm_phone_code("13900000009", first.shown, by=VISITOR).person is None


@pytest.mark.django_db(transaction=True)
def test_who_fills_a_gap_late_does_not_bring_back_what_was_erased_meanwhile() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, so nobody can be late")
    one = person("林晓", "13900000009")
    keeper = Actor(code="staff:keeper", permissions=frozenset({"people.manage"}))

    def fill_the_gap() -> None:
        try:
            person("林晓", "13900000009", id_number=ID_NUMBER)
        finally:
            connection.close()

    late = Thread(target=fill_the_gap)
    with transaction.atomic():
        actions.erase_person(one.public_id, "本人申请", by=keeper)
        late.start()
        while late.is_alive() and not _somebody_waits():
            pass
    late.join()
    one.refresh_from_db()
    assert one.erased_at is not None
    assert (one.name, one.phone, one.id_number) == ("", "", "")


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])
