"""The knowledge base of the demonstration county: invented answers, kept by its departments."""

import random
from datetime import datetime, time, timedelta

from sunhall.config.demo import county
from sunhall.config.demo.story import SEED, staff
from sunhall.ground.kit.now import LOCAL, moment, now, today
from sunhall.hotline import actions as hotline
from sunhall.knowledge import actions, queries, rules

# Department, title, answer, what people say, basis.
ARTICLES = (
    (
        "qh-rs", "社保卡丢了怎么补办",
        "先拨打社保服务电话挂失，再带身份证到县政务服务中心社保窗口补办，当场制卡，不收费。本人不"
        "便的可以由亲属带双方身份证代办。",
        "社保卡丢了\n卡没了怎么弄",
        "社会保险法第五十八条",
    ),
    (
        "qh-rs", "灵活就业人员怎么交养老保险",
        "带身份证到社保窗口或乡镇便民服务中心登记，每年可选缴费档次，按月或按年缴纳。中断的可以续"
        "缴，不补罚。",
        "没单位自己交社保\n个人交养老",
        "社会保险法第十条",
    ),
    (
        "qh-rs", "被拖欠工资怎么办",
        "保留劳动合同、考勤、聊天记录，向县劳动保障监察大队反映；在建工程的先由总包单位先行清偿。"
        "十个工作日内答复处理情况。",
        "老板不发工资\n工地欠薪\n讨薪",
        "保障农民工工资支付条例第三十条",
    ),
    (
        "qh-rs", "失业保险金怎么申领",
        "缴费满一年、非本人意愿中断就业并已登记失业的，可以线上或到窗口申领，次月起发放。",
        "下岗了领什么钱\n失业金",
        "失业保险条例第十四条",
    ),
    (
        "qh-rs", "工伤怎么申报",
        "用人单位三十日内申报；单位不报的，本人或近亲属一年内可以自行申报。带诊断证明和劳动关系证"
        "明。",
        "上班受伤了\n工地摔伤",
        "工伤保险条例第十七条",
    ),
    (
        "qh-mz", "高龄津贴怎么领",
        "年满八十周岁的户籍老人，向村（社区）提出，核实后按月打入社保卡。跨年补发自满龄当月算起。",
        "八十岁老人补贴\n老人钱怎么领",
        "县老年人优待办法第九条",
    ),
    (
        "qh-mz", "临时救助怎么申请",
        "遇到急难的，向户籍或居住地乡镇提出；情况紧急的二十四小时内先行救助，事后补手续。",
        "家里揭不开锅了\n急难救助\n困难补助",
        "社会救助暂行办法第四十七条",
    ),
    (
        "qh-mz", "最低生活保障怎么申请",
        "家庭人均收入低于当地标准且财产符合规定的，向乡镇提出书面申请，三十个工作日内作出决定。",
        "低保怎么办\n吃低保",
        "最低生活保障审核确认办法第六条",
    ),
    (
        "qh-mz", "残疾人两项补贴标准",
        "困难残疾人生活补贴和重度残疾人护理补贴可以同时申领，凭残疾人证到乡镇便民服务中心办理，按"
        "月发放。",
        "残疾补贴多少钱\n护理补贴",
        "国发〔2015〕52号",
    ),
    (
        "qh-mz", "婚姻登记要带什么",
        "双方身份证、户口簿和三张合照，到任一婚姻登记处都可以办理，不收费。可以提前预约。",
        "结婚证怎么办\n领证",
        "婚姻登记条例第七条",
    ),
    (
        "qh-zj", "路灯坏了找谁",
        "县城道路路灯由市政设施中心维修，接报后两天内修复；村内路灯由乡镇组织维修。",
        "路灯不亮\n晚上看不见路",
        "城市道路照明设施管理规定第十八条",
    ),
    (
        "qh-zj", "公租房申请条件",
        "本县户籍或稳定就业、无房且人均收入低于标准的家庭可以申请。材料交社区，公示后轮候。",
        "廉租房\n没房子住申请",
        "公共租赁住房管理办法第七条",
    ),
    (
        "qh-zj", "自建房需要什么手续",
        "先向村委会提出宅基地申请，再由乡镇核发乡村建设规划许可证，批准后放线施工。",
        "农村建房\n盖房子审批",
        "城乡规划法第四十一条",
    ),
    (
        "qh-zj", "物业费收费争议怎么办",
        "先看合同和公示标准；有争议的可以申请街道调解，也可以向住建部门投诉物业服务企业。",
        "物业乱收费\n物业不作为",
        "物业管理条例第四十一条",
    ),
    (
        "qh-zj", "井盖缺失怎么报",
        "看到立即拨打12345，两小时内到场设置警示，二十四小时内恢复。",
        "井盖没了\n下水道口没盖",
        "城市道路管理条例第二十三条",
    ),
    (
        "qh-hb", "夜间施工噪声谁管",
        "晚十点至次日六点禁止产生噪声的建筑施工；抢险或经批准的除外，须公告。投诉后当夜到场。",
        "半夜还在施工\n太吵睡不着",
        "噪声污染防治法第四十三条",
    ),
    (
        "qh-hb", "秸秆能不能烧",
        "全县禁止露天焚烧秸秆。可以还田、离田收储，收储点由乡镇公布。",
        "烧麦茬\n烧秸秆罚款",
        "大气污染防治法第七十七条",
    ),
    (
        "qh-hb", "饭店油烟扰民怎么投诉",
        "写明店名和时段即可投诉。执法人员现场检测，超标的责令改正。",
        "油烟味大\n楼下饭店",
        "大气污染防治法第八十一条",
    ),
    (
        "qh-hb", "污水直排怎么举报",
        "记下时间、地点，有照片更好。举报人信息保密，查实的按规定奖励。",
        "臭水排河里\n河水发黑",
        "水污染防治法第十一条",
    ),
    (
        "qh-jt", "公交线路和老年卡",
        "六十五周岁以上老人凭老年卡免费乘坐县内公交；线路调整前公示七天。",
        "老人坐车免费吗\n公交改线",
        "县城市公共交通管理办法第十五条",
    ),
    (
        "qh-jt", "农村公路坑洼谁修",
        "县道由公路部门维修，乡道、村道由乡镇组织。报修后五个工作日内到场。",
        "村路烂了\n路面有坑",
        "农村公路养护管理办法第六条",
    ),
    (
        "qh-jt", "电动自行车上牌",
        "带身份证和购车凭证到就近登记点，免费上牌。符合国家标准的当场办结。",
        "电动车牌照\n小电驴上户",
        "道路交通安全法第十八条",
    ),
    (
        "qh-jy", "义务教育入学材料",
        "户口簿、房产证明或居住证明，按公布的学区报名。随迁子女凭居住证入学。",
        "小孩上小学\n外地孩子读书",
        "义务教育法第十二条",
    ),
    (
        "qh-jy", "转学怎么办",
        "学期初向转入学校提出，学籍由两校线上办理，家长不用跑教育局。",
        "孩子转校",
        "中小学生学籍管理办法第十二条",
    ),
    (
        "qh-jy", "学生资助怎么申请",
        "脱贫家庭、低保家庭的学生由学校摸底认定，也可以自行向班主任提出，名单不公开张榜。",
        "助学金\n贫困生补助",
        "国家学生资助政策",
    ),
    (
        "qh-sc", "网购不给退款怎么办",
        "先在平台申请；平台不处理的，拨打12315或12345，市场监管部门组织调解。",
        "买东西不给退\n退款难",
        "消费者权益保护法第二十五条",
    ),
    (
        "qh-sc", "预付卡商家跑路",
        "保留合同、付款凭证。涉嫌诈骗的报公安；其余由市场监管部门登记，协助追偿。",
        "理发店关门了卡里有钱\n健身房跑路",
        "消费者权益保护法第五十三条",
    ),
    (
        "qh-sc", "营业执照怎么办",
        "线上全程电子化，材料齐全一个工作日办结，不收费。窗口有帮办。",
        "开店要什么证\n办执照",
        "市场主体登记管理条例第十九条",
    ),
    (
        "qh-ds", "乡镇便民服务中心几点上班",
        "工作日上午八点半到十二点，下午两点半到五点半；赶集日中午有人值守。",
        "镇上几点开门",
        "县便民服务规范",
    ),
    (
        "qh-rx", "打了12345以后多久有人答复",
        "咨询当场答复；其余交承办单位，五个工作日内答复。可以凭编号和查询码随时查进度。",
        "反映了没人管\n什么时候回电话",
        "县热线办理承诺",
    ),
)  # fmt: skip
# What only staff read.
INNER = (
    "qh-rx",
    "疑似轻生来电怎么接",
    "不挂断，稳住情绪，同时由班长联系公安和卫健；不留机械录音提示，事后不回访打扰。",
    "来电人不想活了",
    "热线应急处置规程",
)
CALLS = (
    ("来电问社保卡丢了怎么补，人在外地", 0),
    ("老人问八十岁以后的补贴怎么领", 5),
    ("问孩子从外县转学过来要找谁", 23),
    ("问电动车在哪里上牌，要不要钱", 21),
)


def tell() -> int:
    """Write and review the articles, let some run out, and cite some; gives how many."""
    dice = random.Random(SEED)  # noqa: S311  # a story, not a secret
    made = [_published(*one, at=_working(dice.randint(40, 80))) for one in ARTICLES]
    _published(*INNER, at=_working(50), is_public=False)
    _runs_out(made)
    _is_doubted(made)
    _is_cited(made)
    _waits()
    _is_sampled()
    return len(made) + 1


def _published(
    office: str, title: str, answer: str, phrases: str, basis: str, *, at: datetime,
    is_public: bool = True, days: int = 400,
) -> str:  # fmt: skip
    author = _author(office)
    with moment(at):
        words = rules.Draft(
            title=title,
            question=f"{title}？",
            answer=answer,
            phrases=phrases,
            basis=basis,
            valid_from=today(),
            valid_until=today() + timedelta(days=days),
            is_public=is_public,
        )
        number = actions.draft_article(words, organisation=office, by=staff(author)).number
        actions.submit_article(number, by=staff(author))
    with moment(at + timedelta(hours=3)):
        actions.publish_article(number, by=staff(_reviewer(office)))
    return number


def _author(office: str) -> str:
    if office == "qh-rx":
        return "operator"
    return next(first for _, _, own, first, _ in county.POSTS if own == office)


def _reviewer(office: str) -> str:
    return "zjhead" if office == "qh-zj" else "manager"


def _working(days: int) -> datetime:
    day = today() - timedelta(days=days)
    return datetime.combine(day, time(9, 10), LOCAL)


def _runs_out(made: list[str]) -> None:
    """One has run out, one runs out soon; a third was renewed in time."""
    _published(
        "qh-mz", "本季困难群众慰问安排", "每户标准和发放时间由乡镇通知，不用申请。",
        "困难慰问", "县民政局通知", at=_working(70), days=50,
    )  # fmt: skip
    near = _published(
        "qh-jt", "节假日客运加班安排", "节前三天至节后一天加开班次，车票在车站和线上发售。",
        "节日坐车", "县客运保障方案", at=_working(45), days=55,
    )  # fmt: skip
    actions.remind_owner(near, by=staff("manager"))
    with moment(_working(20)):
        author = staff(_author("qh-rs"))
        renewed = rules.Draft(
            title=ARTICLES[0][1],
            question=f"{ARTICLES[0][1]}？",
            answer=ARTICLES[0][2] + "也可以在“我要问”页面打印指引。",
            phrases=ARTICLES[0][3],
            basis=ARTICLES[0][4],
            valid_from=today(),
            valid_until=today() + timedelta(days=400),
            is_public=True,
        )
        actions.rewrite_article(made[0], renewed, by=author)
        actions.submit_article(made[0], by=author)
        actions.publish_article(made[0], by=staff("manager"))


def _is_doubted(made: list[str]) -> None:
    with moment(_working(12)):
        doubt = actions.doubt_article(
            made[6], words="群众说乡镇还要村里盖章，与这里写的不一致", by=staff("operator")
        )
    with moment(_working(11)):
        actions.answer_doubt(
            made[6], doubt.pk, verdict="right", words="已提醒乡镇，不用村里盖章",
            by=staff("mzhandler"),
        )  # fmt: skip
    with moment(now() - timedelta(hours=5)):
        actions.doubt_article(
            made[19], words="老年卡年龄好像改成六十周岁了，请核实", by=staff("operator2")
        )


def _is_cited(made: list[str]) -> None:
    for days, (said, at) in enumerate(CALLS, start=3):
        version = 2 if at == 0 else 1
        with moment(_working(days)):
            hotline.register_call(
                text=said,
                place=county.VILLAGES[at % len(county.VILLAGES)][0],
                demand="consult",
                answer=ARTICLES[at][2],
                cites=f"{made[at]}@{version}",
                by=staff("operator"),
            )


def _waits() -> None:
    """One draft waits for its reviewer, one is being written."""
    for title, is_ready in (("冬季供暖缴费时间", True), ("老旧小区加装电梯流程", False)):
        words = rules.Draft(
            title=title,
            question=f"{title}是怎么规定的？",
            answer="十月底前公布，逾期不停供，可以分期。" if is_ready else "（正在核对补贴标准）",
            basis="县住建局通知",
            valid_from=today(),
            valid_until=today() + timedelta(days=300),
            is_public=True,
        )
        row = actions.draft_article(words, organisation="qh-zj", by=staff("handler"))
        if is_ready:
            actions.submit_article(row.number, by=staff("handler"))


def _is_sampled() -> None:
    """Fifteen drawn: a second pair of eyes finds one of them out of date, two still wait."""
    with moment(_working(2)):
        sample = actions.draw_sample(15, by=staff("manager"))
        eyes = staff("zjhead")
        for at, item in enumerate(queries.sampled_of(sample)[:13]):
            version = item.version
            if eyes.code in {*version.hands, version.reviewed_by}:
                continue
            words = "窗口已搬到政务服务中心一楼，答案里还是旧地址" if at == 4 else ""
            actions.mark_sampled(item.pk, mark="wrong" if words else "right", words=words, by=eyes)
