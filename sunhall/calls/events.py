"""What happens at the phone desk. A caller's number is told to nobody who reads a stream."""

from sunhall.ground.journal.events import Event, event


@event("来电", stream="call:{call}", private=("number",))
class CallArrived(Event):
    call: str
    exchange: str
    line: str
    called: str
    number: str


@event("来电人改为语音查询", stream="call:{call}")
class CallLeftQueue(Event):
    call: str


@event("来电人要求人工，进入排队", stream="call:{call}")
class CallQueued(Event):
    call: str


@event("语音查询 {matter}，读出进度", stream="call:{call}")
class EnquiryAnswered(Event):
    call: str
    matter: str


@event("语音查询的编号与查询码不符", stream="call:{call}")
class EnquiryMissed(Event):
    call: str


@event("{seat} 坐席振铃", stream="call:{call}")
class CallOffered(Event):
    call: str
    seat: str
    staff: str


@event("{seat} 坐席没有接起，回到队首", stream="call:{call}")
class CallReturned(Event):
    call: str
    seat: str
    cause: str


@event("{staff} 在 {seat} 坐席接听，等待 {waited} 秒", stream="call:{call}")
class CallAnswered(Event):
    call: str
    seat: str
    staff: str
    waited: int


@event("保持通话", stream="call:{call}")
class CallHeld(Event):
    call: str


@event("恢复通话", stream="call:{call}")
class CallResumed(Event):
    call: str


@event("呼叫第三方（{purpose_words}）：{who}", stream="call:{call}", private=("number",))
class ThirdInvited(Event):
    call: str
    leg: str
    who: str
    purpose_words: str
    number: str


@event("第三方已接入：{who}", stream="call:{call}")
class ThirdJoined(Event):
    call: str
    leg: str
    who: str


@event("第三方已离开：{who}", stream="call:{call}")
class ThirdLeft(Event):
    call: str
    leg: str
    who: str
    cause: str


@event("转接给 {who}", stream="call:{call}")
class CallTransferred(Event):
    call: str
    leg: str
    who: str
    staff: str


@event("通话结束：{outcome_words}", stream="call:{call}")
class CallEnded(Event):
    call: str
    outcome: str
    outcome_words: str
    cause: str


@event("来电人要求回电", stream="call:{call}")
class CallBackWished(Event):
    call: str


@event("{staff} 回拨漏接来电", stream="call:{call}")
class CallBackStarted(Event):
    call: str
    staff: str
    by_call: str


@event("回拨结果：{outcome_words}。{words}", stream="call:{call}", private=("words",))
class CallBackNoted(Event):
    call: str
    outcome: str
    outcome_words: str
    words: str


@event("录音已保存", stream="call:{call}")
class RecordingKept(Event):
    call: str
    recording: str
    seconds: int


@event("收听录音", stream="call:{call}")
class RecordingHeard(Event):
    call: str
    recording: str


@event("查看来电号码：{reason}", stream="call:{call}", private=("reason",))
class NumberRevealed(Event):
    call: str
    reason: str


@event("设置坐席 {seat}", stream="seat:{seat}")
class SeatSet(Event):
    seat: str
    line: str
    is_open: bool


@event("{staff} 签入坐席", stream="seat:{seat}")
class SeatTaken(Event):
    seat: str
    staff: str


@event("{staff} 签出坐席", stream="seat:{seat}")
class SeatLeft(Event):
    seat: str
    staff: str


@event("坐席{state_words}{reason_words}", stream="seat:{seat}")
class SeatStateSet(Event):
    seat: str
    state: str
    state_words: str
    reason_words: str


@event("设置班次「{name}」", stream="shift:{shift}")
class ShiftSet(Event):
    shift: str
    name: str
    begins: int
    ends: int
    least: int
    from_on: str
    source: str
