"""What is kept of a failure (K6; PIPL 51)."""

from sunhall.ground.kit.failure import told


def test_the_values_a_database_repeats_are_not_kept() -> None:
    error = ValueError("duplicate key value\nDETAIL: Key (phone)=(13800000001) already exists.")
    assert told(error) == "ValueError: duplicate key value"


def test_an_error_without_words_is_told_by_its_kind() -> None:
    assert told(KeyboardInterrupt()) == "KeyboardInterrupt: "
