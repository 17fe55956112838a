pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.ViewModels

// Leads to a page. What is to be noticed there stands behind its name.
DeskButton {
    required property BarModel pages
    required property string page

    objectName: "page." + page
    checked: pages.page === page
    Accessible.role: Accessible.PageTab
    onClicked: pages.turned(page)
}
