"""Addresses of the hotline."""

from django.urls import URLPattern, URLResolver, path

from sunhall.hotline.views import (
    bulk,
    catalogue,
    desk,
    dialogue,
    disposing,
    drafts,
    handler,
    handler_acts,
    imports,
    publishing,
    registers,
    revisit,
    rooms,
)
from sunhall.hotline.views.acting import page_of_act, page_of_press, tail_of
from sunhall.hotline.views.portal import (
    asking,
    deciding,
    following,
    meeting,
    opening,
    placing,
    replying,
    sending,
    telling,
)

portal: list[URLPattern | URLResolver] = [
    path("request/new/", telling.text, name="request-new"),
    path("request/new/keep/", telling.keep, name="request-new-keep"),
    path("request/new/elsewhere/<slug:ground>/", telling.stop, name="request-new-stop"),
    path("request/new/class/", asking.classing, name="request-new-class"),
    path("request/new/place/", placing.place, name="request-new-place"),
    path("request/new/place/search/", placing.search, name="request-new-place-search"),
    path("request/new/contact/", asking.contact, name="request-new-contact"),
    path("request/new/check/", sending.check, name="request-new-check"),
    path("request/sent/", sending.sent, name="request-sent"),
    path("request/receipt/<str:token>/", sending.receipt, name="request-receipt"),
    path(
        "request/receipt/<str:token>/print/",
        sending.receipt,
        {"paper": "a4"},
        name="request-receipt-print",
    ),
    path("track/", opening.track, name="request-track"),
    path("t/<str:token>/", opening.by_link, name="request-open"),
    path("t/<str:token>/rate/", opening.by_link, {"to": "rate"}, name="request-open-rate"),
    path("rate/reasons/", replying.reasons, name="request-rate-reasons"),
    path("request/<str:number>/", following.follow, name="request"),
    path("request/<str:number>/file/<slug:code>/", following.file, name="request-file"),
    path("request/<str:number>/rate/", replying.rate, name="request-rate"),
    path("request/<str:number>/not-satisfied/", replying.dissatisfy, name="request-dissatisfy"),
    path("request/<str:number>/dialogue/", replying.wish, name="request-wish"),
    path("request/<str:number>/dialogue/reply/", meeting.reply, name="request-dialogue-reply"),
    path("request/<str:number>/dialogue/calendar.ics", meeting.entry, name="request-dialogue-ics"),
    path(
        "request/<str:number>/contact/<int:contact>/dispute/",
        replying.dispute,
        name="request-dispute",
    ),
    path("request/<str:number>/more/", deciding.supplement, name="request-supplement"),
    path("request/<str:number>/withdraw/", deciding.withdraw, name="request-withdraw"),
    path("request/<str:number>/public/", deciding.publish, name="request-publish"),
]

ACTS = (*handler_acts.ACTS, *disposing.ACTS, *dialogue.ACTS, *revisit.ACTS)
PRESSES = (*handler_acts.PRESSES, *disposing.PRESSES, *revisit.PRESSES)

workbench: list[URLPattern | URLResolver] = [
    *(
        path(f"requests/<str:number>/{one.tail}", page_of_act(one), name=one.address)
        for one in ACTS
    ),
    *(
        path(f"requests/<str:number>/{tail_of(one.address)}", page_of_press(one), name=one.address)
        for one in PRESSES
    ),
    path("requests/<str:number>/", handler.request_page, name="request"),
    path("requests/<str:number>/undo/", handler.undo, name="request-undo"),
    path("requests/<str:number>/preview/", handler.preview, name="request-preview"),
    path("requests/<str:number>/person/", handler.person, name="request-person"),
    path("requests/<str:number>/files/<slug:code>/", handler.file, name="request-file"),
    path("requests/<str:number>/presence/", drafts.presence, name="request-presence"),
    path("requests/<str:number>/class/", disposing.classify, name="request-classify"),
    path("requests/<str:number>/urge/", disposing.urge, name="request-urge"),
    path(
        "requests/<str:number>/dialogue/<int:pk>/notice/",
        dialogue.notice,
        name="dialogue-notice",
    ),
    path(
        "requests/<str:number>/dialogue/<int:pk>/minutes/",
        dialogue.minutes,
        name="dialogue-minutes",
    ),
    path("desk/", desk.desk, name="desk"),
    path("desk/call/", desk.call, name="desk-call"),
    path("desk/register/", desk.register, name="desk-register"),
    path("desk/advice/", desk.advice, name="desk-advice"),
    path("desk/places/", desk.places, name="desk-places"),
    path("bulk/print/", bulk.print_list, name="bulk-print"),
    path("bulk/export/", bulk.export, name="bulk-export"),
    path("bulk/<slug:what>/", bulk.bulk, name="bulk"),
    path("posts/", handler.posts, name="posts"),
    path("triage/", disposing.triage, name="triage"),
    path("objections/", disposing.objections, name="objections"),
    path("extensions/", handler.extensions, name="extensions"),
    path("dialogues/", dialogue.dialogues, name="dialogues"),
    path(
        "requests/<str:number>/dialogue/<int:pk>/calendar.ics",
        dialogue.calendar_entry,
        name="dialogue-entry",
    ),
    path("rooms/", rooms.rooms, name="rooms"),
    path("rooms/kept/", rooms.kept_rooms, name="rooms-kept"),
    path("rooms/kept/<slug:code>/", rooms.room, name="room"),
    path("rooms/kept/<slug:code>/close/", rooms.close, name="room-close"),
    path("revisits/", revisit.revisits, name="revisits"),
    path("publications/", publishing.publications, name="publications"),
    path("publications/<str:number>/", publishing.publication, name="publication"),
    path("drafts/<str:form>/", drafts.draft, name="draft"),
    path("drafts/<str:form>/drop/", drafts.drop, name="draft-drop"),
    path("registers/classes/", registers.classes, name="classes"),
    path("registers/classes/new/", registers.class_new, name="class-new"),
    path("registers/classes/load/", registers.class_load, name="class-load"),
    path("registers/classes/<slug:code>/", registers.class_page, name="class"),
    path("registers/classes/<slug:code>/close/", registers.class_close, name="class-close"),
    path("registers/dispatch/", catalogue.lines, name="dispatch-lines"),
    path("registers/dispatch/new/", catalogue.new, name="dispatch-new"),
    path("registers/dispatch/<int:pk>/", catalogue.line, name="dispatch-line"),
    path("registers/dispatch/<int:pk>/end/", catalogue.end, name="dispatch-end"),
    path("registers/posts/", registers.desk_posts, name="desk-posts"),
    path("registers/templates/", registers.templates, name="answer-templates"),
    path("registers/templates/new/", registers.template_new, name="answer-template-new"),
    path("registers/templates/<str:code>/", registers.template, name="answer-template"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<str:code>/", imports.job, name="import"),
    path("imports/<str:code>/columns/", imports.mapping, name="import-mapping"),
    path("imports/<str:code>/confirm/", imports.confirm, name="import-confirm"),
    path("imports/<str:code>/stop/", imports.stop, name="import-stop"),
    path("imports/<str:code>/rejects/", imports.rejects, name="import-rejects"),
]
