"""Who and where: two towns, ten villages, departments, posts and staff. All names are invented."""

COUNTY = ("990101", "青禾县")

TOWNS = (("990101100", "东山镇"), ("990101101", "柳溪镇"))

VILLAGES = (
    ("990101100201", "石桥村"),
    ("990101100202", "泉水村"),
    ("990101100203", "上坪村"),
    ("990101100204", "茶园村"),
    ("990101100205", "老街社区"),
    ("990101101201", "柳树村"),
    ("990101101202", "沙湾村"),
    ("990101101203", "北河村"),
    ("990101101204", "新塘村"),
    ("990101101205", "滨江社区"),
)

# Code, name, kind, place.
ORGANISATIONS = (
    ("qh", "青禾县人民政府", "county", "990101"),
    ("qh-rx", "阳光热线中心", "department", "990101"),
    ("qh-zj", "住房和城乡建设局", "department", "990101"),
    ("qh-rs", "人力资源和社会保障局", "department", "990101"),
    ("qh-hb", "生态环境局", "department", "990101"),
    ("qh-jt", "交通运输局", "department", "990101"),
    ("qh-jy", "教育局", "department", "990101"),
    ("qh-mz", "民政局", "department", "990101"),
    ("qh-sc", "市场监督管理局", "department", "990101"),
    ("qh-dc", "督查室", "department", "990101"),
    ("qh-jw", "纪律检查委员会", "department", "990101"),
    ("qh-ds", "东山镇人民政府", "town", "990101100"),
    ("qh-lx", "柳溪镇人民政府", "town", "990101101"),
)

# Offices that may be called into a call; the area code is given to no place.
PHONES = {
    "qh-zj": "0300-8100101",
    "qh-mz": "0300-8100102",
    "qh-rs": "0300-8100103",
    "qh-sc": "0300-8100104",
    "qh-jt": "0300-8100105",
}

# Account, name, organisation, role, place scope.
STAFF = (
    ("operator", "林小满", "qh-rx", "operator", "990101"),
    ("operator2", "方若谷", "qh-rx", "operator", "990101"),
    ("manager", "陆明远", "qh-rx", "hotline_manager", "990101"),
    ("revisitor", "江晚晴", "qh-rx", "revisitor", "990101"),
    ("handler", "韩立春", "qh-zj", "handler", "990101"),
    ("handler2", "白子墨", "qh-zj", "handler", "990101"),
    ("zjhead", "丁敬之", "qh-zj", "head", "990101"),
    ("rshandler", "沈嘉禾", "qh-rs", "handler", "990101"),
    ("hbhandler", "罗青山", "qh-hb", "handler", "990101"),
    ("jthandler", "邹大路", "qh-jt", "handler", "990101"),
    ("jyhandler", "崔知书", "qh-jy", "handler", "990101"),
    ("mzhandler", "范如意", "qh-mz", "handler", "990101"),
    ("schandler", "祝公平", "qh-sc", "handler", "990101"),
    ("dshandler", "石守田", "qh-ds", "handler", "990101100"),
    ("lxhandler", "水清波", "qh-lx", "handler", "990101101"),
    ("supervisor", "严格之", "qh-dc", "supervisor", "990101"),
    ("inspector", "郑如铁", "qh-jw", "inspector", "990101"),
    ("leader", "高致远", "qh", "leader", "990101"),
    ("agent", "田跃进", "qh-ds", "agent", "990101100"),
    ("radio", "广播民生热线", "qh-rx", "partner", "990101"),
    ("province", "省热线平台", "qh-rx", "partner", "990101"),
    ("sysadmin", "齐系安", "qh", "system_admin", "990101"),
    ("secadmin", "安可守", "qh", "security_admin", "990101"),
    ("auditadmin", "明可鉴", "qh", "audit_admin", "990101"),
)

# Post, name, organisation, A, B.
POSTS = (
    ("rx-desk", "热线受理岗", "qh-rx", "operator", "operator2"),
    ("rx-head", "热线裁定岗", "qh-rx", "manager", "revisitor"),
    ("zj-city", "市政设施岗", "qh-zj", "handler", "handler2"),
    ("zj-head", "住建局负责人岗", "qh-zj", "zjhead", ""),
    ("rs-wage", "劳动保障岗", "qh-rs", "rshandler", ""),
    ("hb-field", "污染处置岗", "qh-hb", "hbhandler", ""),
    ("jt-roads", "公路公交岗", "qh-jt", "jthandler", ""),
    ("jy-school", "学校事务岗", "qh-jy", "jyhandler", ""),
    ("mz-aid", "社会救助岗", "qh-mz", "mzhandler", ""),
    ("sc-market", "消费维权岗", "qh-sc", "schandler", ""),
    ("ds-office", "东山镇综合岗", "qh-ds", "dshandler", ""),
    ("lx-office", "柳溪镇综合岗", "qh-lx", "lxhandler", ""),
    ("jw-desk", "信访举报岗", "qh-jw", "inspector", ""),
    ("county-lead", "带班县领导", "qh", "leader", ""),
)

DESK = {
    "intake": "rx-desk",
    "decision": "rx-head",
    "revisit": "rx-head",
    "discipline": "jw-desk",
    "leader": "county-lead",
}

# Class path, post, basis.
DISPATCH = (
    ("城乡建设", "zj-city", "住建局三定规定第二条"),
    ("劳动和社会保障", "rs-wage", "人社局三定规定第三条"),
    ("环境保护", "hb-field", "生态环境局三定规定第二条"),
    ("交通运输", "jt-roads", "交通运输局三定规定第四条"),
    ("教育文体", "jy-school", "教育局三定规定第二条"),
    ("民政救助", "mz-aid", "民政局三定规定第五条"),
    ("商贸旅游", "sc-market", "市场监管局三定规定第六条"),
)

# What no township is ever sent.
DEPARTMENT_DUTIES = ("环境保护", "教育文体", "商贸旅游")

ROOMS = (
    ("room-rx", "阳光热线约谈室", "qh-rx", "县政务服务中心二楼 206"),
    ("room-zj", "住建局约谈室", "qh-zj", "住建局一楼 102"),
    ("room-ds", "东山镇约谈室", "qh-ds", "东山镇便民服务中心"),
    ("room-lx", "柳溪镇约谈室", "qh-lx", "柳溪镇便民服务中心"),
)

LAWYERS = (
    ("law-01", "钟言", "劳动争议"), ("law-02", "盛律", "物权与相邻关系"),
    ("law-03", "宋理", "婚姻家庭"), ("law-04", "齐衡", "行政争议"),
    ("law-05", "温度", "消费维权"), ("law-06", "柯证", "建设工程"),
)  # fmt: skip

RESIDENTS = (
    "李春花", "马长顺", "胡桂香", "苗得水", "龙小川", "云淑珍", "米大年", "花满园",
    "谷丰收", "骆平安", "鲁有为", "秋月明", "艾家和", "梅雪晴", "雷正声", "岳高峰",
)  # fmt: skip

TEMPLATES = (
    ("city", "市政维修答复", "城乡建设",
     "您好！您反映的问题我们已到现场查看。经核实，……。我们已于×月×日完成处理。如仍有问题请随时联系我们。"),
    ("wage", "欠薪处理答复", "劳动和社会保障",
     "您好！您反映的工资问题已收到。依据《保障农民工工资支付条例》，我们已……。"),
    ("explain", "政策解释答复", "",
     "您好！您反映的事项，依据……的规定，……。感谢您的理解与支持。"),
)  # fmt: skip
