"""The fault matrix: what is injected how, what must hold, and what proves it.

`python -m tests.faults.matrix` writes it into the README.
"""

# ruff: noqa: E501 - a row is one line

from __future__ import annotations

from typing import NamedTuple

from tests.faults.proofs import proven_by, table, write_readme

HEADING = ("fault", "injected by", "what must hold", "tried", "proven by (`tests/`)")


class Row(NamedTuple):
    """A fault, how it is injected, what must hold, the figure, and the tests that prove it."""

    fault: str
    how: str
    holds: str
    figure: str
    tests: tuple[str, ...]


DISK = "faults/test_disk::test_whatever_call_fails_no_tick_is_false_and_it_goes_on_by_itself"

STORAGE = (
    Row("kill -9 at any moment", "SIGKILL while it answers", "what was answered is kept, once", "50 in the suite, 1,000 by `bench kill`: 0 lost, 0 doubled", ("storage/test_kill::test_every_answered_check_in_survives_kill_9_once",)),
    Row("power cut", "every write, sync and name of a busy minute is recorded (`strace`); at a cut what was not synced is lost, reordered, torn at 512 or 4,096 bytes, names too; then the program starts", "as above; settings, backups and crash reports too; never a crash or a blank", "9,300 cuts by `bench powercut`, 90 in the suite: 0 lost, 0 doubled", ("faults/test_power::test_nothing_that_was_acknowledged_is_lost_wherever_the_power_goes", "faults/test_power::test_a_program_that_does_not_wait_for_the_disk_would_be_seen")),
    Row("power cut at a write of SQLite", "its statements on a disk of 512-byte sectors", "as above", "200 cuts: 0 lost", ("storage/test_power_cut::test_no_acknowledged_check_in_is_lost_in_a_power_cut", "storage/test_power_cut::test_the_test_would_see_a_store_that_does_not_wait_for_the_disk")),
    Row("a read, write, sync or opening fails: EIO, fsync", "SQLite's own file methods, one call after the other, once and for good", "no tick without its entry, nobody twice, the same program goes on", "each of 100 calls by `bench faults`, every fourth in the suite: 0 lost, 0 doubled", (DISK, "faults/test_disk::test_the_sweep_would_see_a_tick_before_the_disk_has_it")),
    Row("disk full: ENOSPC", "as above; no file may grow", "told, nothing lost, goes on with room", "each of 52 calls; once for real", (DISK, "storage/test_journal::test_a_full_disk_is_told_and_heals", "core/test_secrets::test_a_full_disk_leaves_the_keys_as_they_were", "storage/test_automatic_export::test_a_full_disk_leaves_no_half_file_and_the_rest_comes_later")),
    Row("mounted read-only: EROFS", "as above; a folder without rights", "Out of order, heals by itself", "each of 54 calls", (DISK, "test_journey::test_the_kiosk_heals_when_the_database_can_be_written_again")),
    Row("no file left to open: EMFILE", "as above", "told, goes on", "each of 10 calls", (DISK,)),
    Row("the same for our other files", "every opening, sync, naming and removal, with EIO, ENOSPC, EROFS, EMFILE", "settings, keys, crash reports, exports, backups, a restore: the old file or the new one", "some 150 calls", ("faults/test_files::test_whatever_fails_the_old_file_is_there_or_the_new_one", "faults/test_files::test_a_file_written_in_place_would_be_seen")),
    Row("an end nobody knows", "the commit is done, the answer is an error", "who scans again is in once", "with a mutant", ("faults/test_disk::test_who_scans_again_after_an_unknown_end_is_in_once",)),
    Row("locked database", "another process writes and stops", "no tick, then all of it", "", ("faults/test_disk::test_a_locked_database_gives_no_tick_and_goes_on_when_it_is_free", "storage/test_journal::test_a_waiting_writer_gets_its_turn", "screens/desk/test_desk_list::test_a_database_locked_for_a_while_loses_nothing")),
    Row("slow disk", "answers that are held back", "the screen answers; nobody gets another's answer", "", ("screens/test_slow_desk::test_both_are_checked_in_once", "screens/test_jobs::test_the_desk_lives_on_one_thread_and_answers_on_ours", "screens/test_late_answers::test_a_late_undo_leaves_the_next_alone")),
    Row("a disk or driver that never answers", "a job that does not end", "no sign of life after 60 s: started again", "", ("screens/test_jobs::test_a_database_that_never_answers_stops_the_heart",)),
    Row("the program crashes, turns for ever or stands still", "SIGSEGV, SIGKILL, SIGSTOP, an endless loop, an error in a slot", "Home within five seconds, every tick kept; after five crashes visitors are asked to use the desk", "also in a booted Debian: 1 to 3.5 s", ("test_supervised::test_home_is_back_whatever_ends_the_kiosk",)),
    Row("what shows it is stuck or gone", "a Wayland compositor that does not answer", "the service starts it again", "by hand in a booted Debian: cage, xinit, Xorg killed 2 to 3 s, stuck 25 to 34 s", ("core/test_compositor::test_what_is_silent_is_stuck_until_it_answers", "core/test_supervision::test_nobody_is_told_of_a_life_that_nobody_sees")),
    Row("bits that flip, a file damaged", "one bit", "noticed, told with what to do", "each of 40 places", ("storage/test_journal::test_every_flipped_bit_is_noticed", "storage/test_doctor_command::test_damage_is_found")),
    Row("file taken away or replaced", "unlinked, another in its place", "nothing is acknowledged into it", "", ("storage/test_journal::test_nothing_is_acknowledged_into_a_file_that_was_taken_away", "storage/test_rescue::test_whoever_is_at_work_goes_on_without_a_restart")),
    Row("whatever it is", "each reason that the program can give", "told at the desk and on the kiosk in Thai and English, with what to do", "every reason", ("faults/test_words::test_each_trouble_has_words_and_what_to_do", "faults/test_words::test_each_says_more_than_what_is_wrong")),
    Row("upgrade broken off", "each call to the disk fails; a step that fails, a copy that is bad", "old tables or new ones, all entries; the copy proven first", "every 19th call", ("faults/test_disk::test_an_upgrade_that_breaks_off_at_any_call_leaves_old_tables_or_new_ones", "storage/test_migrations::test_a_failed_upgrade_leaves_the_old_file", "storage/test_migrations::test_nothing_is_changed_when_the_copy_cannot_be_proven")),
    Row("power cut while updating, and while going back", "an end before every change of a name or a file", "the old version or the new one, whole; the same command again goes on", "28 and 11 ends", ("updating/test_installing::test_a_power_cut_at_every_step_leaves_the_old_one_or_the_new", "updating/test_installing::test_a_power_cut_while_going_back_leaves_one_that_works", "storage/test_upgrading::test_a_kill_in_the_middle_of_coming_back_is_made_good_by_the_next_start")),
    Row("an update that does not work", "a new version that ends, is silent, out of order or does not start", "the version before is back by itself, with every entry of both", "", ("updating/test_trial::test_one_that_ends_on_trial_is_taken_back_at_once", "updating/test_trial::test_one_that_is_late_is_taken_back", "updating/test_trial::test_the_launcher_goes_back_from_what_never_proves_itself", "storage/test_upgrading::test_back_from_a_newer_version_no_entry_is_lost")),
    Row("an update that is no good", "cut off, changed, of a stranger, for another computer, on a full disk", "told with what to do; nothing is changed", "every third byte", ("updating/test_container::test_every_changed_byte_and_every_missing_end_is_noticed", "updating/test_update_command::test_every_file_that_is_no_good_is_told_with_what_to_do", "updating/test_installing::test_a_disk_that_fails_midway_is_told")),
    Row("two programs at once", "two stations, two desks", "one sequence, each act once", "400 answers", ("test_commands::test_two_stations_at_once_lose_and_double_nothing", "storage/test_mending::test_two_desks_at_once_are_one_act_and_a_clear_answer")),
)  # fmt: skip

CLOCK = (
    Row("clock jumps", "± 1 s, 1 min, 2 min, 1 h, 1 d, 1 month, 10 years", "nobody refused, order kept, from two minutes on the desk is told once", "14 jumps", ("faults/test_clock::test_a_jump_of_the_clock_is_told_once_and_refuses_nobody", "faults/test_time::test_a_clock_that_jumps_and_is_set_right_loses_no_day", "storage/test_journal::test_stamps_never_run_backwards_when_the_clock_does")),
    Row("clock jumps ahead by years, and all seems old", "2, 10 and 80 years", "nobody is forgotten and no backup goes for its age until people came on five days", "", ("storage/test_retaining::test_a_clock_that_jumps_ahead_forgets_nobody", "storage/test_backup::test_a_clock_that_jumps_ahead_costs_no_backup")),
    Row("clock forgot the time", "a start in 2000", "check-in works; told until it is right", "", ("faults/test_clock::test_a_clock_that_forgot_the_time_is_told_until_it_is_right", "core/test_doctor::test_a_clock_that_cannot_be_true_is_told", "storage/test_doctor_command::test_an_entry_of_the_future_means_the_clock_is_wrong")),
    Row("midnight, 04:00, month, year, fiscal year, February", "a second before and after", "entries, Home, files and reports are of the right day", "7 turns, 1,000 days", ("faults/test_time::test_the_day_turns_at_four_for_entries_home_and_files", "faults/test_time::test_waiting_numbers_begin_anew_and_nobody_of_yesterday_is_inside", "faults/test_time::test_no_moment_of_a_thousand_days_is_on_a_wrong_one", "screens/test_home::test_the_small_hours_belong_to_the_day_before", "screens/desk/test_desk_list::test_at_four_the_new_day_begins")),
    Row("machine off for days", "1 to 400 days", "each day is closed at its own end, its file is written", "", ("faults/test_time::test_days_the_machine_was_off_are_closed_at_their_own_end", "storage/test_automatic_export::test_days_the_machine_was_off_are_caught_up_on_once")),
    Row("years of the other era", "2569, ๒๕๖๙, 29 February", "read as Gregorian, shown in both", "", ("core/test_days::test_a_leap_day_is_judged_by_the_gregorian_year", "core/test_thai::test_dates_are_written_in_both_eras")),
)  # fmt: skip

HUB = "faults/test_hub_faults::test_visitors_notice_nothing_and_all_arrives_once"

NETWORK = (
    Row("the hub is cut off in a batch, the answer is lost", "a proxy before a real PostgreSQL: reset, end, swallowed, refused", "visitors notice nothing; told; every entry arrives once", "40 exchanges by chance, and each way", (HUB, "storage/test_exchange_with_postgres::test_broken_connections_and_a_killed_server_lose_and_double_nothing", "storage/test_hub::test_the_answer_is_lost_after_the_rows_are_kept")),
    Row("the hub's server is restarted", "killed and started", "as above; what it acknowledged it still has", "", (HUB, "storage/test_hub::test_a_server_that_is_killed_takes_nothing_it_acknowledged_with_it")),
    Row("answers come 30 s late, or never", "a proxy that holds them back, or swallows all", "as above; given up in time", "", (HUB, "storage/test_hub::test_a_network_that_swallows_everything_is_given_up")),
    Row("certificate expired, another's, none", "TLS before the server", "nothing is said to it; told what it is", "", ("faults/test_hub_faults::test_a_certificate_that_runs_out_at_work", "storage/test_hub::test_nobody_is_trusted_who_cannot_show_the_right_certificate")),
    Row("password changed, account taken away", "at the server, in the middle", "told; goes on with the new one", "", (HUB, "storage/test_hub::test_each_way_of_not_coming_in_has_its_reason")),
    Row("disk of the hub full", "the server says 53100 at each append", "told; all arrives once there is room", "", (HUB,)),
    Row("computers that fail in every way", "lost calls, wrong clocks, restored and copied disks, by chance", "all end equal; nothing lost or doubled", "", ("storage/test_exchange::test_all_end_equal_and_nothing_is_lost_or_doubled", "storage/test_exchange_with_postgres::test_the_same_city_with_a_real_hub")),
    Row("hostile entries from another computer", "the hostile strings as entries and as what it says of itself", "kept aside or shown as text; nobody is blocked", "226, and 100,000 brackets", ("faults/test_hostile::test_no_string_names_anybody_or_breaks_anything", "faults/test_hostile::test_what_another_computer_says_of_itself_blocks_nobody", "storage/test_exchange_with_postgres::test_what_postgres_cannot_store_is_wrapped_and_blocks_nothing")),
)  # fmt: skip

INPUT = (
    Row("reader pulled out", "devices that go and come", "told on its page and at the desk, comes back by itself", "", ("screens/test_device_page::test_what_is_wrong_is_said_and_heals_before_the_eyes", "screens/test_device_page::test_the_desk_hears_after_half_a_minute_and_when_it_is_back", "screens/test_wedge::test_a_scanner_that_was_heard_and_is_unplugged_is_told")),
    Row("one card held there", "50 codes in a second", "one visit, 50 answers", "50", ("storage/test_front_desk::test_fifty_scans_in_a_second_are_fifty_answers_and_one_visit", "screens/test_always::test_fifty_codes_in_a_second")),
    Row("hostile strings", "made by hand and by chance: control characters, bidi, surrogates, SQL, formulas, markup, paths, 1 MB", "nobody named, nothing told, no error, exports inert", "10,000 at 14 entries by `bench hostile`, 226 in the suite: 0", ("faults/test_hostile::test_no_string_names_anybody_or_breaks_anything", "test_foreign_codes::test_through_a_scanner_that_types", "test_foreign_codes::test_through_a_serial_scanner")),
    Row("control characters as keys", "10,000 keys of a hostile device", "no shortcut, no focus moved", "10,000", ("test_scanner_under_x::test_a_hostile_stream_of_ten_thousand_keys_leaves_the_kiosk_as_it_was", "screens/test_wedge::test_control_characters_hit_no_shortcut")),
    Row("codes that do not end", "4,296 characters, 1 MB", "unreadable, not kept", "", ("screens/test_serial::test_a_megabyte_is_unreadable_and_not_kept", "screens/test_wedge::test_what_is_too_long_is_unreadable", "test_commands::test_a_station_survives_every_kind_of_garbage")),
    Row("Thai layout, Caps Lock, Thai digits", "every key of both layouts", "read as meant", "94 keys", ("test_scanner_under_x::test_a_scanner_checks_in_whatever_layout_the_keyboard_has", "core/test_identify::test_a_card_under_caps_lock_and_thai_is_read", "core/test_thai::test_thai_digits_are_digits")),
    Row("names that hide or tower", "marks, invisible and turning letters", "cleaned, 30 characters", "", ("core/test_newcomer::test_no_letter_carries_a_tower_of_marks", "core/test_newcomer::test_a_clean_name_is_short_seen_and_clean_already")),
    Row("markup in names and titles", "`<img src=…>` wherever text is shown", "shown as it is written", "every `Text`", ("test_qmllint::test_habits",)),
    Row("forged or old card", "each character changed", "not let in; staff hear of it", "a million by `bench forged`: 0", ("core/test_identify::test_no_changed_character_passes_the_signature", "storage/test_cards::test_staff_hear_of_forged_cards_and_of_who_is_suspended", "storage/test_cards::test_a_photographed_card_works_and_its_second_use_is_seen")),
    Row("guessing numbers", "wrong ones in a row", "the pad rests, scanning goes on", "5 a minute", ("storage/test_front_desk::test_five_wrong_numbers_rest_the_pad_for_a_minute_but_not_the_scanner", "screens/test_pad::test_the_pad_rests_while_scanning_goes_on", "storage/test_alarms::test_a_pad_that_rests_is_one_alert")),
    Row("ten fingers, palms, double taps", "real touches on the glass", "one act", "", ("screens/test_taps::test_a_resting_palm_neither_presses_nor_blocks", "screens/test_taps::test_two_fingers_press_one_button", "screens/test_always::test_the_second_half_of_a_double_tap_does_nothing")),
    Row("files from elsewhere", "bombs, half files, any bytes", "one clear sentence; good rows are taken", "", ("core/test_workbook::test_a_bomb_is_refused_before_it_is_unpacked", "core/test_import_learners::test_no_bytes_at_all_make_the_reader_fail", "core/test_programme_files::test_a_hostile_file_is_refused_at_once_and_says_why")),
)  # fmt: skip

PRIVACY = (
    Row("a link, a dialog, a program", "a search through all screens", "nothing opens anything", "all of `ui/`", ("faults/test_security::test_no_screen_opens_a_program_a_dialog_or_an_address",)),
    Row("what the last visitor typed", "undo, paste, back, a late answer", "gone", "", ("screens/test_wedge::test_nothing_can_be_pasted_or_undone", "screens/test_keyboard::test_nothing_is_left_for_the_next_visitor", "screens/test_pad::test_a_scan_clears_what_was_typed")),
    Row("a bug", "an exception in any answer", "Home; only its kind and place in the log", "", ("screens/test_background::test_a_bug_leaves_home_as_it_is_and_tells_nothing_personal",)),
    Row("guessing PINs", "a script", "waits that grow and outlive a restart", "1,000 tries", ("storage/test_staff::test_a_script_of_a_thousand_pins_is_locked_out_and_the_right_one_with_it", "storage/test_staff::test_the_wait_survives_a_restart")),
    Row("formulas in files", "names and titles that begin like one", "text", "", ("core/test_export_log::test_no_cell_becomes_a_formula", "core/test_export_workbook::test_cells_have_types_and_nothing_can_be_a_formula", "core/test_importing::test_a_name_is_no_formula_in_the_list_and_none_when_it_comes_back")),
    Row("names in the log", "scans, hostile strings, a whole run", "none", "", ("test_escapes::test_no_way_leads_out", "faults/test_hostile::test_no_string_names_anybody_or_breaks_anything")),
    Row("another account looks", "rights of all that commands wrote", "0600, folders 0700", "every file", ("faults/test_security::test_every_file_we_write_is_its_owners_alone",)),
    Row("forgetting", "a search through the bytes of the file", "no byte left, every count the same", "0 hits", ("storage/test_rights::test_the_bytes_are_gone_from_the_file", "storage/test_rights::test_nothing_that_tells_who_it_was_is_left_and_every_figure_is")),
    Row("forgotten people in old backups", "a search through the bytes of the backup; a kill before each step", "written anew without them, restorable, the rest as it was", "0 hits", ("storage/test_clearing::test_not_a_byte_of_them_is_left_and_of_all_others_everything", "storage/test_clearing::test_it_can_be_restored_and_what_came_later_follows_on", "storage/test_clearing::test_a_kill_in_the_middle_leaves_the_old_one_or_the_new_one")),
)  # fmt: skip

MATRIX = {
    "storage": STORAGE,
    "network": NETWORK,
    "clock": CLOCK,
    "input": INPUT,
    "privacy": PRIVACY,
}
NAME = "faults"


def made() -> str:
    """The table of the README."""
    rows = [
        (row.fault, row.how, row.holds, row.figure, proven_by(row.tests))
        for rows in MATRIX.values()
        for row in rows
    ]
    return table(HEADING, rows)


if __name__ == "__main__":
    write_readme(NAME, made())
