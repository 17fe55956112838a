"""The partner institutions: who hosts an activity, or where a learner belongs.

First data of the first centre, until they can be edited in the administration.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kiosk.thai import search_form


class Partner(NamedTuple):
    """An institution; `code` is what records carry."""

    code: str
    name: str
    name_en: str


PARTNERS = (
    Partner("nrru", "มหาวิทยาลัยราชภัฏนครราชสีมา", "Nakhon Ratchasima Rajabhat University"),
    Partner("nrvc", "วิทยาลัยอาชีวศึกษานครราชสีมา", "Nakhon Ratchasima Vocational College"),
    Partner("anuban-korat", "โรงเรียนอนุบาลนครราชสีมา", "Anuban Nakhon Ratchasima School"),
    Partner("vu", "มหาวิทยาลัยวงษ์ชวลิตกุล", "Vongchavalitkul University"),
    Partner("municipality", "เทศบาลนครนครราชสีมา", "Nakhon Ratchasima Municipality"),
)
"""The founding partners of the centre, in the order of PRODUCT."""


def partner_named(text: str, partners: Sequence[Partner] = PARTNERS) -> Partner | None:
    """The partner with this code or name, in either language; None when there is none."""
    wanted = search_form(text)
    for partner in partners:
        if wanted in map(search_form, partner):
            return partner
    return None
