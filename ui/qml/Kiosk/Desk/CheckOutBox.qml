pragma ComponentBehavior: Bound

import QtQuick

// They left unseen: Enter says so, for the usual reason.
MendBox {
    id: box

    objectName: "checkoutbox"
    kind: "check_out"
    title: qsTranslate("walkin", "desk.mend.check_out.title")
    quick: ["desk.mend.gone", "desk.mend.forgot"]
    act: qsTranslate("walkin", "desk.mend.check_out")
    art: "leave"
    onOpened: focusConfirm()
    onConfirmed: reason => mend.checkedOut(reason)
}
