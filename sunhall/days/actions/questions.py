"""Questions: noted, filed as requests with consent, answered on air, instructed (H10, H11)."""

from datetime import timedelta

from sunhall.days import events, queries, rules
from sunhall.days.models import Question, Sitting
from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.hotline import actions as hotline
from sunhall.hotline import queries as hotline_queries
from sunhall.people import actions as people

LEFT_AT_LEAST = 2


@action
def ask_beforehand(
    pk: int,
    *,
    text: str,
    by: Actor,
    name: str = "",
    phone: str = "",
    place: str = "",
    consent: bool = False,
    agrees_to_publish: bool = False,
    once: str = "",
) -> Question:
    """Ask beforehand 提前提问, by anybody; sent twice it is asked once (H10)."""
    if once and (known := Question.objects.filter(once=once).first()):
        return known
    sitting = queries.sitting_for_update(pk)
    require(rules.may_ask_before(queries.facts_of(sitting), now()))
    question = _noted(sitting, "before", text, by, name=name, phone=phone, place=place, once=once)
    if consent:
        _consent(question, "form", by, publish=agrees_to_publish)
    return question


@action
def note_question(
    pk: int,
    *,
    text: str,
    by: Actor,
    name: str = "",
    phone: str = "",
    place: str = "",
    consent: bool = False,
    agrees_to_publish: bool = False,
    once: str = "",
) -> Question:
    """Note who calls in and what they ask 记录来电; at a phone day a call is meant to be filed."""
    if once and (known := Question.objects.filter(once=once).first()):
        return known
    sitting = queries.sitting_for_update(pk)
    require(rules.may_note(by, queries.facts_of(sitting)))
    question = _noted(sitting, "live", text, by, name=name, phone=phone, place=place, once=once)
    if sitting.series.kind == "phone":
        _consent(question, "called", by, publish=agrees_to_publish)
    elif consent:
        _consent(question, "spoken", by, publish=agrees_to_publish)
    return question


@action
def file_question(
    pk: int,
    *,
    by: Actor,
    place: str = "",
    demand: str = "help",
    consent: bool = False,
    owner: str = "",
) -> Question:
    """File a question as a request 登记为诉求 through the one intake, only with consent (H1, H10).

    At a phone day the leader who took the call owns it first 首问负责 (H11; 002); after a programme
    the hotline's intake does. `consent` notes that the person has said yes just now.
    """
    question = queries.question_for_update(pk)
    require(rules.may_desk(by))
    _open(question)
    if consent and not question.consent:
        _consent(question, "spoken", by, publish=False)
    require(rules.may_file(question.consent), field="consent")
    where = place or question.place
    if not where:
        raise refuse("请选择事情发生的地点", field="place")
    is_phone = question.sitting.series.kind == "phone"
    lead = (owner or _first_guest(question.sitting)) if is_phone else ""
    person = _person(question, where, by)
    request = hotline.receive_request(
        text=question.text,
        place=where,
        channel="phone" if is_phone else "programme",
        demand=demand,
        person=person,
        owner=lead,
        is_public=question.agrees_to_publish,
        public_text=question.text if question.agrees_to_publish else "",
        intake_key=f"sitting:{question.pk}",
        by=by,
    )
    number = request.matter.number
    if lead:
        hotline.take_for_leader(number, by=by)
        request.matter.refresh_from_db()
    question.matter, question.state, question.place = request.matter, "request", where
    # From here they stand on the person, sealed and erased as everybody's.
    question.name = question.phone = ""
    question.save()
    record(
        events.QuestionFiled(
            sitting=question.sitting_id, question=pk, matter=number, owner=request.matter.owner
        ),
        by=by,
    )
    return question


@action
def answer_on_air(
    pk: int, *, answer: str, by: Actor, said_by: str = "", outcome: str = "informed"
) -> Question:
    """Note what was answered on the spot 当场答复; a filed one is answered directly (H3, H10)."""
    question = queries.question_for_update(pk)
    require(rules.may_desk(by))
    if not answer.strip():
        raise refuse("请写明当场怎样答复", field="answer")
    if question.state not in ("waiting", "request") or question.answer:
        raise refuse("这个问题已经有去向")
    question.answer = answer.strip()
    number = question.matter.number if question.matter else ""
    if number:
        hotline.answer_directly(
            number, text=question.answer, outcome=outcome, third_party=said_by, by=by
        )
    else:
        question.state = "told"
    question.save(update_fields=["answer", "state"])
    record(
        events.QuestionAnswered(
            sitting=question.sitting_id, question=pk, matter=number, answer=question.answer
        ),
        by=by,
    )
    return question


@action
def instruct_question(pk: int, *, to: str, words: str, by: Actor) -> Question:
    """Instruct 批示 on what the leader took: to which post, and what to do (H3, H11)."""
    question = queries.question_for_update(pk)
    if question.matter is None:
        raise refuse("请坐席先把这个来电登记为诉求，再批示", field="words")
    number = question.matter.number
    hotline.instruct_request(number, to=to, words=words, by=by)
    question.instruction = words.strip()
    question.save(update_fields=["instruction"])
    record(
        events.LeaderInstructed(
            sitting=question.sitting_id,
            question=pk,
            matter=number,
            to=to,
            words=question.instruction,
        ),
        by=by,
    )
    return question


@action
def leave_question(pk: int, *, reason: str, by: Actor) -> Question:
    """Leave a question 不再办理, with a reason: the person did not want it filed, hung up, …"""
    question = queries.question_for_update(pk)
    require(rules.may_desk(by))
    _open(question)
    if len(reason.strip()) < LEFT_AT_LEAST:
        raise refuse("请写明为什么不再办理", field="reason")
    question.state, question.left_why = "left", reason.strip()
    question.name = question.phone = ""
    question.save()
    record(
        events.QuestionLeft(sitting=question.sitting_id, question=pk, reason=question.left_why),
        by=by,
    )
    return question


@action
def forget_callers(*, by: Actor) -> int:
    """Blank names and phones of questions that were never filed, when their days are over."""
    until = now() - timedelta(days=rules.KEEP_CALLERS_DAYS)
    rows = Question.objects.filter(matter=None, at__lt=until)
    kept = [row for row in rows if row.name or row.phone]
    for row in kept:
        row.name = row.phone = ""
        row.save(update_fields=["name", "phone"])
    if kept:
        record(events.CallersForgotten(count=len(kept)), by=by)
    return len(kept)


def _noted(
    sitting: Sitting,
    came: str,
    text: str,
    by: Actor,
    *,
    name: str,
    phone: str,
    place: str,
    once: str,
) -> Question:
    words = text.strip()
    if len(words) < rules.LEAST_TEXT:
        raise refuse("请写明想问什么（至少 4 个字）", field="text")
    if len(words) > rules.MOST_TEXT:
        raise refuse("问题请控制在 2000 字以内，详细材料可以在“我要反映”中提交", field="text")
    question = Question.objects.create(
        sitting=sitting,
        came=came,
        at=now(),
        noted_by=by.code,
        text=words,
        name=name.strip(),
        phone=phone.strip(),
        place=place,
        once=once[:64],
    )
    record(
        events.QuestionNoted(
            sitting=sitting.pk, question=question.pk, came_words=rules.CAME[came], text=words
        ),
        by=by,
    )
    return question


def _consent(question: Question, how: str, by: Actor, *, publish: bool) -> None:
    question.consent, question.consent_how = True, how
    question.agrees_to_publish = publish
    question.save(update_fields=["consent", "consent_how", "agrees_to_publish"])
    record(
        events.ConsentNoted(
            sitting=question.sitting_id,
            question=question.pk,
            how_words=rules.CONSENT_WAYS[how],
        ),
        by=by,
    )


def _open(question: Question) -> None:
    if question.state != "waiting":
        raise refuse("这个问题已经有去向")


def _first_guest(sitting: Sitting) -> str:
    guest = sitting.guests.exclude(state="replaced").order_by("pk").first()
    return guest.post if guest else hotline_queries.desk_post("leader")


def _person(question: Question, place: str, by: Actor) -> str:
    if not (question.name or question.phone):
        return ""
    known = people.know_person(
        name=question.name, phone=question.phone, place=place, channel="热线", by=by
    )
    return str(known.public_id)
