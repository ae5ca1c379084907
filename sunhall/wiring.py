"""What follows from what, who may do what, and which kinds of matter there are.

The whole page is the answer to "and then what happens?". Only this file, `schedule.py` and
`config` see every floor.
"""

from collections.abc import Iterable

from sunhall.calls import events as calls
from sunhall.calls import queries as call_queries
from sunhall.calls import reactions as call_reactions
from sunhall.clocks import events as clocks
from sunhall.clocks import queries as clock_queries
from sunhall.days import events as days
from sunhall.directory import events as directory
from sunhall.directory import queries as directory_queries
from sunhall.ground.files import events as files
from sunhall.ground.journal.events import Event
from sunhall.ground.journal.record import Reaction
from sunhall.ground.journal.stuck import DeliveryRetried
from sunhall.ground.lines import facts as lines
from sunhall.ground.outbox import events as outbox
from sunhall.ground.papers import events as papers
from sunhall.ground.web import nav
from sunhall.hotline import events as hotline
from sunhall.hotline import queries as hotline_queries
from sunhall.hotline import reactions as hotline_reactions
from sunhall.hotline import rules as hotline_rules
from sunhall.knowledge import events as knowledge
from sunhall.knowledge import reactions as knowledge_reactions
from sunhall.matters import events as matters
from sunhall.matters import queries as matter_queries
from sunhall.matters import reactions as matter_reactions
from sunhall.matters.queries.person import held_about, may_forget
from sunhall.matters.rules import Kind
from sunhall.people import events as people
from sunhall.people import queries as people_queries
from sunhall.places import events as places
from sunhall.sunshine import events as sunshine

# Permission name → Chinese words. A name used by a door and missing here stops the start.
PERMISSIONS: dict[str, str] = {
    "workbench.enter": "进入工作台",
    "journal.deliveries": "查看与重试未完成的后续动作",
    "clocks.manage": "维护工作日历与时限规则",
    "clocks.approve": "审批工作日历与时限规则",
    "directory.manage": "维护机构、岗位与人员",
    "directory.grant": "授予与收回角色",
    "directory.leave": "批准请假与安排值班",
    "places.manage": "维护区划",
    "people.reveal": "查看个人信息原文（须说明理由）",
    "people.manage": "登记与更正群众信息",
    "audit.read": "查看审计日志",
    "matters.read_place": "查看管辖区域内的全部事项",
    "matters.read_organisation": "查看本单位各岗位的事项",
    "matters.read_sealed": "查看转纪检的密封事项",
    "matters.decide_extension": "审批延期申请",
    "calls.answer": "接听热线电话",
    "calls.listen": "收听通话录音",
    "calls.manage": "维护坐席、班次与电话接入，查看全部来电",
    "hotline.register": "登记诉求",
    "hotline.dispose": "处置诉求（七种方式）",
    "hotline.answer": "签收、办理与答复诉求",
    "hotline.revisit": "回访与办结诉求",
    "hotline.publish": "审核公开诉求和答复",
    "hotline.registers": "维护分类、派单目录、约谈室与模板",
    "hotline.import": "批量导入诉求",
    "knowledge.read": "查阅知识库",
    "knowledge.write": "起草与维护知识",
    "knowledge.review": "审核本单位的知识",
    "knowledge.manage": "审核与统管全部知识",
    "days.keep": "安排领导接听日与热线栏目",
    "days.desk": "记录接听日与栏目的来电",
    "supervision.watch": "查看监督驾驶舱",
    "supervision.order": "催办与督办",
    "figures.read": "查看内部统计",
}

# Role → permissions. The three administrators exclude each other (GB/T 22239 安全管理中心).
ROLES: dict[str, list[str]] = {
    "system_admin": [
        "workbench.enter",
        "journal.deliveries",
        "clocks.manage",
        "directory.manage",
        "places.manage",
        "hotline.registers",
        "hotline.import",
    ],
    "security_admin": ["workbench.enter", "directory.grant", "clocks.approve"],
    "audit_admin": ["workbench.enter", "audit.read"],
    "operator": [
        "workbench.enter",
        "people.reveal",
        "people.manage",
        "matters.read_place",
        "calls.answer",
        "hotline.register",
        "hotline.dispose",
        "days.desk",
        "knowledge.read",
        "knowledge.write",
    ],
    "handler": [
        "workbench.enter",
        "people.reveal",
        "hotline.answer",
        "knowledge.read",
        "knowledge.write",
    ],
    "head": [
        "workbench.enter",
        "people.reveal",
        "matters.read_organisation",
        "hotline.answer",
        "knowledge.read",
        "knowledge.write",
        "knowledge.review",
        "matters.decide_extension",
        "figures.read",
    ],
    "revisitor": [
        "workbench.enter",
        "people.reveal",
        "matters.read_place",
        "hotline.revisit",
        "knowledge.read",
        "knowledge.write",
    ],
    "hotline_manager": [
        "workbench.enter",
        "people.reveal",
        "people.manage",
        "matters.read_place",
        "matters.decide_extension",
        "calls.answer",
        "calls.listen",
        "calls.manage",
        "hotline.register",
        "hotline.dispose",
        "hotline.publish",
        "hotline.registers",
        "hotline.import",
        "knowledge.read",
        "knowledge.write",
        "knowledge.manage",
        "days.keep",
        "days.desk",
        "supervision.watch",
        "figures.read",
    ],
    "inspector": [
        "workbench.enter",
        "people.reveal",
        "hotline.answer",
        "knowledge.read",
        "matters.read_place",
        "matters.read_sealed",
        "supervision.watch",
        "supervision.order",
        "figures.read",
    ],
    "supervisor": [
        "workbench.enter",
        "matters.read_place",
        "knowledge.read",
        "supervision.watch",
        "supervision.order",
        "figures.read",
    ],
    "leader": [
        "workbench.enter",
        "directory.leave",
        "matters.read_place",
        "hotline.answer",
        "knowledge.read",
        "supervision.watch",
        "figures.read",
    ],
}

# Registers that are read at every request and kept in memory (`ground/journal/standing.py`), with
# the nouns of their streams: an entry on one of them throws away what was kept.
REGISTERS: dict[str, tuple[str, ...]] = {
    "clocks": ("clocks",),
    "directory": ("organisation", "post", "staff", "duty"),
    "hotline": ("classes", "desk", "dispatch", "rooms", "templates", "volunteers"),
    "places": ("place", "places"),
}

# Facts on these streams that change nothing of what is kept: who holds which post and role, who
# is away, which account and key is open. Sessions, passwords and counters are read where they lie.
QUIET: tuple[type[Event], ...] = (
    directory.StaffSignedIn,
    directory.StaffSignInFailed,
    directory.SignInEnded,
    directory.SignInsEnded,
    directory.SecurityKeyDoubted,
    directory.SecondFactorReset,
    directory.PasswordSet,
    directory.PostFoundEmpty,
    directory.PostFilled,
    directory.DutyPlanned,
    directory.DutyCancelled,
    directory.DutySwapped,
)

# Event → reactions. An empty list says: nothing follows, on purpose.
REACTIONS: dict[type[Event], Iterable[Reaction]] = {
    DeliveryRetried: [],
    outbox.MessageQueued: [],
    outbox.MessageSent: [],
    outbox.MessageDied: [],
    outbox.MessageRetried: [],
    outbox.MessageErased: [],
    outbox.TemplateMade: [],
    files.FileKept: [],
    files.FileAttached: [],
    files.FileOpened: [],
    files.FileRemoved: [],
    files.FileQuarantined: [],
    papers.PaperMade: [],
    papers.PaperWithdrawn: [],
    matters.MatterOpened: [],
    matters.MatterMoved: [],
    matters.MatterAssigned: [hotline_reactions.tell_post_assigned],
    matters.MatterRecalled: [],
    matters.MatterSigned: [],
    matters.MatterReturned: [],
    matters.ReturnUndone: [],
    matters.NoteUndone: [],
    matters.MatterReminded: [hotline_reactions.tell_post_reminded],
    matters.PauseUndone: [],
    matters.ClosingUndone: [],
    matters.MatterPassed: [],
    matters.AnswerVoided: [],
    matters.MatterAnswered: [hotline_reactions.tell_answered],
    matters.MatterRated: [hotline_reactions.weigh_rating],
    matters.MatterLinked: [],
    matters.MatterUnlinked: [],
    matters.LimitStarted: [],
    matters.LimitRecomputed: [],
    matters.RecomputationStarted: [matter_reactions.go_on_recomputing],
    matters.RecomputationAdvanced: [matter_reactions.go_on_recomputing],
    matters.RecomputationFinished: [],
    matters.LimitMet: [],
    matters.LimitNear: [hotline_reactions.tell_post_near],
    matters.LimitPassed: [hotline_reactions.tell_post_late],
    matters.ClockPaused: [],
    matters.ClockResumed: [],
    matters.ExtensionAsked: [],
    matters.ExtensionDecided: [],
    matters.NoteAdded: [],
    matters.PersonCalled: [],
    matters.ContactAttempted: [],
    matters.ContactDisputed: [],
    matters.FileAttached: [],
    matters.MatterSupplemented: [],
    matters.PublicationDecided: [],
    matters.WordsErased: [],
    calls.CallArrived: [],
    calls.CallLeftQueue: [],
    calls.CallQueued: [],
    calls.EnquiryAnswered: [],
    calls.EnquiryMissed: [],
    calls.CallOffered: [],
    calls.CallReturned: [],
    calls.CallAnswered: [],
    calls.CallHeld: [],
    calls.CallResumed: [],
    calls.ThirdInvited: [],
    calls.ThirdJoined: [],
    calls.ThirdLeft: [],
    calls.CallTransferred: [],
    calls.CallEnded: [],
    calls.CallBackWished: [],
    calls.CallBackStarted: [],
    calls.CallBackNoted: [],
    calls.RecordingKept: [],
    calls.RecordingHeard: [],
    calls.NumberRevealed: [],
    calls.SeatSet: [],
    calls.SeatTaken: [],
    calls.SeatLeft: [],
    calls.SeatStateSet: [],
    calls.ShiftSet: [],
    hotline.RequestReceived: [hotline_reactions.tell_received],
    hotline.CallLinked: [],
    hotline.RequestAccepted: [],
    hotline.RequestClassified: [],
    hotline.RequestRefused: [],
    hotline.RequestDisposed: [],
    hotline.ObjectionDecided: [hotline_reactions.tell_objection_rejected],
    hotline.RequestMerged: [],
    hotline.RequestWithdrawn: [],
    hotline.RequestDissatisfied: [hotline_reactions.tell_post_dissatisfied],
    hotline.DialogueWished: [],
    hotline.DialoguePlanned: [hotline_reactions.tell_dialogue_planned],
    hotline.DialogueMoved: [hotline_reactions.tell_dialogue_moved],
    hotline.DialogueCancelled: [hotline_reactions.tell_dialogue_cancelled],
    hotline.DialogueBooked: [],
    hotline.DialogueReplied: [hotline_reactions.tell_post_replied],
    hotline.DialogueReminded: [hotline_reactions.tell_dialogue_tomorrow],
    hotline.DialogueHeld: [],
    hotline.RequestRevisited: [],
    hotline.RequestClosed: [],
    hotline.RefusalOverturned: [],
    hotline.PublicationApproved: [],
    hotline.PublicationRefused: [],
    hotline.PublicationTakenDown: [],
    hotline.ClassSet: [],
    hotline.ClassClosed: [],
    hotline.RoomSet: [],
    hotline.VolunteerSet: [],
    hotline.DispatchSet: [],
    hotline.DispatchEnded: [],
    hotline.DeskPostSet: [],
    hotline.AnswerTemplateSet: [],
    hotline.ImportUploaded: [],
    hotline.ImportCheckStarted: [hotline_reactions.go_on_importing],
    hotline.ImportStarted: [hotline_reactions.go_on_importing],
    hotline.ImportAdvanced: [hotline_reactions.go_on_importing],
    hotline.ImportChecked: [],
    hotline.ImportStopped: [],
    hotline.ImportForgotten: [],
    hotline.ImportFinished: [hotline_reactions.tell_importer],
    knowledge.ArticleDrafted: [],
    knowledge.ArticleRewritten: [],
    knowledge.ArticleSubmitted: [knowledge_reactions.tell_reviewers],
    knowledge.ArticleReturned: [knowledge_reactions.tell_author_returned],
    knowledge.ArticlePublished: [],
    knowledge.ArticleWithdrawn: [],
    knowledge.ArticleNearExpiry: [knowledge_reactions.tell_owner_near],
    knowledge.ArticleExpired: [knowledge_reactions.tell_owner_expired],
    knowledge.ArticleDoubted: [knowledge_reactions.tell_owner_doubted],
    knowledge.DoubtAnswered: [knowledge_reactions.tell_doubter],
    knowledge.DoubtPassed: [knowledge_reactions.tell_owner_passed],
    knowledge.ArticleJudged: [],
    days.SeriesSet: [],
    days.TimetableSet: [],
    days.SittingPlanned: [],
    days.SittingChanged: [],
    days.GuestInvited: [],
    days.GuestConfirmed: [],
    days.GuestReplaced: [],
    days.SittingPublished: [],
    days.SittingCalledOff: [],
    days.SittingOpened: [],
    days.QuestionNoted: [],
    days.ConsentNoted: [],
    days.QuestionFiled: [],
    days.QuestionAnswered: [],
    days.QuestionLeft: [],
    days.LeaderInstructed: [],
    days.SittingEnded: [],
    days.RecordingLinked: [],
    days.CallersForgotten: [],
    clocks.CalendarSeeded: [],
    clocks.NoticeProposed: [],
    clocks.NoticeApproved: [],
    clocks.NoticeRejected: [],
    clocks.CalendarChanged: [matter_reactions.recompute_after_calendar],
    clocks.DayProposed: [],
    clocks.DayRejected: [],
    clocks.DayOverridden: [],
    clocks.DayWithdrawn: [],
    clocks.OfficeHoursSet: [],
    clocks.LimitsSeeded: [],
    clocks.LimitProposed: [],
    clocks.LimitRejected: [],
    clocks.LimitRuleSet: [],
    clocks.LightsSet: [],
    clocks.PauseGroundSet: [],
    clocks.PauseGroundsSeeded: [],
    places.PlaceAdded: [],
    places.PlaceRenamed: [],
    places.PlaceClosed: [],
    places.DivisionsImported: [],
    people.PersonKnown: [],
    people.PersonCorrected: [],
    people.PeopleMerged: [],
    people.PeopleUnmerged: [],
    people.PersonRevealed: [],
    people.PersonErased: [matter_reactions.erase_words_about],
    people.DataAsked: [],
    people.DataAnswered: [],
    people.PhoneCodeSent: [],
    people.PhoneCodeMissed: [],
    people.ResidentSignedIn: [],
    directory.ApiKeyIssued: [],
    directory.ApiKeyUsed: [],
    directory.ApiKeyWithdrawn: [],
    directory.OrganisationOpened: [],
    directory.OrganisationClosed: [],
    directory.PostOpened: [],
    directory.PostClosed: [],
    directory.PostHeld: [],
    directory.PostLeft: [],
    directory.PostFoundEmpty: [],
    directory.PostFilled: [],
    directory.StaffHired: [],
    directory.StaffLeft: [],
    directory.LeaveGranted: [],
    directory.LeaveEnded: [],
    directory.RoleGranted: [],
    directory.RoleWithdrawn: [],
    directory.DutyPlanned: [],
    directory.DutyCancelled: [],
    directory.DutySwapped: [],
    directory.PasswordSet: [],
    directory.AccountDisabled: [],
    directory.AccountEnabled: [],
    directory.SecondFactorReset: [],
    directory.StaffSignedIn: [],
    directory.StaffSignInFailed: [],
    directory.SignInEnded: [],
    directory.SignInsEnded: [],
    directory.SecurityKeyDoubted: [],
    sunshine.FiguresReleased: [],
}

# Old reaction names → reactions, for one release while deliveries under the old name are open.
ALIASES: dict[str, Reaction] = {}


# The kinds of matter. The spine knows them only by what stands here.
KINDS = [
    Kind(
        "request",
        words="诉求",
        prefix="R",
        moves=hotline_rules.MOVES,
        facts=hotline_queries.facts,
        limit="HL_REPLY",
        address="workbench:request",
        unnamed=hotline_queries.unnamed_for,
        undone_by=hotline_rules.UNDONE_BY,
    ),
]


# Who handles matters, and who may see some: the entries about matters are of use to these alone.
HANDLES = ("hotline.register", "hotline.dispose", "hotline.answer", "hotline.revisit")
SEES = (*HANDLES, "matters.read_place", "matters.read_organisation")

# What each frame links to; an entry is drawn for who has a use for it. The first is where its
# reader lands after signing in.
LINKS: dict[str, tuple[nav.Link, ...]] = {
    "portal": (
        nav.Link("portal:request-new", "我要反映"),
        nav.Link("portal:ask", "我要问"),
        nav.Link("portal:request-track", "查进度"),
        nav.Link("portal:my", "我的"),
        nav.Link("portal:figures", "公开统计"),
    ),
    "workbench": (
        nav.Link("workbench:watch", "监督驾驶舱", "supervision.watch"),
        nav.Link("workbench:inbox", "我的办件", HANDLES, also=("/workbench/requests/",)),
        nav.Link("workbench:desk", "接线台", "hotline.register"),
        nav.Link(
            "workbench:calls",
            "来电",
            ("calls.answer", "calls.listen"),
            count=call_queries.count_missed,
        ),
        nav.Link("workbench:triage", "待处置", "hotline.dispose"),
        nav.Link(
            "workbench:objections",
            "派单异议",
            "hotline.dispose",
            count=hotline_queries.count_objections,
        ),
        nav.Link("workbench:dialogues", "群众约谈", SEES),
        nav.Link("workbench:rooms", "约谈室", SEES),
        nav.Link("workbench:revisits", "回访", "hotline.revisit"),
        nav.Link(
            "workbench:publications",
            "待审核公开",
            "hotline.publish",
            count=hotline_queries.count_waiting,
        ),
        nav.Link("workbench:knowledge", "知识库", "knowledge.read"),
        nav.Link(
            "workbench:days",
            "接听日与栏目",
            "workbench.enter",
            also=("/workbench/days/",),
        ),
        nav.Link("workbench:extensions", "延期审批", "matters.decide_extension"),
        nav.Link("workbench:figures", "统计", "figures.read"),
        nav.Link("workbench:audit", "审计日志", "audit.read"),
        nav.Link("workbench:audit-roots", "每日根", "audit.read"),
        nav.Link("workbench:search", "查找办件", SEES, also=("/workbench/views/",)),
        nav.Link("workbench:people", "群众信息", "people.manage"),
        nav.Link(
            "workbench:organisations",
            "机构与岗位",
            (*SEES, "directory.manage"),
            also=("/workbench/posts/",),
        ),
        nav.Link("workbench:staff", "人员与授权", ("directory.manage", "directory.grant")),
        nav.Link("workbench:roster", "请假与值班", "workbench.enter"),
        nav.Link("workbench:calendar", "工作日历", (*SEES, "clocks.manage", "clocks.approve")),
        nav.Link("workbench:limit-rules", "时限规则", (*SEES, "clocks.manage", "clocks.approve")),
        nav.Link("workbench:places", "区划", "places.manage"),
        nav.Link(
            "workbench:classes",
            "分类与派单目录",
            "hotline.registers",
            also=("/workbench/registers/",),
        ),
        nav.Link("workbench:imports", "导入诉求", "hotline.import"),
        nav.Link("workbench:deliveries", "未完成的后续动作", "journal.deliveries"),
    ),
}


def open_house() -> None:
    """Teach the spine its kinds; called once at start-up."""
    matter_queries.teach(KINDS)
    clock_queries.teach_impact(
        matter_queries.impact_of_calendar,
        lamps=matter_queries.trial_of_lamps,
        progress=matter_queries.recomputations,
    )
    clock_queries.teach_names(directory_queries.names_of)
    nav.wire(LINKS)
    call_queries.wire(links=hotline_queries.requests_of_calls)
    lines.wire(heed=call_reactions.heed, reconcile=call_reactions.reconcile)
    people_queries.wire(
        keepers=[may_forget],
        tellers=[held_about],
        namers=[directory_queries.names_of],
        works=[matter_queries.work_about],
    )
