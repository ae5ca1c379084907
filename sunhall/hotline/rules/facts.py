"""What the verdicts on a request look at."""

from dataclasses import dataclass

from sunhall.matters.rules import MatterFacts


@dataclass(frozen=True)
class RequestFacts(MatterFacts):
    """The facts of a request, beyond those every matter has.

    Dialogues and revisits are those since it was answered; `answer_voided` until it is again.
    `designated`: the objection of the post whose turn it is was rejected; `bound`: a meeting of
    departments made it the lead. `instructed_by`: the leader whose instruction is not done.
    `contested` while the person's last word after a dialogue is: not satisfied, not understanding.
    """

    class_code: str = ""
    intake_post: str = ""
    needs_three_steps: bool = False
    dialogues_held: int = 0
    dialogue_open: bool = False
    dialogue_planned: bool = False
    contested: bool = False
    joint_decided: bool = False
    revisits: int = 0
    answered_by: str = ""
    refused_by: str = ""
    answer_voided: bool = False
    objection_open: bool = False
    designated: bool = False
    bound: bool = False
    instructed_by: str = ""
    instruction_reported: bool = False
