"""Rows of the inbox: what came in, and how each source of it is."""

import json
from typing import Any, ClassVar

from django.db import models

from sunhall.ground.sealed.fields import SealedTextField


class Incoming(models.Model):
    """One item 来件 of one channel; the same external id is the same item."""

    WAITING, TAKEN, HELD, REFUSED = "waiting", "taken", "held", "refused"
    STATES: ClassVar = (WAITING, TAKEN, HELD, REFUSED)

    code = models.CharField(max_length=24, unique=True)
    channel = models.CharField(max_length=10)
    account = models.CharField(max_length=40, default="", blank=True)
    external_id = models.CharField(max_length=128)
    sender = SealedTextField(default="", blank=True)
    sender_index = models.CharField(max_length=64, default="", blank=True)
    sender_name = SealedTextField(default="", blank=True)
    subject = SealedTextField(default="", blank=True)
    text = SealedTextField(default="", blank=True)
    # Finds the same words of the same sender again without opening any.
    text_index = models.CharField(max_length=64, default="", blank=True)
    # The name under which others may answer it, such as a Message-ID; the index finds it.
    mark = SealedTextField(default="", blank=True)
    mark_index = models.CharField(max_length=64, default="", blank=True)
    thread = models.CharField(max_length=24)
    answers = models.CharField(max_length=80, default="", blank=True)
    facts = SealedTextField(default="{}", blank=True)
    unkept = SealedTextField(default="[]", blank=True)
    raw = models.CharField(max_length=24, default="", blank=True)
    size = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=8, default=WAITING)
    cause = models.CharField(max_length=12, default="", blank=True)
    reason = SealedTextField(default="", blank=True)
    about = models.CharField(max_length=80, default="", blank=True)
    is_released = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("channel", "external_id", name="incoming_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=("waiting", "taken", "held", "refused")),
                name="incoming_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("waiting", "held"))
                ^ models.Q(settled_at__isnull=False),
                name="incoming_settled_at",
            ),
        ]
        indexes = [
            models.Index(
                "arrived_at",
                name="incoming_open",
                condition=models.Q(settled_at__isnull=True),
            ),
            models.Index("channel", "sender_index", "arrived_at", name="incoming_sender"),
            models.Index("mark_index", name="incoming_mark", condition=~models.Q(mark_index="")),
            models.Index("about", name="incoming_about"),
            models.Index(models.F("arrived_at").desc(), name="incoming_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.code} {self.state}"

    @property
    def owner_of_files(self) -> str:
        """The noun under which its files are kept until they pass to what it became."""
        return f"incoming:{self.code}"

    @property
    def said(self) -> dict[str, str]:
        """The channel's own facts."""
        found: dict[str, str] = json.loads(self.facts)
        return found

    def lack(self, reason: str) -> None:
        """Note what did not come with it, once."""
        reasons = self.files_not_kept
        if reason not in reasons:
            self.unkept = json.dumps([*reasons, reason], ensure_ascii=False)

    @property
    def files_not_kept(self) -> list[str]:
        """Why some files were not taken, each with the way out."""
        found: list[str] = json.loads(self.unkept)
        return found


class Piece(models.Model):
    """One part of a long text that waits for the others 长短信分段.

    Once joined its words are emptied; the row stays some days, so that a repetition is known.
    """

    external_id = models.CharField(max_length=128, unique=True)
    account = models.CharField(max_length=40, default="", blank=True)
    sender = SealedTextField(default="", blank=True)
    sender_index = models.CharField(max_length=64)
    group = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    encoding = models.CharField(max_length=12)
    # Bytes in hex: a sign may be cut in half where a part ends.
    data = SealedTextField(default="", blank=True)
    raw = SealedTextField(default="", blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField()
    item = models.CharField(max_length=24, default="", blank=True)

    class Meta:
        indexes = [
            models.Index("account", "sender_index", "group", name="inbox_piece_group"),
            models.Index("arrived_at", name="inbox_piece_open", condition=models.Q(item="")),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.number}/{self.of}"


class Media(models.Model):
    """A picture, voice or film that lies with the other side until the worker has fetched it.

    It belongs to nobody's item until the talk in which it was sent ends in one.
    """

    WAITING, KEPT, LOST = "waiting", "kept", "lost"

    code = models.CharField(max_length=24, unique=True)
    channel = models.CharField(max_length=10)
    account = models.CharField(max_length=40, default="", blank=True)
    sender_index = models.CharField(max_length=64)
    kind = models.CharField(max_length=10)
    # The other side's name of it: whoever holds our token could fetch it.
    ref = SealedTextField(default="", blank=True)
    state = models.CharField(max_length=8, default=WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    file = models.CharField(max_length=24, default="", blank=True)
    reason = SealedTextField(default="", blank=True)
    item = models.CharField(max_length=24, default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index("due_at", name="inbox_media_due", condition=models.Q(state="waiting")),
            models.Index("item", name="inbox_media_item"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def owner_of_file(self) -> str:
        """The noun under which its file waits until it belongs to an item."""
        return f"incoming-media:{self.code}"


class Reply(models.Model):
    """What a call was answered with: the same call is answered the same, and does nothing twice."""

    channel = models.CharField(max_length=10)
    external_id = models.CharField(max_length=160)
    stamp = models.CharField(max_length=80)
    text = SealedTextField(default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("channel", "external_id", name="inbox_reply_once"),
            models.UniqueConstraint("channel", "stamp", name="inbox_stamp_once"),
        ]
        indexes = [models.Index("at", name="inbox_reply_at")]

    def __str__(self) -> str:
        return f"{self.channel} {self.at:%F %T}"


class Source(models.Model):
    """How one account of one channel is: last heard, last error, and how far it was read."""

    channel = models.CharField(max_length=10)
    account = models.CharField(max_length=40, default="", blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    item_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    # Sealed, for servers repeat user names in what they complain about.
    error = SealedTextField(default="", blank=True)
    # When somebody last knocked without the right signature; that turns no light red.
    knocked_at = models.DateTimeField(null=True, blank=True)
    fails = models.PositiveSmallIntegerField(default=0)
    again_at = models.DateTimeField(null=True, blank=True)
    cursor = models.CharField(max_length=120, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("channel", "account", name="inbox_source_once")]

    def __str__(self) -> str:
        return f"{self.channel} {self.account}".strip()


class Talk(models.Model):
    """Where a talk with one sender of a channel stands that answers at once 会话."""

    channel = models.CharField(max_length=10)
    account = models.CharField(max_length=40, default="", blank=True)
    sender_index = models.CharField(max_length=64)
    state = SealedTextField(default="{}")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("channel", "account", "sender_index", name="inbox_talk_once")
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.at:%F %T}"

    @property
    def answers(self) -> dict[str, Any]:
        """What was said so far."""
        found: dict[str, Any] = json.loads(self.state)
        return found
