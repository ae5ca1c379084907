"""Reading people: masked by default; the plain value only through the action `reveal`."""

from sunhall.ground.access.actor import VISITOR, Actor
from sunhall.people.models import Person


def actor_for_resident(resident_id: str) -> Actor:
    """Build the actor of a resident who signed in by phone code; merged doubles lead on."""
    person = Person.objects.filter(public_id=resident_id, erased_at__isnull=True).first()
    while person is not None and person.merged_into_id:
        person = Person.objects.get(pk=person.merged_into_id)
    if person is None:
        return VISITOR
    return Actor(code=f"resident:{person.public_id}", name=person.name[:1] + "*")
