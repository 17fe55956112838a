pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.ViewModels

// How many really came: the numbers that stand there, to be typed over or stepped.
MendBox {
    id: box

    required property BandsModel bands

    objectName: "recountbox"
    kind: "recount"
    title: qsTranslate("walkin", "desk.mend.recount.title")
    quick: ["desk.mend.miscounted", "desk.mend.more_came"]
    act: qsTranslate("walkin", "desk.mend.recount.confirm").arg(bands.total)
    art: "count"
    onOpened: steppers.begin()
    onConfirmed: reason => mend.corrected(reason)

    BandSteppers {
        id: steppers

        width: parent.width
        bands: box.bands
        onEntered: box.confirm()
    }
}
