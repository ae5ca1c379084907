"""Reading mails as they come: mislabelled, broken, by machines; the original is never lost."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunhall.ground.inbox.adapters.email.boxes import Box
from sunhall.ground.inbox.adapters.email.plain import own_words, text_of_html
from sunhall.ground.inbox.adapters.email.read import letter_of
from sunhall.ground.inbox.letter import Arrived
from sunhall.ground.inbox.tests.letters import TEXT, letter

BOX = Box("mayor", "县长信箱", "127.0.0.1", 143, "mayor", "x", "none", address="mayor@example.cn")
CODE = "0123456789abcdef01234567"


def read(raw: bytes) -> Arrived:
    return letter_of(raw, box=BOX)


def bare(body: bytes, charset: str = "", **headers: str) -> bytes:
    """A mail as an old mailer writes it: bytes as they are, and what it says of them."""
    given = {"From": "li@example.com", "Subject": "x", **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in given.items())
    kind = f"Content-Type: text/plain; charset={charset}\n" if charset else ""
    return f"{head}{kind}Content-Transfer-Encoding: 8bit\n\n".encode() + body


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030", "us-ascii", "", "iso-8859-1"])
def test_chinese_is_read_whatever_its_label_says(declared):
    words = "石桥村的㙍塘和𠮷祥里"
    assert read(bare(words.encode("gb18030"), declared)).text == words
    assert read(bare(words.encode(), declared or "unknown-8bit")).text == words


def test_broken_bytes_leave_marks_and_the_words_around_them():
    found = read(bare("路灯坏了".encode() + b"\xff\xfe\x80\xff" + "请修".encode(), "utf-8"))
    assert found.text.startswith("路灯坏了")
    assert found.text.endswith("请修")
    assert found.raw.endswith("请修".encode())


@pytest.mark.parametrize(
    "subject",
    [
        b"=?gb2312?B?" + base64.b64encode("石桥村㙍塘".encode("gb18030")) + b"?=",
        "石桥村㙍塘".encode(),
        "石桥村㙍塘".encode("gb18030"),
        b"=?utf-8?B?" + base64.b64encode("石桥村㙍塘".encode()) + b"?=",
    ],
)
def test_a_subject_is_read_encoded_or_raw(subject):
    assert read(b"From: li@example.com\nSubject: " + subject + b"\n\nx").subject == "石桥村㙍塘"


def test_a_name_full_of_signs_cannot_move_the_address():
    name = base64.b64encode("县长 <mayor@example.cn>, x".encode()).decode()
    found = read(bare(b"x", From=f"=?utf-8?B?{name}?= <li@example.com>"))
    assert found.sender == "li@example.com"


@pytest.mark.parametrize("sender", ["", "nobody", "a@b@c", "<>", "li@", "\x00@x", "未知发件人"])
def test_an_unknown_sender_is_no_address(sender):
    assert read(bare(b"x", From=sender)).sender == ""


def test_a_letter_in_html_alone_becomes_plain_lines():
    html = (
        "<html><head><title>t</title><style>p{}</style></head><body><p>路灯坏了</p><script>alert(1)"
        "</script><div>请修<br>谢谢 &amp; 再见</div><img src=x onerror=alert(2)></body></html>"
    )
    assert text_of_html(html) == "路灯坏了\n\n请修\n谢谢 & 再见"
    assert text_of_html("<p>没有结尾<scr").startswith("没有结尾")


def test_words_before_html_and_files_beside_them():
    found = read(letter(html="<p>别的</p>", files={"现场.jpg": b"\xff\xd8\xff", "空.txt": b""}))
    assert found.text == TEXT
    assert [(part.name, part.data) for part in found.parts] == [("现场.jpg", b"\xff\xd8\xff")]


@pytest.mark.parametrize(
    "tail",
    [
        "\n\n------------------ 原始邮件 ------------------\n发件人: 县长信箱\n旧信",
        "\n\nOn Mon, 30 Nov 2026 at 09:00, 县长信箱 <mayor@example.cn> wrote:\n> 旧信",
        "\n\n在 2026年11月30日 09:00，县长信箱 写道：\n> 旧信",
        "\n\n> 旧信\n> 旧信",
    ],
)
def test_what_is_answered_is_cut_off_and_what_is_forwarded_is_not(tail):
    assert own_words(f"还没有修好{tail}") == "还没有修好"
    assert own_words(tail.strip()).endswith("旧信")
    forwarded = "请看\n---------- 转发邮件 ----------\n发件人：某单位\n内容"
    assert "内容" in own_words(forwarded)


@pytest.mark.parametrize(
    ("headers", "notice"),
    [
        ({"Auto_Submitted": "auto-replied"}, "auto"),
        ({"Auto_Submitted": "no"}, ""),
        ({"X_Auto_Response_Suppress": "All"}, "auto"),
        ({"Subject": "自动回复：您好"}, "auto"),
        ({"Subject": "Out of Office"}, "auto"),
        ({"Precedence": "bulk"}, "bulk"),
        ({"List_Id": "<news.example.com>"}, "bulk"),
        ({"sender": "noreply@example.com"}, "bulk"),
        ({"sender": "MAILER-DAEMON@example.com"}, "bounce"),
        ({"Return_Path": "<>"}, "bounce"),
        ({"sender": "Mayor@Example.cn"}, "own"),
    ],
)
def test_a_machine_is_known_by_its_headers(headers, notice):
    assert read(letter(**headers)).notice == notice


def report(action: str = "failed") -> bytes:
    """A delivery report as Postfix writes it."""
    return f"""From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
Return-Path: <>
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

I'm sorry.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; li@example.com
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 no such user

--B
Content-Type: message/rfc822

From: hall@example.cn
Message-ID: <{CODE}@example.cn>
Subject: x

x
--B--
""".encode()


def test_a_delivery_report_names_the_letter_of_ours_that_came_back():
    found = read(report())
    assert found.notice == "bounce"
    assert found.report
    assert found.report.codes == (CODE,)
    assert "5.1.1" in found.report.error
    delayed = read(report("delayed"))
    assert delayed.report
    assert delayed.report.codes == ()


def test_a_bounce_without_a_report_is_told_by_sender_and_quoted_headers():
    body = f"无法投递\n\nMessage-ID: <{CODE}@example.cn>\n".encode()
    found = read(bare(body, "utf-8", From="Postmaster <postmaster@qq.com>"))
    assert found.report
    assert found.report.codes == (CODE,)


def test_a_thread_is_read_from_its_headers():
    found = read(letter(References="<a@x.cn> <b@x.cn>", In_Reply_To="<b@x.cn>"))
    assert found.answers == ("<a@x.cn>", "<b@x.cn>", "<b@x.cn>")
    assert found.mark.endswith("@example.com>")


BROKEN = [
    b"",
    b"\x00",
    b"\n\n",
    b"From",
    b"Content-Type: multipart/mixed; boundary=\n\n--\n",
    b"Content-Type: multipart/mixed\n\nno boundary",
    b'Content-Type: text/plain; charset="\xff"\nContent-Transfer-Encoding: base64\n\n!!!!',
    b"Content-Type: text/plain; charset=\x00\n\n\xff",
    b"Subject: =?utf-8?B?abc?= =?x?q?=zz?=\n\n",
    b"Date: 32 Foo 99999\nFrom: =?gb2312?B?\xff?= <a@b.cn>\n\n",
    b"Content-Type: message/rfc822\n\n" * 300,
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=B\n\n--B\n"
    b"Content-Type: message/delivery-status\n\n\xff\xfe\n--B--",
    b"Content-Disposition: attachment; filename*=utf-9''%ff\n\nx",
]


@pytest.mark.parametrize("raw", BROKEN)
def test_a_broken_mail_is_still_a_letter_with_its_original(raw):
    assert read(raw).raw == raw


MULTIPART = "".join(
    f"Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n" for depth in range(400)
).encode()


def test_a_mail_nested_too_deep_is_kept_for_a_person():
    assert read(MULTIPART).raw == MULTIPART


_HEADS = st.sampled_from(
    ["From", "Subject", "Date", "Content-Type", "References", "Message-ID", "Auto-Submitted",
     "Content-Transfer-Encoding", "Content-Disposition", "Return-Path", "X-Y"]
)  # fmt: skip
_VALUES = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        [b"multipart/mixed; boundary=B", b"text/html; charset=gb2312", b"base64",
         b"=?utf-8?B?5p2O?=", b"quoted-printable", b"message/rfc822",
         b"text/plain; charset=utf-16", b"<>", b"a@b.cn",
         b"multipart/report; report-type=delivery-status; boundary=B", b"attachment; filename=a"]
    ),
)  # fmt: skip
_BODIES = st.lists(
    st.one_of(st.binary(max_size=200), st.sampled_from([b"--B\n", b"--B--\n", b"\n\n", b"<p><b"])),
    max_size=6,
)


@given(st.lists(st.tuples(_HEADS, _VALUES), max_size=8), _BODIES)
def test_whatever_bytes_come_nothing_is_raised_and_nothing_is_lost(heads, bodies):
    raw = b"".join(name.encode() + b": " + value + b"\n" for name, value in heads)
    raw += b"\n" + b"".join(bodies)
    found = read(raw)
    assert found.raw == raw
    assert len(found.external_id) == 64
    assert found == read(raw)
