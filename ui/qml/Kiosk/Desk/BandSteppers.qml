pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.ViewModels

// How many of each age. Digits are typed, the arrows and the buttons step.
Grid {
    id: grid

    required property BandsModel bands

    signal entered

    function begin() {
        // The first one that counts anybody.
        const counts = [grid.bands.child, grid.bands.youth, grid.bands.adult, grid.bands.senior];
        const at = Math.max(0, counts.findIndex(n => n > 0));
        [child, youth, adult, senior][at].begin();
    }

    columns: width >= 2 * child.implicitWidth + spacing ? width >= 4 * child.implicitWidth + 3 * spacing ? 4 : 2 : 1
    spacing: Measure.gap

    component One: BandStepper {
        width: Math.floor((grid.width - (grid.columns - 1) * grid.spacing) / grid.columns)
        bands: grid.bands
        onEntered: grid.entered()
    }

    One { id: child; band: "child"; count: grid.bands.child }
    One { id: youth; band: "youth"; count: grid.bands.youth }
    One { id: adult; band: "adult"; count: grid.bands.adult }
    One { id: senior; band: "senior"; count: grid.bands.senior }
}
