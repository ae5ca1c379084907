"""What happens to organisations, posts, staff and their powers."""

from sunhall.ground.journal.events import Event, event


@event("设立机构「{name}」", stream="organisation:{organisation}")
class OrganisationOpened(Event):
    organisation: str
    name: str
    entity: str


@event("撤销机构「{name}」", stream="organisation:{organisation}")
class OrganisationClosed(Event):
    organisation: str
    name: str


@event("设立岗位「{name}」", stream="post:{post}")
class PostOpened(Event):
    post: str
    name: str
    organisation: str


@event("撤销岗位「{name}」", stream="post:{post}")
class PostClosed(Event):
    post: str
    name: str


@event("{staff} 自 {from_on} 起任{rank}岗", stream="post:{post}")
class PostHeld(Event):
    post: str
    staff: str
    rank: str
    from_on: str
    to_on: str


@event("{staff} 的{rank}岗任职到 {to_on} 止", stream="post:{post}")
class PostLeft(Event):
    post: str
    staff: str
    rank: str
    to_on: str


@event("脱岗：A、B 岗均无人在岗", stream="post:{post}")
class PostFoundEmpty(Event):
    post: str


@event("恢复在岗：{staff}", stream="post:{post}")
class PostFilled(Event):
    post: str
    staff: str


@event("录用工作人员 {name}", stream="staff:{staff}")
class StaffHired(Event):
    staff: str
    name: str
    organisation: str


@event("工作人员离任（{on}）：{reason}", stream="staff:{staff}", private=("reason",))
class StaffLeft(Event):
    staff: str
    on: str
    reason: str


@event("准假 {from_at} 至 {to_at}", stream="staff:{staff}", private=("reason",))
class LeaveGranted(Event):
    staff: str
    from_at: str
    to_at: str
    reason: str


@event("销假", stream="staff:{staff}")
class LeaveEnded(Event):
    staff: str
    from_at: str
    to_at: str


@event("授予角色 {role}（区划 {place}，机构 {organisation}）", stream="staff:{staff}")
class RoleGranted(Event):
    staff: str
    role: str
    place: str
    organisation: str
    from_on: str
    to_on: str


@event("收回角色 {role}：{reason}", stream="staff:{staff}", private=("reason",))
class RoleWithdrawn(Event):
    staff: str
    role: str
    place: str
    organisation: str
    reason: str


@event("排班 {day} {duty}：{staff}", stream="duty:{organisation}")
class DutyPlanned(Event):
    organisation: str
    duty: str
    day: str
    staff: str


@event("取消排班 {day} {duty}：{staff}", stream="duty:{organisation}")
class DutyCancelled(Event):
    organisation: str
    duty: str
    day: str
    staff: str


@event(
    "换班 {day} {duty}：{staff} 改为 {to}，{reason}",
    stream="duty:{organisation}",
    private=("reason",),
)
class DutySwapped(Event):
    organisation: str
    duty: str
    day: str
    staff: str
    to: str
    reason: str


@event("设置密码", stream="staff:{staff}")
class PasswordSet(Event):
    staff: str
    is_own: bool


@event("停用账号：{reason}", stream="staff:{staff}", private=("reason",))
class AccountDisabled(Event):
    staff: str
    reason: str


@event("启用账号：{reason}", stream="staff:{staff}", private=("reason",))
class AccountEnabled(Event):
    staff: str
    reason: str


@event("重置二次验证：{reason}", stream="staff:{staff}", private=("reason",))
class SecondFactorReset(Event):
    staff: str
    reason: str


@event("登录", stream="staff:{staff}")
class StaffSignedIn(Event):
    staff: str
    address: str


@event("结束一处登录（{device}）：{why}", stream="staff:{staff}")
class SignInEnded(Event):
    staff: str
    device: str
    why: str


@event("结束全部 {count} 处登录：{reason}", stream="staff:{staff}", private=("reason",))
class SignInsEnded(Event):
    staff: str
    count: int
    reason: str


@event("安全密钥「{name}」的计数没有增加，已拒绝登录：密钥可能被复制", stream="staff:{staff}")
class SecurityKeyDoubted(Event):
    staff: str
    name: str
    counter: int
    kept: int


@event("登录失败", stream="staff:{staff}")
class StaffSignInFailed(Event):
    staff: str
    address: str


@event("发放接口密钥「{name}」（{hint}…）", stream="staff:{staff}")
class ApiKeyIssued(Event):
    staff: str
    name: str
    hint: str


@event("接口密钥「{name}」（{hint}…）当天首次使用", stream="staff:{staff}")
class ApiKeyUsed(Event):
    staff: str
    name: str
    hint: str


@event("收回接口密钥「{name}」（{hint}…）", stream="staff:{staff}")
class ApiKeyWithdrawn(Event):
    staff: str
    name: str
    hint: str
