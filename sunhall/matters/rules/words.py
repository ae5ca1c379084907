"""Words of the spine: ways and results of a contact, and how matters hang together."""

CONTACT_WAYS = {
    "phone": "电话",
    "visit": "上门",
    "meeting": "约谈",
    "sms": "短信",
    "online": "网上",
}
CONTACT_RESULTS = {
    "reached": "已联系上",
    "no_answer": "无人接听",
    "wrong_number": "号码有误",
    "refused": "对方不愿沟通",
}
# The third step 三步工作法第三步: what was done with what the person asks (000#1 三).
THIRD_STEPS = {
    "done": "能办到的，已迅速办理",
    "explained": "办不到的，已详细解释",
    "worked": "不合理的，已耐心做工作",
}
LINKS = {
    "merged": "并单",
    "repeated": "重复诉求",
    "related": "相关",
    "alike": "疑似同一件",
    "follow": "约定事项",
}
