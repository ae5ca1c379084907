"""English is complete and true: no page in English shows Chinese that does not say so (E53)."""

import re
from gettext import GNUTranslations
from html.parser import HTMLParser
from itertools import chain

import pytest
from django.conf import settings

from sunhall.hotline import queries
from sunhall.hotline.rules.stops import STOPS
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.matters import actions as matter_actions
from tests import cast as county
from tools import messages

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
SPOKEN = ("aria-label", "alt", "placeholder", "title")

# The title of a window holds no elements, so names and subjects in it cannot say that they are
# Chinese. Nothing else is allowed to stand unmarked.
NAMES = (
    settings.COUNTY,
    "石桥村口的路灯坏了半个月，晚上老人出门看不见路，请尽快修好",
    "李*兰",
    *(name for _code, name, *_ in county.STAFF.values()),
    *(name for name, *_ in county.POSTS.values()),
)

PUBLIC = [
    *("/", "/help/", "/cookies/", "/cases/", "/search/", "/search/?q=0", "/on-duty/", "/figures/"),
    *("/track/", "/me/sign-in/", "/accounts/login/", "/request/new/"),
    *(f"/request/new/elsewhere/{stop}/" for stop in STOPS),
]
OWN = ("", "rate/", "not-satisfied/", "more/", "withdraw/", "public/")
STAGES = ("received", "handling", "answered", "dialogue", "talked")

# Seat → pages of the workbench, then what the seat may open of a request at a stage.
BENCH = {
    "operator": (
        "desk/ triage/ search/ search/?q=路灯 people/ messages/ keys/ commands/",
        "received: dispatch/ class/ dispose/ call/ | handling: call/",
    ),
    "handler": (
        "list/ posts/ roster/ search/?q=",
        "handling: return/ note/ contact/ pause/ extension/ answer/ instruct/ person/"
        " | dialogue: dialogue/plan/ dialogue/hold/ | answered:",
    ),
    "head": ("extensions/ roster/ staff/ figures/", "handling: decision/"),
    "revisitor": ("revisits/", "talked: revisit/"),
    "manager": ("dialogues/ imports/ people/requests/ watch/", "received:"),
    "supervisor": ("watch/ watch/list/?view=late watch/list/?view=today figures/ roster/", ""),
    "system_admin": (
        "organisations/ organisations/open/ staff/ staff/zhao/ posts/mz-relief/ places/ "
        "places/import/ calendar/ calendar/day/ calendar/hours/ calendar/notice/ limit-rules/ "
        "deliveries/",
        "",
    ),
    "security_admin": ("staff/ staff/zhao/ calendar/ limit-rules/", ""),
    "audit_admin": ("audit/ audit/roots/", ""),
}

NO_INBOX = {"supervisor", "system_admin", "security_admin", "audit_admin"}


class Reader(HTMLParser):
    """Reads a page as an English reader does: what says that it is Chinese is not for them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        silent = given.get("lang") == "zh-Hans" or tag in {"script", "style", "textarea"}
        silent = silent or bool(self.open and self.open[-1][1])
        if tag not in VOID:
            self.open.append((tag, silent))
        if not silent:
            for name in SPOKEN:
                self._read(given.get(name) or "", f"{name}=")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _silent in self.open]
        if tags[-2:] == ["head", "title"]:
            for name in NAMES:
                data = data.replace(name, "")
        if not (self.open and self.open[-1][1]):
            self._read(data, "")

    def _read(self, text: str, where: str) -> None:
        if CHINESE.search(text):
            self.found.append(where + " ".join(text.split()))


def chinese_in(page: str) -> list[str]:
    """What an English reader meets in Chinese without being told."""
    reader = Reader()
    reader.feed(page)
    return sorted(set(reader.found))


def look(client, paths, status=200):
    """Fetch pages in English: what is wrong with each."""
    client.cookies["language"] = "en"
    wrong = {}
    for path in paths:
        response = client.get(path)
        assert response.status_code == status, (path, response.status_code, response.headers)
        if found := chinese_in(response.content.decode()):
            wrong[path] = found
    return wrong


@pytest.fixture
def requests(cast):
    """A request at each stage, each with a contact that reached nobody."""
    lay_desk(cast)
    made = {stage: make_request(cast, upto=stage) for stage in STAGES}
    for stage, request in made.items():
        owner = cast.operator if stage == "received" else cast.handler
        matter_actions.record_contact(
            request.matter.number, way="phone", result="no_answer", by=owner
        )
    return made


def test_the_reader_finds_chinese_and_believes_what_says_that_it_is():
    page = '<p title="中">a</p><p lang="zh-Hans">中<b>文</b></p>，<i>b</i>'
    assert chinese_in(page) == ["title=中", "，"]


def test_public_pages_are_english(cast, requests):
    assert look(cast.client_for("visitor"), PUBLIC) == {}


def test_a_resident_sees_english_around_what_they_wrote(cast, requests):
    mine = ["/my/", "/my/messages/", "/me/data/", "/request/new/"]
    assert look(cast.client_for("resident"), mine) == {}


@pytest.mark.parametrize("stage", STAGES)
def test_the_status_page_is_english_at_every_stage(cast, requests, stage):
    client = cast.client_for("visitor")
    client.get(f"/t/{queries.link_token(requests[stage])}/")
    number = requests[stage].matter.number
    client.cookies["language"] = "en"
    open_now = [
        path
        for path in (f"/request/{number}/{page}" for page in OWN)
        if client.get(path).status_code == 200
    ]
    assert f"/request/{number}/" in open_now
    assert look(client, open_now) == {}


@pytest.mark.parametrize("seat", BENCH)
def test_the_workbench_is_english(cast, requests, seat):
    pages, acts = BENCH[seat]
    # Whoever handles no matters has no inbox and lands on another page.
    inbox = [] if seat in NO_INBOX else [""]
    paths = [f"/workbench/{page}" for page in [*inbox, *pages.split()]]
    for stage, _, moves in (part.strip().partition(":") for part in acts.split("|") if part):
        number = requests[stage].matter.number
        paths += [f"/workbench/requests/{number}/{move}" for move in ["", *moves.split()]]
    assert look(cast.client_for(seat), paths) == {}


def test_the_review_before_publication_is_english(cast, requests):
    number = make_request(cast, upto="answered", is_public=True).matter.number
    paths = ["/workbench/publications/", f"/workbench/publications/{number}/"]
    assert look(cast.client_for("manager"), paths) == {}


def test_a_refusal_says_why_in_english(cast, requests):
    number = requests["handling"].matter.number
    refused = [f"/workbench/requests/{number}/revisit/", "/workbench/audit/"]
    assert look(cast.client_for("handler"), refused, status=403) == {}
    assert look(cast.client_for("visitor"), ["/nothing/here/"], status=404) == {}


def test_a_refused_step_names_stage_and_move_in_english(cast, requests):
    client, number = cast.client_for("handler"), requests["answered"].matter.number
    client.cookies["language"] = "en"
    page = client.get(f"/workbench/requests/{number}/return/").content.decode()
    assert "Not possible at this stage: " in page
    assert chinese_in(page) == []


def test_an_error_names_the_way_out_in_english(cast):
    client = cast.client_for("visitor")
    client.cookies["language"] = "en"
    for path in ("/request/new/", "/track/", "/me/sign-in/"):
        page = client.post(path, {"once": ""}).content.decode()
        assert 'role="alert"' in page, path
        assert chinese_in(page) == [], path


def test_every_text_has_its_english():
    assert messages.check() == []


def test_english_puts_in_every_fact_that_chinese_does():
    wrong = []
    for message in messages.held():
        given = set(messages.PLACEHOLDER.findall("".join(message.id)))
        # One of a thing need not be counted: "1 day left" may say "the last day".
        texts = [message.string] if isinstance(message.string, str) else message.string[1:]
        if message.id and any(set(messages.PLACEHOLDER.findall(text)) != given for text in texts):
            wrong.append(message.id)
    assert wrong == []


def test_one_of_a_thing_is_not_told_as_many():
    plural = [m for m in messages.held() if isinstance(m.id, tuple)]
    assert plural
    assert [m.id[0] for m in plural if len(m.string) != 2 or not all(m.string)] == []
    many = re.compile(r"%\(\w+\)s (\w+ )?(\w\w\ws|\w{4,}s)\b")
    assert [m.string[0] for m in plural if many.search(m.string[0])] == []


def test_the_compiled_catalogue_is_the_written_one():
    with messages.PO.with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    stale = []
    for message in messages.held():
        if not (message.id and message.string) or message.context:
            continue
        if isinstance(message.id, tuple):
            told = [compiled.ngettext(*message.id, n) for n in (1, 2)]
            same = told == list(message.string)
        else:
            same = compiled.gettext(message.id) == message.string
        if not same:
            stale.append(message.id)
    assert stale == [], "run make setup"


def test_no_english_text_holds_chinese():
    strings = chain.from_iterable(
        [m.string] if isinstance(m.string, str) else m.string for m in messages.held() if m.id
    )
    assert [text for text in strings if CHINESE.search(text)] == []
