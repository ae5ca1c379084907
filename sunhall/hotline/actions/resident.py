"""What residents do with their own request on the portal (H1, H6, D1)."""

from collections.abc import Sequence
from decimal import Decimal

from sunhall.ground.access.actor import Actor
from sunhall.ground.files import queries as files_kept
from sunhall.ground.files import store
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse, require
from sunhall.ground.kit.verdict import no
from sunhall.hotline import events, queries, rules
from sunhall.hotline.actions.intake import receive_request
from sunhall.hotline.models import Dialogue, Publication, Request
from sunhall.matters import actions as matter_actions
from sunhall.matters import queries as matters
from sunhall.matters import rules as matter_rules
from sunhall.people import actions as people

# Whose files wait here until something is sent, and why they go when it never is.
UNSENT = {"supplement:": "补充没有提交", "scan:": "扫描件没有登记"}


@action
def file_request(
    *,
    text: str,
    place: str,
    by: Actor,
    intake_key: str,
    address: str = "",
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    name: str = "",
    phone: str = "",
    suggested_class: str = "",
    is_public: bool = False,
    is_confidential: bool = False,
    public_text: str = "",
    files: Sequence[str] = (),
    files_of: str = "",
    like: str = "",
) -> Request:
    """File a request 我要反映 on the portal: the person, the request and its files at once (H1).

    `files_of` owns the files until now; `like` is the number of a public request that the
    person has also met 我也遇到. A second tap with the same key gives the same request.
    """
    request = receive_request(
        text=text,
        place=place,
        channel="web",
        person=_person(name, phone, place, by),
        address=address,
        latitude=latitude,
        longitude=longitude,
        suggested_class=suggested_class,
        is_public=is_public,
        is_confidential=is_confidential,
        intake_key=intake_key,
        by=by,
    )
    number = request.matter.number
    if public_text and public_text != request.public_text:
        request.public_text = public_text
        request.save(update_fields=["public_text"])
    waiting = [file for file in files if not request.matter.files.filter(file=file).exists()]
    store.attach_files(waiting, before=files_of, owner=f"matter:{number}", by=by)
    for file in waiting:
        matter_actions.attach_file(number, file=file, role="request", by=by)
    if like and not request.matter.links.filter(other__number=like).exists():
        matter_actions.link_matters(number, like, link="repeated", by=by)
    return request


@action
def supplement_request(
    number: str, *, text: str, by: Actor, files: Sequence[str] = (), files_of: str = ""
) -> None:
    """Add words, photos and other files to one's own request 补充材料 (ux B1)."""
    queries.request_for(by, number)
    store.attach_files(files, before=files_of, owner=f"matter:{number}", by=by)
    matter_actions.supplement_matter(number, text=text, files=files, by=by)


@action
def rate_request(
    number: str,
    *,
    stars: int,
    channel: str,
    by: Actor,
    reasons: Sequence[str] = (),
    words: str = "",
) -> None:
    """Rate the last answer 评价; reasons are of the list, for they are told in the open (S9)."""
    require(rules.may_rate(by, queries.facts(queries.request_of(number).matter)))
    if not set(reasons) <= set(rules.REASONS):
        raise refuse("请从列出的理由中选择，别的话请写在“还想说的话”里", field="reasons")
    matter_actions.rate_answer(
        number, stars=stars, channel=channel, reasons=reasons, words=words, by=by
    )


@action
def wish_dialogue(
    number: str, *, way: str, wants_lawyer: bool, by: Actor, words: str = ""
) -> Dialogue:
    """Say where one would like to talk 约谈意愿, and whether a legal volunteer is wanted (H6)."""
    matter = queries.request_for(by, number).matter
    if not matter_rules.is_the_person(by, queries.facts(matter)):
        require(no("只有诉求人本人可以提出约谈意愿"))
    # Behind the same lock as planning and holding: no wish is lost to either.
    matters.matter_for_update(number)
    dialogue = queries.dialogue_owed(number)
    if dialogue is None:
        raise refuse("现在没有待安排的约谈，请回到进度查看")
    if dialogue.planned_at is not None:
        raise refuse("约谈已经安排好，需要改时间请回到进度，点“答复能否参加”")
    if way not in rules.DIALOGUE_WAYS:
        raise refuse("请选择希望在哪里谈", field="way")
    dialogue.way, dialogue.wants_lawyer = way, wants_lawyer
    if words.strip():
        dialogue.words = f"{dialogue.words}\n{words.strip()}".strip()
    dialogue.save()
    record(
        events.DialogueWished(
            matter=number,
            dialogue=dialogue.pk,
            way_words=rules.DIALOGUE_WAYS[way],
            lawyer_words="，希望法律志愿者参加" if wants_lawyer else "",
            words=words.strip(),
        ),
        by=by,
    )
    return dialogue


@action
def publish_request(number: str, *, is_public: bool, by: Actor, text: str = "") -> None:
    """Agree to publication 公开 with the text the person has seen and may shorten (D1; PIPL 25).

    Nothing is public by this alone: every consent, and every text, is read by a clerk first.
    """
    request = queries.request_for(by, number)
    if is_public and request.is_confidential:
        require(no("此件按您的要求保密办理，不能公开"))
    matter_actions.decide_publication(number, is_public=is_public, by=by)
    request.public_text = text.strip() if is_public else ""
    request.agreed_at = now() if is_public else None
    request.save(update_fields=["public_text", "agreed_at"])
    # What was read under an earlier consent is unread under this one (信息公开条例 17).
    Publication.objects.filter(matter=request.matter).update(of_answer=None)


@action
def forget_drafts(*, by: Actor) -> int:
    """Erase what was never sent and whose time is over 清除过期草稿 (ux E6; PIPL 19)."""
    lapsed = [
        who
        for who, answers in matters.drafts_before(rules.DRAFT_FORM, now() - rules.DRAFT_LIVES)
        if answers["saved_at"] + rules.draft_life(answers) < now()
    ]
    for who in lapsed:
        forget_draft(who, by=by)
    for owners, reason in UNSENT.items():
        for stored in files_kept.unsent_before(owners, now() - rules.DRAFT_LIVES):
            store.remove_file(stored.code, reason=reason, by=by)
    return len(lapsed)


@action
def forget_draft(who: str, *, by: Actor) -> None:
    """Erase one unsent request with its files; whoever holds its key may do so."""
    for stored in files_kept.files_of(who):
        store.remove_file(stored.code, reason="草稿清除", by=by)
    matter_actions.drop_draft(rules.DRAFT_FORM, who=who, by=by)


def _person(name: str, phone: str, place: str, by: Actor) -> str:
    if by.is_resident:
        return by.id
    if not (name or phone):
        return ""
    person = people.know_person(name=name, phone=phone, place=place, channel="网上", by=by)
    return person.public_id
