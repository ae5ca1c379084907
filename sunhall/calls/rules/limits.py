"""How long a telephone rings, and how the desk gives a line up."""

from datetime import timedelta

# A seat's phone rings so long, then the next seat's; the limit of the standard is 15 s for the
# first answer, so whoever does not pick up must not keep the caller longer.
RING_SECONDS = 15
# A third party may need longer: somebody walks to the phone.
THIRD_SECONDS = 45
# A call younger than this is not held lost when the exchange does not name it: news cross.
YOUNG = timedelta(minutes=1)
