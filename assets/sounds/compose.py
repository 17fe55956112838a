"""Makes the cues beside this file: `python -m assets.sounds.compose`.

A wooden bar struck with a soft mallet, tuned like a Thai ranat: seven equal steps an octave. The
call for staff is a small hand bell. The same files come out on every run.
"""

from __future__ import annotations

import array
import io
import math
import sys
import wave
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

RATE = 44_100
"""Samples a second."""
PEAK = 10 ** (-6 / 20)
"""No cue is louder than this share of full scale (-6 dBFS)."""

_STEPS = 7  # a ranat divides the octave into equal steps
_LOW = 392.0  # hertz of degree 0
_FADE_S = 0.06
_FULL = 32_767


class Partial(NamedTuple):
    """One tone of a struck body: times the pitch, loudness, seconds until 1/e of it is left."""

    ratio: float
    loud: float
    fades_s: float


class Strike(NamedTuple):
    """When a body is struck (seconds), on which degree of the scale, and how hard."""

    at_s: float
    degree: int
    hard: float = 1.0


class Cue(NamedTuple):
    """A body, its strikes, how long it lasts (seconds), and its peak as a share of full scale."""

    body: Sequence[Partial]
    strikes: Sequence[Strike]
    lasts_s: float
    peak: float
    mallet_s: float = 0.004


# A bar hollowed out underneath has its second tone near four times the first (marimba, ranat).
BAR = (Partial(1.0, 1.0, 0.17), Partial(3.93, 0.16, 0.05), Partial(9.1, 0.03, 0.012))
# The same bar with a finger on it.
DAMPED = (Partial(1.0, 1.0, 0.009), Partial(3.93, 0.2, 0.004))
# The tones of a small bell are hum, prime, tierce, quint and nominal.
BELL = (
    Partial(0.5, 0.2, 0.30), Partial(1.0, 1.0, 0.24), Partial(1.19, 0.35, 0.20),
    Partial(1.5, 0.2, 0.14), Partial(2.0, 0.4, 0.10),
)  # fmt: skip

CUES: Mapping[str, Cue] = {
    "welcome": Cue(
        BAR, (Strike(0, 2, 0.8), Strike(0.09, 4, 0.85), Strike(0.18, 6, 0.9), Strike(0.27, 9)),
        lasts_s=0.66, peak=0.42,
    ),
    "attention": Cue(
        BAR, (Strike(0, 4), Strike(0.16, 2, 0.9)), lasts_s=0.58, peak=0.34, mallet_s=0.009
    ),
    "touch": Cue(DAMPED, (Strike(0, 7),), lasts_s=0.045, peak=0.16, mallet_s=0.002),
    "counted": Cue(BAR, (Strike(0, 9),), lasts_s=0.40, peak=0.38),
    "bye": Cue(
        BAR, (Strike(0, 6, 0.9), Strike(0.11, 4, 0.85), Strike(0.24, 2, 0.8)),
        lasts_s=0.66, peak=0.36,
    ),
    "ring": Cue(BELL, (Strike(0, 12, 0.85), Strike(0.18, 12)), lasts_s=0.66, peak=0.40),
}  # fmt: skip


def samples(cue: Cue) -> array.array[int]:
    """The cue as 16-bit samples, with its peak where it is wanted."""
    total = round(cue.lasts_s * RATE)
    mixed = [0.0] * total
    for strike in cue.strikes:
        _strike(mixed, cue, strike)
    fade = min(round(_FADE_S * RATE), total // 2)
    for n in range(fade):
        mixed[total - 1 - n] *= _slope(n / fade)
    louder = cue.peak * _FULL / max(map(abs, mixed))
    return array.array("h", (round(value * louder) for value in mixed))


def _strike(mixed: list[float], cue: Cue, strike: Strike) -> None:
    start = round(strike.at_s * RATE)
    pitch = _LOW * 2 ** (strike.degree / _STEPS)
    rise = cue.mallet_s * RATE
    for partial in cue.body:
        turn = 2 * math.pi * pitch * partial.ratio / RATE
        loud, fades = partial.loud * strike.hard, partial.fades_s * RATE
        for n in range(len(mixed) - start):
            loudness = loud * math.exp(-n / fades) * _slope(n / rise)
            mixed[start + n] += loudness * math.sin(turn * n)


def _slope(share: float) -> float:
    """From 0 to 1 without a corner, so that nothing clicks."""
    return 0.5 - 0.5 * math.cos(math.pi * min(share, 1.0))


def as_wave(cue: Cue) -> bytes:
    """The cue as a WAV file: mono, 16 bits."""
    data = samples(cue)
    if sys.byteorder == "big":
        data.byteswap()
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(data.tobytes())
    return file.getvalue()


def main() -> None:
    """Write every cue beside this file."""
    for name, cue in CUES.items():
        (Path(__file__).parent / f"{name}.wav").write_bytes(as_wave(cue))


if __name__ == "__main__":
    main()
