pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// The pages of the window, and who is in.
Rectangle {
    id: strip

    required property BarModel pages
    required property WaitingModel waiting

    readonly property int _line: Measure.target + Measure.tight * 2

    implicitHeight: pages.administration ? 2 * _line : _line
    color: Theme.silver

    Row {
        anchors { left: parent.left; leftMargin: Measure.margin }
        y: Measure.tight
        spacing: Measure.tight

        PageTab { pages: strip.pages; page: "today"; art: "clock"; text: qsTranslate("walkin", "desk.page.today") }
        PageTab { pages: strip.pages; page: "waiting"; art: "ticket"; text: qsTranslate("walkin", "desk.page.waiting") + (strip.waiting.count > 0 ? " (" + strip.waiting.count + ")" : "") }
        PageTab { pages: strip.pages; page: "find"; art: "person"; text: qsTranslate("walkin", "desk.page.find") }
        PageTab { pages: strip.pages; page: "sheets"; art: "save"; text: qsTranslate("walkin", "desk.page.sheets") }
        DeskButton {
            objectName: "administration"
            art: "building"
            checked: strip.pages.administration
            text: qsTranslate("walkin", "desk.administration")
            Accessible.role: Accessible.PageTab
            onClicked: if (!checked) strip.pages.turned("programme")
        }
    }

    // The administrators' pages.
    Row {
        visible: strip.pages.administration
        anchors { left: parent.left; leftMargin: Measure.margin }
        y: strip._line + Measure.tight
        spacing: Measure.tight

        PageTab { pages: strip.pages; page: "files"; art: "save"; text: qsTranslate("walkin", "desk.page.files") }
        PageTab { pages: strip.pages; page: "programme"; art: "star"; text: qsTranslate("walkin", "desk.page.programme") }
        PageTab { pages: strip.pages; page: "report"; art: "stamp"; text: qsTranslate("walkin", "desk.page.report") }
        PageTab { visible: strip.pages.settings; pages: strip.pages; page: "settings"; art: "setup"; text: qsTranslate("walkin", "desk.page.settings") }
    }
    Row {
        anchors { right: parent.right; rightMargin: Measure.margin }
        y: Measure.tight
        spacing: Measure.tight

        PageTab {
            pages: strip.pages
            page: "inside"
            art: "group"
            text: qsTranslate("walkin", "desk.page.inside")
            onClicked: strip.pages.alarmed()
        }
        DeskButton {
            objectName: "signin"
            art: "person"
            text: strip.pages.clerk === "" ? qsTranslate("walkin", "desk.sign_in") : strip.pages.clerk
            Accessible.name: strip.pages.clerk === "" ? text : qsTranslate("walkin", "desk.signed_in").arg(strip.pages.clerk)
            onClicked: strip.pages.signedIn()
        }
        DeskButton {
            objectName: "signout"
            // On a kiosk that is the way back.
            visible: strip.pages.clerk !== "" && !strip.pages.over
            text: qsTranslate("walkin", "desk.sign_out")
            onClicked: strip.pages.signedOut()
        }
        DeskButton {
            objectName: "to.kiosk"
            visible: strip.pages.over
            look: "primary"
            art: "leave"
            text: qsTranslate("walkin", "desk.to_kiosk")
            onClicked: strip.pages.wentBack()
        }
    }
}
