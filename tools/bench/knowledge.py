"""The knowledge base at 20 000 articles: time to a useful result, and how often it is there.

Articles are written from parts that counties really have: an office, a service, a place and a
kind of question. Most words are therefore in hundreds of them, as in a real base. Queries are
made from articles drawn at random: by title, by pinyin, by a phrase, and as notes of a caller.
"""

import random
import re
import time
from datetime import timedelta
from statistics import quantiles

from django.core.management import call_command
from pypinyin import lazy_pinyin

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import now, today
from sunhall.knowledge import actions, queries
from sunhall.knowledge.models import Article, Version
from tests.cast import Cast
from tools.bench import county

SIZE, SMALL_SIZE = 20_000, 2_000
ASKED = 200
MOST_MS = 300

SERVICES = re.findall(
    r"\S+",
    """
    社会保障卡 居民身份证 城乡居民医保 职工养老保险 失业保险金 灵活就业社保 高龄津贴 残疾人补贴
    临时救助 最低生活保障 义务教育入学 转学手续 助学金 营养餐 校车 公租房 住房公积金 不动产登记
    危房改造 农村建房 宅基地确权 物业收费 电梯维修 自来水报装 燃气安检 供暖收费 路灯报修 井盖缺失
    占道经营 噪声扰民 油烟污染 秸秆焚烧 污水直排 垃圾清运 违章停车 公交线路 农村公路 客运票价
    驾驶证换证 电动车上牌 营业执照 食品许可 消费退款 预付卡 价格投诉 拖欠工资 劳动合同 工伤认定
    生育津贴 婚姻登记 收养登记 殡葬补贴 户口迁移 居住证 出入境证件 农机购置补贴 耕地补贴 农业保险
    动物检疫 退役军人优抚 就业创业贷款 技能培训补贴 流动人口登记 计划生育奖励 家庭医生 疫苗接种
    医疗纠纷 老年大学 文化站 体育场馆 图书馆 信访事项 行政复议 法律援助
    """,
)
SIDES = re.findall(
    r"\S+",
    """
    办理条件 需要材料 办理地点 办理时间 收费标准 办理进度 补办手续 异地办理 代办要求 线上办理
    发放时间 停发原因 变更登记 注销手续 申诉渠道 违规处理 减免政策 续期要求 常见错误
    """,
)
PEOPLE = re.findall(
    r"\S+",
    """
    老人 学生 残疾人 退役军人 农民工 个体户 企业 外来人员 孕妇 失业人员 村民 租户 业主 新生儿
    """,
)
PLACES = re.findall(
    r"\S+",
    """
    东山镇 柳溪镇 石桥村 泉水村 老街社区 滨江社区 开发区 县城 各乡镇
    """,
)
SAID = (
    "我想问一下{p}的{s}，{d}是怎么规定的",
    "来电人住{w}，是{p}，问{s}{d}，说跑了两趟没办成",
    "{s}{d}？{p}要带什么",
)


def main(small: bool = False) -> list[str]:
    """Measure; lines to print."""
    call_command("collectstatic", interactive=False, verbosity=0)
    dice, cast = random.Random(12), county.cast()
    facts = _fill(dice, SMALL_SIZE if small else SIZE)
    began = time.perf_counter()
    actions.rebuild_index(by=SYSTEM)
    built = time.perf_counter() - began
    lines = [f"  {len(facts):>9,} articles      index built in {built:.0f} s"]
    every: list[float] = []
    for name, asked in _queries(dice, facts).items():
        times, hit = _ask(cast, asked)
        every += times
        lines.append(
            f"  {name:<21} p95 {quantiles(times, n=20)[-1] * 1e3:6.1f} ms,"
            f" hits@3 {hit}/{len(asked)} ({100 * hit / len(asked):.0f} %)"
        )
    p95 = quantiles(every, n=20)[-1] * 1e3
    page = _page(cast, [asked for asked, _number in _queries(dice, facts)["as notes"]])
    return [
        "knowledge base for an ordinary operator",
        *lines,
        f"  all searches          p95 {p95:6.1f} ms   (at most {MOST_MS})",
        f"  the page of the list  p95 {page:6.1f} ms   (at most {MOST_MS})",
    ]


def _fill(dice: random.Random, size: int) -> list[dict[str, str]]:
    """Published articles, written straight into the tables; gives what each is about."""
    facts = []
    made = ((s, d, p, w) for s in SERVICES for d in SIDES for p in PEOPLE for w in PLACES)
    chosen = dice.sample(list(made), size)
    for at in range(0, size, 1000):
        some = [_about(at + n, *one) for n, one in enumerate(chosen[at : at + 1000])]
        articles = Article.objects.bulk_create(
            Article(
                number=one["number"],
                organisation="qh-mz",
                title=one["title"],
                made_at=now(),
            )
            for one in some
        )
        versions = Version.objects.bulk_create(
            _version(article, one) for article, one in zip(articles, some, strict=True)
        )
        for article, version in zip(articles, versions, strict=True):
            article.current, article.state = version, "published"
            article.valid_until, article.published_at = version.valid_until, now()
            article.is_public = True
        Article.objects.bulk_update(
            articles, ["current", "state", "valid_until", "published_at", "is_public"]
        )
        facts += some
    return facts


def _about(n: int, service: str, side: str, people: str, place: str) -> dict[str, str]:
    return {
        "number": f"K261201-{n:07d}",
        "title": f"{place}{people}{service}{side}",
        "phrases": f"{service}{side[:2]}怎么弄\n{people}问{service}",
        "s": service,
        "d": side,
        "p": people,
        "w": place,
    }


def _version(article: Article, one: dict[str, str]) -> Version:
    answer = (
        f"{one['p']}在{one['w']}申请{one['s']}的，{one['d']}按下列规定执行。"
        f"先到便民服务中心窗口提出，工作人员一次性告知{one['d']}；材料齐全的当场受理，"
        "法定期限内办结，结果以短信告知。对结果有异议的，可以向主管部门申请复核，"
        f"也可以拨打12345。{one['s']}不收取任何费用，请勿相信中介。"
    ) * 2
    return Version(
        article=article,
        n=1,
        state="published",
        title=article.title,
        question=f"{one['p']}问：{one['s']}{one['d']}是什么？",
        answer=answer,
        phrases=one["phrases"],
        basis="县政务服务事项清单",
        valid_from=today(),
        valid_until=today() + timedelta(days=365),
        is_public=True,
        written_by="staff:zhao",
        written_at=now(),
    )


def _queries(
    dice: random.Random, facts: list[dict[str, str]]
) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """Kind of query → what is typed, and the article it was made from."""
    drawn = dice.sample(facts, min(ASKED, len(facts)))
    return {
        "by title": [(one["title"], one) for one in drawn],
        "by pinyin": [("".join(lazy_pinyin(one["title"])), one) for one in drawn],
        "by initials": [("".join(s[0] for s in lazy_pinyin(one["title"])), one) for one in drawn],
        "by service and side": [(f"{one['s']} {one['d']}", one) for one in drawn],
        "one common word": [(one["s"][-2:], one) for one in drawn],
        "as notes": [(dice.choice(SAID).format(**one), one) for one in drawn],
    }


def _ask(cast: Cast, asked: list[tuple[str, dict[str, str]]]) -> tuple[list[float], int]:
    """The times, and how often one of the first three is of the service and side asked for."""
    times, hit = [], 0
    actor = cast.operator
    for text, about in asked:
        began = time.perf_counter()
        found = queries.hits(actor, text)
        times.append(time.perf_counter() - began)
        hit += any(about["s"] in one.title and _fits(text, one.title, about) for one in found[:3])
    return times, hit


def _fits(text: str, title: str, about: dict[str, str]) -> bool:
    """Where the side was asked for, it must be the right one; where the very title, that one."""
    if text == about["title"]:
        return title == text
    return about["d"] not in text or about["d"] in title


def _page(cast: Cast, asked: list[str]) -> float:
    client, times = cast.client_for("operator"), []
    for text in asked:
        began = time.perf_counter()
        answer = client.get("/workbench/knowledge/", {"q": text}, headers={"HX-Request": "true"})
        times.append(time.perf_counter() - began)
        assert answer.status_code == 200, answer.status_code
    return quantiles(times, n=20)[-1] * 1e3
