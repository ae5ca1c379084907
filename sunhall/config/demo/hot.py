"""Hot issues of the demonstration county: an alarm, one answered, one that waits, one ended."""

from collections.abc import Sequence
from datetime import timedelta

from sunhall.config.demo.story import staff
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import moment, now, today
from sunhall.hotline import actions, queries
from sunhall.hotline.models import HotIssue
from sunhall.hotline.rules.hot import WEIGHTS, HotGroup
from sunhall.hotline.rules.hot.group import group

# Place, class, post, and what was said how many days ago.
TOLD = (
    ("990101101205", "城乡建设", "zj-city", (
        (6, "滨江花园小区三号楼今天早上又停水，物业说不知道什么时候来水。"),
        (5, "滨江花园小区从昨晚开始停水，家里有老人小孩，没水做饭。"),
        (4, "反映滨江花园小区停水，连着三天早晚没有水。"),
        (3, "滨江花园小区停水好几天了，高层一滴水也没有，请尽快恢复供水。"),
        (3, "滨江花园小区二次供水泵坏了，停水没有人通知。"),
        (2, "请问滨江花园小区停水到底修到什么时候？"),
        (2, "滨江花园小区停水，送水车也没有来，住户都在楼下等。"),
        (1, "滨江花园小区又停水了，供水泵房说在等配件。"),
    )),
    ("990101100205", "环境保护", "hb-field", (
        (52, "老街社区夜市烧烤油烟太大，晚上不敢开窗。"),
        (44, "老街社区夜市的烧烤摊凌晨一点还在营业，油烟和吵闹影响休息。"),
        (37, "投诉老街社区夜市烧烤油烟直排，楼上住户受不了。"),
        (29, "老街社区夜市烧烤摊占道，油烟熏人，地上全是油污。"),
        (21, "老街社区夜市油烟扰民，烧烤摊没有装净化器。"),
        (15, "老街社区夜市烧烤的油烟还是很大，希望统一管理。"),
        (8, "老街社区夜市烧烤摊晚上音响声音大，油烟也没有治理。"),
    )),
    ("990101101203", "环境保护", "hb-field", (
        (24, "北河村东头养猪场臭味很重，沟里的水发黑。"),
        (19, "北河村养猪场半夜排粪水，臭味飘到学校。"),
        (12, "北河村养猪场的粪水流进灌溉渠，臭味熏得人头疼。"),
        (7, "反映北河村养猪场臭味和粪水污染，请环保来看看。"),
    )),
    ("990101100203", "交通运输", "jt-roads", (
        (60, "上坪村拉石料的大货车从村道过，路面压坏，灰尘很大。"),
        (55, "上坪村村道被石料厂大货车压得坑坑洼洼，灰尘呛人。"),
        (50, "上坪村石料大货车白天晚上跑村道，孩子上学不安全。"),
    )),
)  # fmt: skip
ENDED, ANSWERED = "上坪村", "老街社区"


def tell(persons: Sequence[str]) -> None:
    """Tell what was said, look back over two nights, and let two issues be answered."""
    told = sorted(
        (ago, place, class_path, post, words, at)
        for place, class_path, post, said in TOLD
        for at, (ago, words) in enumerate(said)
    )
    for n, (ago, place, class_path, post, words, _at) in enumerate(reversed(told)):
        with moment(now() - timedelta(days=ago, hours=2)):
            request = actions.receive_request(
                text=words, place=place, demand="complain", channel="phone",
                person=persons[n % len(persons)], by=staff("operator"),
            )  # fmt: skip
            _send(request.matter.number, class_path, post)
    _look_back(40)
    _answer(ENDED, "jt-roads", "jthandler", 38, "村道限高杆已装，石料车改走县道，路面已修补。")
    _end(ENDED, 30, "限高杆装好后两周没有再反映，路面复查平整。")
    _look_back(14)
    _answer(ANSWERED, "hb-field", "hbhandler", 9, "已逐摊登记，月底前统一安装油烟净化器。")
    _look_back(1)


def _send(number: str, class_path: str, post: str) -> None:
    actions.dispatch_request(
        number, class_code=queries.class_named(class_path), to=post, by=staff("operator")
    )


def _look_back(ago: int) -> None:
    """What a night found, so many days ago."""
    with moment(now() - timedelta(days=ago - 1)):
        on = today() - timedelta(days=1)
        found = group(queries.hot_material(on), register=queries.hot_register())
        groups = [HotGroup(one.messages, one.place, one.words) for one in found]
        actions.note_same_requests(groups, by=SYSTEM)
        many = [one for one in groups if len(one.messages) >= WEIGHTS.least_messages]
        actions.note_hot_issues(many, on=on, by=SYSTEM)


def _issue(place: str) -> str | None:
    rows = HotIssue.objects.filter(members__matter__subject__contains=place)
    return rows.order_by("-pk").values_list("code", flat=True).first()


def _answer(place: str, post: str, who: str, ago: int, words: str) -> None:
    if code := _issue(place):
        with moment(now() - timedelta(days=ago)):
            actions.give_hot_issue(
                code, to=post, words="请三日内到现场查明，说明措施。", by=staff("manager")
            )
        with moment(now() - timedelta(days=ago - 3)):
            actions.answer_hot_issue(code, words=words, by=staff(who))


def _end(place: str, ago: int, words: str) -> None:
    if code := _issue(place):
        with moment(now() - timedelta(days=ago)):
            actions.end_hot_issue(code, words=words, by=staff("supervisor"))
