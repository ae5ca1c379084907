"""How many cases a sample 抽样 may have; how it is drawn stands in `ground/kit/sample` (B5)."""

from sunhall.ground.kit.sample import drawn, population

MOST = 200

__all__ = ["MOST", "drawn", "population"]
