"""How fast hot issues are found, and whether order matters: `python -m tools.bench.hot`.

Takes the citizens' messages beside the project, groups them as given and shuffled, and prints the
five hottest issues of the whole period with the place and the words they share.
"""

import random
import sys
import time
from pathlib import Path

from sunhall.hotline.rules.hot import heat
from sunhall.hotline.rules.hot.group import Issue, group
from sunhall.hotline.rules.hot.material import read_messages

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared/data/teddy2020c/附件3.csv.gz"
COLUMNS = {
    "key": "留言编号",
    "subject": "留言主题",
    "text": "留言详情",
    "time": "留言时间",
    "person": "留言用户",
    "likes": "点赞数",
    "dislikes": "反对数",
}
GOAL = 30


def measure(path: Path) -> tuple[list[str], bool]:
    """Lines to print, and whether the goals were reached."""
    messages = read_messages(path, COLUMNS).messages
    began = time.perf_counter()
    found = group(messages, least=3)
    seconds = time.perf_counter() - began
    random.Random(3).shuffle(messages)
    same = group(messages, least=3) == found
    found.sort(key=lambda one: -heat(one.messages, one.messages[-1].day))
    lines = [
        f"hot: {len(messages)} messages, {len(found)} issues of 3 messages and more",
        f"  grouping                {seconds:.1f} s   (below {GOAL})",
        f"  shuffled                {'the same issues' if same else 'OTHER ISSUES'}",
        *(f"  {_line(one)}" for one in found[:5]),
    ]
    return lines, same and seconds < GOAL


def _line(issue: Issue) -> str:
    last = issue.messages[-1].day
    return (
        f"heat {heat(issue.messages, last):.1f}, {len(issue.messages)} messages, "
        f"{issue.messages[0].day} to {last}: {issue.place} | {' '.join(issue.words)}"
    )


def main(arguments: list[str]) -> int:
    """Print the figures, or why there are none; 1 when a goal was missed."""
    path = Path(arguments[0]) if arguments else REAL
    if not path.exists():
        print(f"hot: skipped, {path.name} is not there")
        return 0
    lines, reached = measure(path)
    print("\n".join(lines))
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
