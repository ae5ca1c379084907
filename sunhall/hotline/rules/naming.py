"""Names of third persons in a text to be published, found by their surname and their company.

No list knows all names. A text that everyone may read hides what looks like one: a surname before
a title 王书记, 李建国老师, and a name behind a role 村民李建国, 我叫张三. It hides rather too much
than too little; places, offices and titles themselves stay (PIPL 25).
"""

import re
from collections.abc import Iterator

# The surnames of some nineteen in twenty; those that are mostly another word are left out.
_COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严"
    "覃武戴莫孔汤温康施文牛樊葛邢安齐乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿兰焦俞左柳甘祝包宁尚符舒阮"
    "柯纪梅童凌毕季裴霍涂苗谷盛曲翁冉骆蓝辛靳管柴蒙鲍华喻祁蒲房滕屈饶牟艾尤阳穆卓吉"
    "缪简芦麦褚娄窦戚岑景宫费卜晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬栾隋商刁沙荣巫寇桑郎"
    "甄丛仲虞敖巩佘麻苑迟邝钟胥阎燕蔺"
)
_COMPOUND = (
    "欧阳|上官|皇甫|令狐|诸葛|司马|司徒|司空|夏侯|慕容|尉迟|长孙|宇文|端木|公孙|轩辕|东方|西门|南宫|独孤|"
    "申屠|澹台|淳于|单于|太史|呼延|赫连|钟离|闻人|濮阳|万俟|百里"
)
_SURNAME = f"(?:{_COMPOUND}|[{_COMMON}])"
_TITLE = (
    "先生|女士|小姐|太太|同志|老师|书记|支书|主任|镇长|乡长|村长|县长|市长|局长|所长|科长|股长|处长|院长|校长|"
    "园长|站长|组长|队长|班长|会长|董事长|经理|老板|厂长|工头|医生|大夫|护士|警官|民警|法官|律师|会计|师傅|"
    "大爷|大妈|大叔|大伯|大娘|大姐|大哥|阿姨|奶奶|爷爷|叔叔|伯伯|婶|嫂子|副镇长|副乡长|副主任|副书记|副局长|副县长"
)
_ROLE = (
    "村民|居民|邻居|业主|户主|房东|租客|租户|司机|车主|店主|摊主|老板|负责人|法人|法定代表人|当事人|联系人|经办人|"
    "承办人|工作人员|书记|主任|村长|组长|会计|老师|医生|我叫|名叫|叫做|姓名|本人|儿子|女儿|丈夫|妻子|老公|老婆|"
    "父亲|母亲|哥哥|弟弟|姐姐|妹妹|孙子|孙女|儿媳|女婿"
)
# What never belongs to a given name, so that a name ends before it.
_END = (
    "的了把在家说和与是被将给就也都向从对有没不等及同跟或到去来要让叫打住开称因为于经"
    "常又再已还先后某长员们"
)
_GIVEN = f"(?:(?![{_END}])[\u4e00-\u9fff])"

_BEFORE_TITLE = re.compile(f"(?P<name>{_SURNAME}{_GIVEN}{{0,2}})(?=(?:{_TITLE}))")
_BEHIND_ROLE = re.compile(f"(?:{_ROLE})[:：是为叫]?\\s*(?P<name>{_SURNAME}{_GIVEN}{{1,2}})")
_BESIDE = re.compile(
    f"[、和及与]\\s*(?P<name>{_SURNAME}{_GIVEN}{{1,2}})(?=[、，。,；;（({_END}]|$)"
)

# Words that begin like a name, or end in what looks like a surname.
_WORDS = frozenset(
    re.findall(
        r"\S+",
        """
        高中 高级 高校 高速 文化 文明 文旅 金融 金属 江苏 江西 江南 黄河 黄山 马路 马上 石油
        石材 石化 林业 林场 林地 安全 安保 安监 安置 公安 治安 保安 平安 方面 方案 双方 对方
        地方 官方 校方 厂方 院方 警方 我方 任何 任课 时任 担任 现任 前任 责任 主任 由于 关于
        对于 位于 属于 处于 基于 白天 白班 白酒 连队 连锁 项目 包村 包工 管理 管委 管护 主管
        城管 牛奶 成人 华侨 古镇 房产 房管 全体 全县 全村 全镇 时候 时间 农业 农村 农机 农办
        农科 向上 向阳 章程 印章 公章 单位 简单 万元 千万 百万 路段 公路 道路 水路 铁路 游客
        旅游 司法 公司 商会 商务 商业 师范 教师 律师 厨师 老师 卫生 卫健 应急 应当 连续 明天
        明显 说明 证明 游泳 解决 解释 党委 党组 党员 党支 党总 宗教 边防 全科 明确 阳光 太阳
        车间 车站 汽车 停车 货车 公交车 温室 和平 吉祥 古城 季度 康复 健康 小康 武装 武警
        史志 历史 夏天 夏季 冷库 米厂 于今 于昨 于前 于本 于去 于当 于上 于下 于早 于晚 于是
        万达 双休 成立 完成 关心 有关 相关 机关 海关 左右 毛坯 龙头 沙场 沙石 车辆 柴油 苗木
        苗圃 谷子 稻谷 桑树 麦子 小麦 房屋 住房 向导 段落 阶段 程序 工程 课程 严重 严格 温度
        气温 雷雨 祝福 景区 风景 宫庙 费用 收费 电费 水费 学费 感谢 谢谢 许可 申请 申报 安排
        任期 尚未 严厉 周一 周二 周三 周四 周五 周六 周日 周末 周边 周围 尤其 左侧 麻烦 符合
        毕业 殷切 商所 权益 何以 何时 何况 高度 陈述 万分 纪委 新任 分管 监管 物管 江口 江镇
        文具 安居 包括 包装 施工 严禁 金额 毛病 严惩 何必 甘愿 宁愿 龙舟 盛夏 童年 温馨 边上
        水管 保管 托管 接管 席位 主席 出席 桂花 武汉 毕竟 应付 支付 交付 拨付 付款 付费 方便
        文件 金钱 曲折 尹始 牛羊 白色 段时 阳台 汤药 米线 黎明 左边 右边 梅雨 凌晨 柯桥 华夏
        华丽
        """,
    )
)


def suspected(text: str) -> list[tuple[int, int]]:
    """Where something looks like the name of somebody, and every other place it stands at.

    Who is named once beside a role is the same person without it; a single surname is not.
    """
    found = set(_spans(text))
    for name in {text[start:end] for start, end in found}:
        if len(name) > 1:
            found |= {match.span() for match in re.finditer(re.escape(name), text)}
    return sorted(found)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    found = {
        match.span("name")
        for pattern in (_BEHIND_ROLE, _BEFORE_TITLE)
        for match in pattern.finditer(text)
        if _may_be_name(text, *match.span("name"))
    }
    last = 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start < last:
            continue
        last = end
        yield start, end
        # Names stand in a row: 村民李建国、王二和赵丽.
        while (beside := _BESIDE.match(text, last)) and _may_be_name(text, *beside.span("name")):
            last = beside.end("name")
            yield beside.span("name")


def _may_be_name(text: str, start: int, end: int) -> bool:
    around = (text[start : start + 2], text[max(start - 1, 0) : start + 1], text[start:end])
    return not any(words in _WORDS for words in around)
