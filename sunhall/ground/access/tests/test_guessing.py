"""Guessing a short secret: slow for whoever guesses, never closed to whoever knows it."""

import pytest

from sunhall.ground.access import guessing, throttle
from sunhall.ground.access.jobs import forget_lapsed_throttles
from sunhall.ground.access.models import Throttle

pytestmark = pytest.mark.django_db
NAME = "track:R261122-4839207"


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to("2026-11-02T04:00:00Z", tick=False)


def test_one_sender_has_five_tries_at_a_name_and_then_waits():
    waits = [guessing.missed(NAME, "198.51.100.1") for _ in range(5)]
    assert waits == [0, 0, 0, 0, 15]
    assert guessing.wait(NAME, "198.51.100.2") == 0
    assert guessing.wait("track:R261122-0000001", "198.51.100.1") == 0


def test_one_sender_has_twenty_tries_at_all_names():
    for at in range(20):
        guessing.missed(f"track:{at}", "198.51.100.1")
    assert guessing.wait("track:another", "198.51.100.1") == 15
    assert guessing.wait("track:another", "198.51.100.2") == 0


def test_a_besieged_name_grants_each_sender_one_try_an_hour(time_machine):
    for host in range(30):
        guessing.missed(NAME, f"198.51.100.{host}")
    assert guessing.wait(NAME, "203.0.113.5") == 0
    assert guessing.missed(NAME, "203.0.113.5") == 60
    time_machine.move_to("2026-11-02T04:59:00Z", tick=False)
    assert guessing.wait(NAME, "203.0.113.5") == 1
    time_machine.move_to("2026-11-02T05:01:00Z", tick=False)
    assert guessing.wait(NAME, "203.0.113.5") == 0


def test_a_siege_is_over_after_a_day(time_machine):
    for host in range(30):
        guessing.missed(NAME, f"198.51.100.{host}")
    time_machine.move_to("2026-11-03T04:01:00Z", tick=False)
    assert guessing.missed(NAME, "203.0.113.5") == 0


def test_an_own_network_of_ipv6_is_one_sender():
    for at in range(5):
        guessing.missed(NAME, f"2001:db8:1:{at:x}::{at:x}")
    assert guessing.wait(NAME, "2001:db8:1:ffff::1") == 15
    assert guessing.wait(NAME, "2001:db8:2::1") == 0


def test_an_ipv4_address_is_the_same_sender_in_either_spelling():
    for _ in range(5):
        guessing.missed(NAME, "::ffff:198.51.100.1")
    assert guessing.wait(NAME, "198.51.100.1") == 15


def test_a_right_try_forgets_the_slips_before_it():
    for _ in range(4):
        guessing.missed(NAME, "198.51.100.1")
    guessing.proved(NAME, "198.51.100.1")
    assert guessing.missed(NAME, "198.51.100.1") == 0


def test_counters_are_kept_no_longer_than_they_count(time_machine):
    guessing.missed(NAME, "198.51.100.1")
    throttle.count_failure("other", 5, 60 * 48)
    time_machine.move_to("2026-11-03T05:00:00Z", tick=False)
    forget_lapsed_throttles()
    assert list(Throttle.objects.values_list("key", flat=True)) == ["other"]
