"""Why something that was asked for cannot be done."""

from __future__ import annotations

from enum import StrEnum


class No(StrEnum):
    """Why not. Several share one where a clerk is told the same: the desk says `desk.not.<code>`.

    Each has its sentence beside where it is raised.
    """

    BY_WHOM = "by_whom"
    NO_REASON = "no_reason"
    NOT_ADMIN = "not_admin"
    NAMES_LEARNER = "names_learner"

    NO_ENTRY = "no_entry"
    NOTHING_CHOSEN = "nothing_chosen"
    NOT_TODAY = "not_today"
    UNDONE = "undone"
    LEFT_ALREADY = "left_already"
    ALREADY_THERE = "already_there"
    NO_ACTIVITY = "no_activity"
    NOT_A_COUNT = "not_a_count"
    NO_PEOPLE = "no_people"
    OTHER_WAS_FASTER = "other_was_faster"
    SAME = "same"
    ANSWERED = "answered"

    TIME_MISSING = "time_missing"
    OTHER_TIME = "other_time"
    YET_TO_COME = "yet_to_come"
    TOO_LONG_AGO = "too_long_ago"
    SHEET_AGAIN = "sheet_again"
    EMPTY_SHEET = "empty_sheet"

    NO_LEARNER = "no_learner"
    ELSEWHERE = "elsewhere"
    NO_NUMBER = "no_number"
    NO_CARD = "no_card"
    NO_MEMBERS = "no_members"
    SUSPENDED = "suspended"
    GUARDIAN = "guardian"
    ONE_LEARNER = "one_learner"
    MERGED = "merged"
    NOT_MERGED = "not_merged"
    DAY_OVER = "day_over"
    NO_END = "no_end"

    NAME_MISSING = "name_missing"
    NAME_LONG = "name_long"
    NUMBER_MISSING = "number_missing"
    NUMBER_LONG = "number_long"
    NUMBER_TAKEN = "number_taken"
    CITIZEN_NUMBER = "citizen_number"
    BIRTH_YEAR = "birth_year"

    NO_OCCURRENCE = "no_occurrence"
    OVER = "over"
    TITLE_MISSING = "title_missing"
    TITLE_LONG = "title_long"
    END_MISSING = "end_missing"
    ENDS_BEFORE = "ends_before"
    YEAR_FAR = "year_far"
    CAPACITY = "capacity"
    OPENS_BEFORE = "opens_before"
    UNTIL_BEFORE = "until_before"
    WHOLE_DAY = "whole_day"
    HAS_VISITS = "has_visits"
    OTHER_DAY = "other_day"
    NOT_TOGETHER = "not_together"

    STAFF_TAKEN = "staff_taken"
    STAFF_UNKNOWN = "staff_unknown"
    STAFF_THERE = "staff_there"
    PIN_DIGITS = "pin_digits"
    PIN_EASY = "pin_easy"


class NotPossible(Exception):
    """Something was asked for that cannot be done: `why` for screens, the message in English."""

    def __init__(self, why: No, message: str) -> None:
        super().__init__(message)
        self.why = why
