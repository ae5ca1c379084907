"""The care line of the demonstration county: promises, a fund, volunteers, one green channel."""

from datetime import timedelta
from decimal import Decimal

from sunhall.care import actions
from sunhall.config.demo.story import staff
from sunhall.ground.kit.now import moment, now

PROMISES = (
    ("mz-01", "qh-mz", "临时救助七个工作日内办结", "符合条件，材料齐全", "民政局承诺第一条"),
    ("mz-02", "qh-mz", "高龄老人补贴当月申请当月发放", "本县户籍，满八十", "民政局承诺第二条"),
    ("rs-01", "qh-rs", "欠薪投诉三日内介入", "有工资欠条、合同或证人", "人社局承诺第一条"),
    ("jy-01", "qh-jy", "困难家庭子女入学免收住宿费", "持有低保证或救助证明", "教育局承诺第三条"),
)  # fmt: skip
CARERS = (
    ("yg-01", "温良", "陪护就医、代购药品", "周六、周日"),
    ("yg-02", "柏青", "家电维修", "每天晚上"),
    ("yg-03", "苏和", "心理疏导", "周二、周四下午"),
)


def tell() -> None:
    """Two calls: one with a grant and a volunteer, one in the green channel with a claim."""
    manager, operator = staff("manager"), staff("operator")
    with moment(now() - timedelta(days=3)):
        today = now().date()
        for code, organisation, text, conditions, basis in PROMISES:
            actions.set_promise(
                code, organisation=organisation, text=text, conditions=conditions, basis=basis,
                from_on=today - timedelta(days=200), by=manager,
            )  # fmt: skip
        for code, name, fields, available in CARERS:
            actions.enrol_carer(code, name=name, fields=fields, available=available, by=manager)
        actions.open_fund("care", name="七一关怀专项资金", by=manager)
        actions.take_in(
            "care", kind="in", amount=Decimal(80000), words="县财政年初拨入", by=manager
        )
        _granted()
        case = actions.take_care_call(
            text="请帮忙联系大病救助。", need="患病住院，费用无力承担", place="990101101",
            group="member", name="谷丰收", phone="17000000015", by=operator,
        )  # fmt: skip
        number = case.matter.number
        actions.open_green(number, why="住院期间急需，等不得", by=manager)
        actions.claim_promise(number, code="mz-01", by=operator)


def _granted() -> None:
    operator = staff("operator")
    case = actions.take_care_call(
        text="老人家里需要一张护理床。", need="老人卧床，家中没有收入", place="990101100",
        group="vulnerable", name="花满园", phone="17000000014", by=operator,
    )  # fmt: skip
    number = case.matter.number
    row = actions.ask_aid(
        number, fund="care", amount=Decimal(3000), purpose="购买护理床", by=operator
    )
    for who in ("manager", "leader", "zjhead"):
        actions.vote(row.pk, yes=True, by=staff(who))
    actions.prepare_payment(row.pk, by=operator)
    actions.approve_payment(row.pk, by=staff("leader"))
    match = actions.match_carer(number, code="yg-01", by=operator)
    actions.log_visit(match.pk, on=now().date(), words="陪同复诊，送药上门", by=operator)
    actions.thank_carer(match.pk, by=operator)
