"""Guessing 试错: how often somebody may try a short secret that goes with a name.

A stranger's wrong tries never shut out the rightful holder, who comes from elsewhere with the
right secret; so a name itself is never blocked. Counted is

- one sender at one name: five wrong tries in 15 minutes, then a wait of 15 minutes;
- one sender at all names: twenty, for a village may share an address;
- one name from all senders: from the thirtieth wrong try of a day on the name is besieged, and
  each sender has one wrong try an hour at it. The first right try still opens it from anywhere.

The arithmetic, for a query code 查询码 of eight digits. One sender has at most 30 tries on the
first day and 24 on each later one: 10^8 codes last 11,000 years. A thousand hired machines have
24,000 a day: a chance of one in a hundred at one request after 42 days of siege, each wrong try on
record. At all names together one sender has 20 tries in 15 minutes, 1,920 a day, each with a
chance of 10^-8: one in a hundred after 1.4 years, and at a request nobody chose. Six digits would
have fallen to the thousand in ten hours.

A sender is an IPv4 address, or an IPv6 network: /64 is one customer, /48 is what a hired machine
may own. Call `missed` outside the transaction that is about to be refused.
"""

from sunhall.ground.access import throttle
from sunhall.ground.kit.network import network

WAIT = 15
PAIR = 5
SENDER = 20
DAY = 24 * 60
BESIEGED = 30
SIEGE_WAIT = 60


def wait(what: str, sender: str) -> int:
    """How many minutes this sender has to wait before the next try at this name; 0 if none."""
    return max(throttle.wait(_pair(what, sender)), throttle.wait(_from(sender)))


def missed(what: str, sender: str) -> int:
    """Count a wrong try; how many minutes to wait before the next one."""
    besieged = throttle.count_failure(f"guess-at:{what}", BESIEGED, DAY)
    most, minutes = (1, SIEGE_WAIT) if besieged else (PAIR, WAIT)
    throttle.count_failure(_pair(what, sender), most, minutes)
    throttle.count_failure(_from(sender), SENDER, WAIT)
    return wait(what, sender)


def proved(what: str, sender: str) -> None:
    """Forget this sender's slips at this name; a siege by others goes on being counted."""
    throttle.forget(_pair(what, sender))


def _pair(what: str, sender: str) -> str:
    return f"guess:{what}:{network(sender, 48)}"


def _from(sender: str) -> str:
    return f"guess-from:{network(sender, 64)}"
