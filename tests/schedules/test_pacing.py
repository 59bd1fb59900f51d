from schedules.pacing import Pace


def test_a_lane_bursts_then_rests_until_it_has_credit_again() -> None:
    pace = Pace(burst=2, per_second=4)
    pace.took(1, "C1", 0)
    assert pace.resting_lanes(0) == frozenset()
    pace.took(1, "C2", 0)
    assert pace.resting_lanes(0) == {1}
    assert pace.resting_lanes(0.2) == {1}
    assert pace.resting_lanes(0.25) == frozenset()


def test_a_flooded_city_closes_only_its_own_lane() -> None:
    pace = Pace()
    pace.took(1, "C1", 0)
    pace.took(2, "C9", 0)
    pace.closed(1, 0, 30)
    assert pace.resting_lanes(29) == {1}
    assert pace.resting_lanes(30) == frozenset()


def test_a_channel_rests_a_second() -> None:
    pace = Pace()
    pace.took(1, "C1", 10)
    assert pace.resting_channels(10.9) == {"C1"}
    assert pace.resting_channels(11) == frozenset()


def test_it_says_when_to_look_again() -> None:
    pace = Pace(burst=1, per_second=2)
    assert pace.next_opening(0) is None
    pace.took(1, "C1", 0)
    assert pace.next_opening(0) == 0.5
    assert pace.next_opening(0.75) == 0.25
    assert pace.next_opening(5) is None


def test_a_lane_never_saves_more_than_its_burst() -> None:
    pace = Pace(burst=2, per_second=1)
    pace.took(1, "C1", 0)
    for channel in ("C2", "C3"):
        pace.took(1, channel, 1_000)
    assert pace.resting_lanes(1_000) == {1}
