pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Turns the pages of a shelf; there is nothing to scroll.
Row {
    id: pager

    required property ProgrammeModel model

    visible: model.pages > 1
    spacing: Theme.gapSmall

    Switch {
        objectName: "page.back"
        width: Theme.mm(18) * Theme.fit
        art: "back"
        checkable: false
        enabled: pager.model.page > 0
        opacity: enabled ? 1 : 0.35
        Accessible.name: qsTranslate("walkin", "btn.page_back")
        onClicked: pager.model.turn(-1)
    }
    Words {
        anchors.verticalCenter: parent.verticalCenter
        text: qsTranslate("walkin", "card.page").arg(pager.model.page + 1).arg(pager.model.pages)
        font.pixelSize: Theme.bar
        font.weight: Font.DemiBold
    }
    Switch {
        objectName: "page.next"
        width: Theme.mm(18) * Theme.fit
        art: "next"
        checkable: false
        enabled: pager.model.page < pager.model.pages - 1
        opacity: enabled ? 1 : 0.35
        Accessible.name: qsTranslate("walkin", "btn.page_next")
        onClicked: pager.model.turn(1)
    }
}
