"""Supervision letters 督办函: ordered, signed for, answered, withdrawn; proposed by time (H7)."""

from typing import TYPE_CHECKING

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.chain import instant
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import LOCAL, now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.ground.papers import printing, store
from sunhall.supervision import events, queries, rules
from sunhall.supervision.actions import _shared
from sunhall.supervision.actions.listings import list_under_lock
from sunhall.supervision.models import Letter, Proposal

if TYPE_CHECKING:
    from sunhall.ground.papers.models import Paper
    from sunhall.matters.models import Matter


@action
def order_letter(
    number: str, *, level: str, trigger: str, reason: str, demands: str, by: Actor
) -> Letter:
    """Send a supervision letter 发督办函: numbered, printed, with its own limit (H7; 000#1 四)."""
    matter = _shared.seen_and_locked(number, by)
    require(rules.may_order(by, level, queries.order_facts(matter)), field="level")
    if trigger not in rules.TRIGGER_WORDS:
        raise refuse("请选择督办情形", field="trigger")
    reason = _shared.worded(reason, "请写明督办事由（至少 {n} 个字）", field="reason")
    demands = _shared.worded(demands, "请写明办理要求（至少 {n} 个字）", field="demands")
    office = queries.office_of(by)
    _supersede(matter, by)
    letter = _numbered(matter, level, trigger, office.code, office.name, by)
    letter.reason, letter.demands = reason, demands
    letter.save()
    paper = _printed(letter, office, by)
    _decide(matter, trigger, by)
    if level == "listed" and not queries.is_listed(matter):
        list_under_lock(matter, reason=reason, due_at=letter.due_at, by=by)
    record(
        events.LetterSent(
            matter=number,
            letter=letter.pk,
            paper=letter.number,
            level=level,
            level_words=rules.LEVEL_WORDS[level],
            trigger=trigger,
            post=letter.post,
            due_at=instant(letter.due_at),
            wording=letter.wording,
            check_code=paper.code,
            sha256=paper.sha256,
            text=f"{reason}\n{demands}",
        ),
        by=by,
    )
    return letter


@action
def sign_letter(pk: int, *, by: Actor) -> Letter:
    """Sign for a letter 签收督办函 (H7)."""
    letter = _locked(pk)
    require(rules.may_sign_letter(by, queries.letter_facts(letter)))
    letter.state, letter.received_at, letter.received_by = rules.RECEIVED, now(), by.code
    letter.save()
    record(
        events.LetterReceived(
            matter=letter.matter.number, letter=pk, paper=letter.number, post=letter.post
        ),
        by=by,
    )
    return letter


@action
def answer_letter(pk: int, *, text: str, by: Actor) -> Letter:
    """Answer a letter 回复督办函: what was found and done; late is late for ever (H7, H4)."""
    letter = _locked(pk)
    require(rules.may_answer_letter(by, queries.letter_facts(letter)))
    letter.answer = _shared.worded(text, "请写明办理情况（至少 {n} 个字）", field="text")
    letter.state, letter.answered_at, letter.answered_by = rules.ANSWERED, now(), by.code
    if letter.due_at < now():
        letter.late_at = letter.late_at or letter.due_at
    letter.save()
    record(
        events.LetterAnswered(
            matter=letter.matter.number,
            letter=pk,
            paper=letter.number,
            post=letter.post,
            on_time=letter.late_at is None,
            text=letter.answer,
        ),
        by=by,
    )
    return letter


@action
def withdraw_letter(pk: int, *, reason: str, by: Actor) -> Letter:
    """Withdraw a letter 撤回督办函 with a reason; its number is not given again (H7)."""
    letter = _locked(pk)
    require(rules.may_withdraw(by, queries.letter_facts(letter)))
    if len(reason.strip()) < 4:
        raise refuse("请写明撤回理由（至少 4 个字）", field="reason")
    _withdraw(letter, reason.strip(), by)
    return letter


@action
def note_letter_near(pk: int, *, by: Actor) -> None:
    """Remind before the limit of a letter 催办, exactly once (H7, H4)."""
    _shared.the_house(by)
    letter = _locked(pk)
    if letter.reminded_at is not None or letter.state not in rules.OPEN_LETTER:
        return
    letter.reminded_at = now()
    letter.save(update_fields=["reminded_at"])
    record(
        events.LetterNear(
            matter=letter.matter.number,
            letter=pk,
            paper=letter.number,
            post=letter.post,
            due_at=instant(letter.due_at),
        ),
        by=by,
    )


@action
def note_letter_late(pk: int, *, by: Actor) -> None:
    """Note that the limit of a letter has passed 超期, once; late stays late (H7, H4)."""
    _shared.the_house(by)
    letter = _locked(pk)
    if letter.late_at is not None or letter.state not in rules.OPEN_LETTER:
        return
    if letter.due_at > now():
        return
    letter.late_at = letter.due_at
    letter.save(update_fields=["late_at"])
    record(
        events.LetterLate(
            matter=letter.matter.number,
            letter=pk,
            paper=letter.number,
            post=letter.post,
            due_at=instant(letter.due_at),
        ),
        by=by,
    )


@action
def propose(number: str, *, trigger: str, by: Actor) -> Proposal | None:
    """Propose supervision 督办建议, once for a matter, situation and level; a person orders it."""
    _shared.the_house(by)
    matter = _shared.seen_and_locked(number, by)
    level = queries.level_due(matter)
    if not level or not queries.calls_for(trigger, matter):
        return None
    proposal, made = Proposal.objects.get_or_create(
        matter=matter, trigger=trigger, level=level, defaults={"at": now()}
    )
    if not made:
        return None
    record(
        events.SupervisionProposed(
            matter=number,
            proposal=proposal.pk,
            level=level,
            level_words=rules.LEVEL_WORDS[level],
            trigger=trigger,
            trigger_words=rules.TRIGGER_WORDS[trigger],
        ),
        by=by,
    )
    return proposal


@action
def dismiss_proposal(pk: int, *, reason: str, by: Actor) -> Proposal:
    """Dismiss a proposal 不采纳督办建议 with a reason (H7)."""
    proposal = queries.proposals_for(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if proposal is None:
        raise _shared.missing(pk)
    level = rules.level_of(proposal.level)
    if level is None or not by.may(level.permission):
        raise refuse("您的岗位不能决定这个等级的督办建议")
    if len(reason.strip()) < 4:
        raise refuse("请写明不采纳的理由（至少 4 个字）", field="reason")
    proposal.decided_at, proposal.decided_by = now(), by.code
    proposal.reason = reason.strip()
    proposal.save()
    record(
        events.ProposalDismissed(
            matter=proposal.matter.number,
            proposal=pk,
            trigger_words=rules.TRIGGER_WORDS[proposal.trigger],
            reason=proposal.reason,
        ),
        by=by,
    )
    return proposal


def _numbered(
    matter: "Matter", level: str, trigger: str, office: str, name: str, by: Actor
) -> Letter:
    """A letter with the next number of its office and year, not yet worded."""
    found = rules.level_of(level) or rules.LEVELS[0]
    year = now().astimezone(LOCAL).year
    n = _shared.next_number(f"letter:{office}:{year}")
    owed = queries.owed(found.limit, matter.place, now())
    return Letter(
        number=f"{name}督〔{year}〕{n}号",
        office=office,
        year=year,
        n=n,
        matter=matter,
        level=level,
        trigger=trigger,
        post=queries.turn_of(matter),
        wording=rules.WORDING.version,
        rule=found.limit,
        state=rules.SENT,
        sent_at=now(),
        sent_by=by.code,
        due_at=owed.due_at,
        remind_at=owed.remind_at,
    )


def _printed(letter: Letter, office: object, by: Actor) -> "Paper":
    """Print it and keep it; the number and its paper commit together or not at all."""
    return store.keep_paper(
        lambda check: printing.letter(queries.letter_paper(letter, office, check)),
        owner=f"letter:{letter.pk}",
        number=letter.number,
        office=queries.office_name(by),
        on=letter.sent_at.astimezone(LOCAL).date(),
        layout=printing.LETTER,
        by=by,
    )


def _supersede(matter: "Matter", by: Actor) -> None:
    """A letter of a lower level that still runs is taken up by the higher one."""
    for letter in Letter.objects.filter(matter=matter, state__in=rules.OPEN_LETTER):
        _withdraw(letter, "已由更高等级的督办函接续", by)


def _withdraw(letter: Letter, reason: str, by: Actor) -> None:
    letter.state, letter.withdrawn_at, letter.withdrawn_reason = rules.WITHDRAWN, now(), reason
    if letter.due_at < now():
        letter.late_at = letter.late_at or letter.due_at
    letter.save()
    store.withdraw_paper(f"letter:{letter.pk}", reason=reason, by=by)
    record(
        events.LetterWithdrawn(
            matter=letter.matter.number, letter=letter.pk, paper=letter.number, reason=reason
        ),
        by=by,
    )


def _decide(matter: "Matter", trigger: str, by: Actor) -> None:
    """Proposals about the same situation are followed by this letter."""
    waiting = Proposal.objects.filter(matter=matter, trigger=trigger, decided_at=None)
    waiting.update(decided_at=now(), decided_by=by.code)


def _locked(pk: int) -> Letter:
    """A letter behind the lock of its matter."""
    number = Letter.objects.filter(pk=pk).values_list("matter__number", flat=True).first()
    if number is None:
        raise _shared.missing(pk)
    _shared.lock(number)
    return Letter.objects.select_related("matter").get(pk=pk)
