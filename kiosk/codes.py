"""Exit codes, and what to do about a database that cannot be used."""

from __future__ import annotations

USAGE, BAD_DATA, NOT_AVAILABLE, OUR_BUG, CANNOT_WRITE, TRY_AGAIN, SETTINGS = (
    64, 65, 69, 70, 73, 75, 78,
)  # fmt: skip
"""Exit codes of `walkin` (sysexits.h)."""

_OF_TROUBLE = {"full": CANNOT_WRITE, "readonly": CANNOT_WRITE, "locked": TRY_AGAIN}

# What is wrong, and what to do; by the reason of a StoreTrouble.
_ADVICE = {
    "full": ("The disk is full.", "Free some space and try again; nothing was lost."),
    "readonly": ("The data folder cannot be written.", "Check its rights and the disk."),
    "locked": ("Another program is busy with the database.", "Try again in a moment."),
    "key": (
        "The key file does not fit this database.",
        "Put back the key file that belongs to it, from the backup of the settings.",
    ),
    "damaged": (
        "The database file is damaged.",
        "Start the kiosk again: it takes the last backup. Else: walkin restore.",
    ),
    "missing": ("The database file cannot be opened.", "Check the data folder and its rights."),
    "newer": (
        "The database was written by a newer version of walkin.",
        "Install that version, or a newer one.",
    ),
    "outside": (
        "Not all of these days are kept here.",
        "Ask a computer that keeps all days; walkin doctor tells which are.",
    ),
    "start": ("It cannot open its files.", "Run walkin doctor: it says why."),
    "disk": ("The disk reports an error.", "Check the disk and its cable."),
}


def exit_of(reason: str) -> int:
    """The exit code for a database that cannot be used."""
    return _OF_TROUBLE.get(reason, NOT_AVAILABLE)


def advice(reason: str) -> tuple[str, str]:
    """What is wrong with the database, and what to do, a sentence each."""
    unknown = f"The database is not available ({reason}).", "Check the data folder and its disk."
    return _ADVICE.get(reason, unknown)
