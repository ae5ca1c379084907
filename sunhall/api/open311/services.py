"""Services: the classes of the county, and what each asks besides (H2)."""

from typing import Any

from sunhall.api.open311.doors import Wrong
from sunhall.hotline import queries, rules

# For those who cannot tell the class; people at the desk classify it.
UNCLASSIFIED = "unclassified"
UNCLASSIFIED_WORDS = "不确定（由工作人员分类）"

OPENNESS = {
    "closed": "不公开，只有办理这件事的人能看到",
    "open": "本人同意公开诉求和答复，隐去姓名、电话和门牌",
    "confidential": "请为本人保密，承办单位也看不到姓名和电话",
}
DANGER = "有人受伤、着火或正在发生危险时，请先拨打 110、119、120 或 122。"


def services() -> list[dict[str, Any]]:
    """Every class in use, and one for those who are not sure."""
    rows = [_service(row.code, row.name, row.path) for row in queries.classes()]
    return [*rows, _service(UNCLASSIFIED, UNCLASSIFIED_WORDS, UNCLASSIFIED_WORDS)]


def names() -> dict[str, str]:
    """Code and name of every service."""
    return {row.code: row.name for row in queries.classes()} | {UNCLASSIFIED: UNCLASSIFIED_WORDS}


def definition(code: str) -> dict[str, Any]:
    """What a service asks besides the fields every request has."""
    require_known([code])
    return {"service_code": code, "attributes": [_notice(), _demand(), _openness()]}


def require_known(codes: list[str]) -> None:
    """Refuse codes that are not in the list of services."""
    known = names() if codes else {}
    strange = [code for code in codes if code not in known]
    if strange:
        told = [f"没有代码为 {code[:60]} 的服务，请从 services 中选择" for code in strange]
        raise Wrong(404, *(("service_code", reason) for reason in told))


def class_of(code: str) -> str:
    """The class a service stands for."""
    return "" if code == UNCLASSIFIED else code


def service_of(class_code: str) -> str:
    """The service a class is offered as."""
    return class_code or UNCLASSIFIED


def _service(code: str, name: str, path: str) -> dict[str, Any]:
    steps = path.split("/")
    return {
        "service_code": code,
        "service_name": name,
        "description": " / ".join(steps),
        "metadata": True,
        "type": "realtime",
        "keywords": ",".join(steps),
        "group": steps[0],
    }


def _notice() -> dict[str, Any]:
    return _attribute("notice", 1, DANGER, datatype="text", variable=False)


def _demand() -> dict[str, Any]:
    return _attribute("demand", 2, "诉求类型；不填按求助登记", values=rules.DEMANDS)


def _openness() -> dict[str, Any]:
    return _attribute("openness", 3, "公开还是保密；不填为不公开", values=OPENNESS)


def _attribute(
    code: str,
    order: int,
    description: str,
    *,
    datatype: str = "singlevaluelist",
    variable: bool = True,
    values: dict[str, str] | None = None,
) -> dict[str, Any]:
    return {
        "variable": variable,
        "code": code,
        "datatype": datatype,
        "required": False,
        "datatype_description": "选择一项" if variable else None,
        "order": order,
        "description": description,
        "values": [{"key": key, "name": name} for key, name in (values or {}).items()],
    }
