"""Duty rosters: which there are (S11)."""

DUTIES = {
    "leader": "带班领导",
    "watch": "值班人员",
    "assist": "全程协办",
    "saturday": "周六值班",
}
