"""The security pass: items of OWASP ASVS 5.0 and the Desktop App Top 10 that a local kiosk has.

`python -m tests.faults.security` writes it into the README.
"""

# ruff: noqa: E501 - a row is one line

from __future__ import annotations

from typing import NamedTuple

from tests.faults.proofs import proven_by, table, write_readme

HEADING = ("item", "asks", "how it is met", "proven by (`tests/`)")


class Item(NamedTuple):
    """An item by its number, what it asks, how we meet it, and the tests that prove it."""

    item: str
    asks: str
    met: str
    tests: tuple[str, ...]


ITEMS = (
    Item("1.2.4, DA1", "no SQL injection", "statements are constants, values are bound; search has no wildcards", ("faults/test_hostile::test_no_string_names_anybody_or_breaks_anything", "storage/test_plans::test_the_statements_were_found", "storage/test_journal::test_the_list_is_newest_first_in_pages_and_filters_literally")),
    Item("1.2.5, DA1", "no command injection", "no screen starts a program; two places in `kiosk/` do, with fixed words", ("faults/test_security::test_no_screen_opens_a_program_a_dialog_or_an_address", "faults/test_security::test_only_known_places_start_programs_or_open_connections")),
    Item("1.2.10", "no formulas in files", "text cells only, a quote before what begins like one", ("core/test_export_log::test_no_cell_becomes_a_formula", "core/test_export_workbook::test_cells_have_types_and_nothing_can_be_a_formula")),
    Item("1.3, DA1", "no markup from outside", "`PlainText` everywhere", ("test_qmllint::test_habits",)),
    Item("1.5", "safe reading of files", "no pickle, no YAML; size, rows and unpacked size are bounded", ("faults/test_security::test_nothing_is_run_that_was_read", "core/test_workbook::test_a_bomb_is_refused_before_it_is_unpacked")),
    Item("2.2.1, 2.2.2", "input is checked in the core", "what is no card and no number is unreadable, whichever way it came", ("core/test_identify::test_any_bytes_give_an_answer", "core/test_identify::test_garbage_is_unreadable")),
    Item("2.3.3", "all or nothing", "one transaction an act", ("storage/test_journal::test_nothing_is_kept_when_the_block_fails", "storage/test_joining::test_trouble_in_the_middle_keeps_nothing")),
    Item("2.4.1, 6.3.1", "no guessing by machine", "the pad rests after five; PINs wait longer each time; nobody can lock all out", ("storage/test_front_desk::test_five_wrong_numbers_rest_the_pad_for_a_minute_but_not_the_scanner", "storage/test_staff::test_who_is_locked_locks_nobody_else", "storage/test_staff::test_a_script_of_a_thousand_pins_is_locked_out_and_the_right_one_with_it")),
    Item("6.2.1", "passwords of eight or more", "**not met**: six digits, easy ones refused, at a machine staff stand before; the wait keeps a script to about a hundred tries a day", ("core/test_pins::test_what_anybody_tries_first_is_easy", "core/test_pins::test_waiting_grows_to_a_quarter_of_an_hour")),
    Item("6.3.2", "no accounts from the factory", "the first administrator is made at the first use", ("storage/test_staff::test_the_first_administrator_is_the_first_of_all", "screens/test_staff_way::test_only_a_demonstration_tells_its_pin")),
    Item("7.3.1, 7.3.2, DA2", "sessions end", "three minutes untouched, ten in all at the kiosk", ("screens/test_staff_way::test_three_minutes_untouched_end_it", "screens/test_staff_way::test_ten_minutes_end_it_however_often_it_is_touched", "screens/desk/test_desk_signing_in::test_whoever_went_away_is_out")),
    Item("8.2, DA5", "roles", "each act asks for a role before it is done", ("storage/test_staff::test_a_role_below_what_is_needed_is_not_enough", "screens/desk/test_desk_files::test_nobody_but_an_administrator_writes_files")),
    Item("11.4.2", "slow hashes of PINs", "Argon2id with a pepper that is not in the database", ("core/test_pins::test_what_is_kept_fits_its_pin_and_needs_the_pepper", "core/test_pins::test_nobody_is_looked_for_as_long_as_somebody")),
    Item("11.5.1", "128 random bits", "cards and ids; the database holds only a hash of a card", ("core/test_identify::test_a_million_forgeries_would_need_luck", "core/test_identify::test_no_changed_character_passes_the_signature")),
    Item("11.3, DA4", "encryption at rest", "SQLCipher, a key of 256 bits outside the data folder", ("storage/test_journal::test_the_encrypted_file_shows_no_name_and_opens_with_its_key_alone", "storage/test_journal::test_every_flipped_bit_is_noticed")),
    Item("13.2, DA7", "nothing listens", "no program of ours has a listening socket", ("faults/test_security::test_a_station_listens_to_nobody", "test_escapes::test_no_way_leads_out", "test_scanner_under_x::test_at_the_desk_a_code_goes_into_no_field")),
    Item("13.3.1, DA3", "no secrets in code", "keys are made at the first start, in a file of their own", ("core/test_secrets::test_keys_are_made_once_for_the_owner_alone", "core/test_secrets::test_keys_are_not_shown_in_a_traceback", "faults/test_security::test_no_secret_stands_in_the_code")),
    Item("14.1, DA5", "rights of files", "0600, folders 0700, and what we write out, too", ("faults/test_security::test_every_file_we_write_is_its_owners_alone",)),
    Item("14.2.6, DA3", "as little as is needed", "a first name for six seconds; short names in lists; each look is kept", ("screens/test_checking_in::test_welcome_shows_the_first_name_alone", "storage/test_rights::test_a_look_at_a_name_is_kept_once_a_minute_for_each_who_looks")),
    Item("14.2.7", "kept no longer", "let go by the kiosk itself", ("storage/test_retaining::test_the_counts_stay_and_nothing_of_who_it_was",)),
    Item("14.3.1, DA3", "gone after a session", "nothing to undo or paste", ("screens/test_wedge::test_nothing_can_be_pasted_or_undone", "screens/test_keyboard::test_nothing_is_left_for_the_next_visitor")),
    Item("15.2, DA9", "known parts", "every package locked with hashes; licences and forbidden versions looked at by `./test.sh`", ("faults/test_audit::test_our_lock_files_are_in_order", "faults/test_audit::test_what_is_wrong_is_seen", "test_architecture::test_the_lock_files_agree_and_every_file_in_them_has_its_hash")),
    Item("16.2.5, 16.4.1, DA3", "no names and no lines of others in the log", "kinds and places only", ("faults/test_hostile::test_no_string_names_anybody_or_breaks_anything", "screens/test_background::test_a_bug_leaves_home_as_it_is_and_tells_nothing_personal")),
    Item("16.3, DA10", "who did what", "every act of staff is an entry with a name", ("storage/test_access::test_every_act_of_staff_is_listed_with_its_reason", "storage/test_staff::test_no_pin_is_written_anywhere")),
    Item("16.4.2", "a log nobody changes", "entries are numbered without a gap and only added to; **no chain of hashes**: who has key and file can rewrite both", ("storage/test_journal::test_entries_count_up_without_a_gap",)),
    Item("16.5", "errors end well", "Home or Out of order, never a traceback", ("screens/test_background::test_home_says_out_of_order_and_heals", "faults/test_disk::test_whatever_call_fails_no_tick_is_false_and_it_goes_on_by_itself")),
    Item("11.6.1, DA7", "updates are genuine", "Ed25519 over a manifest with the SHA-256 of every file, proven before anything is unpacked; keys are root's, a second one replaces the first; versions only go up unless asked", ("updating/test_container::test_every_changed_byte_and_every_missing_end_is_noticed", "updating/test_container::test_a_stranger_signs_in_vain", "updating/test_installing::test_a_changed_file_in_it_is_never_set_up", "updating/test_installing::test_versions_go_down_only_when_asked", "updating/test_update_command::test_the_second_key_takes_the_place_of_a_lost_one")),
    Item("5.2.3, 5.2.5, 5.3.2", "no bombs, links or ways out in them", "nothing in an update is packed or can be a link; names are checked even when signed; wheels have the hashes of the lock file; root follows no link of the kiosk's account", ("updating/test_container::test_even_a_signed_file_leads_nowhere_else", "updating/test_container::test_what_claims_to_be_huge_or_is_none_at_all_is_refused", "updating/test_packages::test_a_wheel_that_is_missing_or_another_one_is_not_set_up", "updating/test_installing::test_no_link_leads_out_of_the_house", "updating/test_trial::test_the_launcher_follows_no_link_out_of_the_house")),
    Item("DA6", "safe from the start", "encrypted, silent, without accounts; `walkin doctor` says what is not", ("storage/test_doctor_command::test_a_plain_database_is_minded",)),
    Item("DA8", "code that is looked at", "types, linters, import rules, no file over 300 lines", ("test_architecture::test_nobody_imports_upwards", "test_architecture::test_no_file_does_two_things")),
)  # fmt: skip

NAME = "security"


def made() -> str:
    """The table of the README."""
    return table(HEADING, [(i.item, i.asks, i.met, proven_by(i.tests)) for i in ITEMS])


if __name__ == "__main__":
    write_readme(NAME, made())
