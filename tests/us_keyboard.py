"""The keys of a US keyboard, which is what every scanner believes it is."""

# evdev codes of the first key of each row, and what the row types without and with Shift
_ROWS = {
    2: ("1234567890-=", "!@#$%^&*()_+"),
    16: ("qwertyuiop[]", "QWERTYUIOP{}"),
    30: ("asdfghjkl;'`", 'ASDFGHJKL:"~'),
    43: ("\\zxcvbnm,./", "|ZXCVBNM<>?"),
}
PLACES = {
    c: (first + n, level == 1)
    for first, rows in _ROWS.items()
    for level, row in enumerate(rows)
    for n, c in enumerate(row)
} | {" ": (57, False)}
"""evdev code and whether Shift is held, by character."""
EVERYTHING = "".join(PLACES)
