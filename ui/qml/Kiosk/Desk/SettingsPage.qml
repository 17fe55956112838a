pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Components
import Kiosk.Theme
import Kiosk.ViewModels

// The centre's settings: their sections beside the fields of one of them.
FocusScope {
    id: page

    required property SettingsModel settings
    required property SectionModel sections
    required property SettingModel fields

    onVisibleChanged: if (visible) list.forceActiveFocus(Qt.TabFocusReason)

    component Sheet: Rectangle {
        radius: Measure.radius
        color: Theme.paper
        border.width: Measure.hair
        border.color: Theme.line
    }

    Sheet {
        id: left

        anchors { top: parent.top; bottom: parent.bottom; left: parent.left; margins: Measure.margin }
        width: Math.round(Measure.panel(page.width) * 0.8)

        ListView {
            id: list

            objectName: "setting.sections"
            anchors { fill: parent; margins: Measure.gap }
            clip: true
            focus: true
            activeFocusOnTab: true
            spacing: Measure.tight
            boundsBehavior: Flickable.StopAtBounds
            model: page.sections
            Accessible.role: Accessible.List
            Accessible.name: qsTranslate("walkin", "desk.page.settings")
            T.ScrollBar.vertical: ThinBar { id: bar }
            onCountChanged: if (currentIndex < 0) currentIndex = 0
            onCurrentIndexChanged: if (activeFocus) (currentItem as SettingSection)?.take()
            delegate: SettingSection {
                width: ListView.view.width - (bar.visible ? Measure.scroll : 0)
                focused: ListView.isCurrentItem && list.activeFocus
                onTaken: {
                    list.currentIndex = index;
                    page.settings.chosen(key);
                }
            }
        }
    }

    Sheet {
        anchors { top: parent.top; bottom: parent.bottom; left: left.right; right: parent.right; margins: Measure.margin }

        Column {
            id: head

            anchors { top: parent.top; left: parent.left; right: parent.right; margins: Measure.margin }
            spacing: Measure.tight

            Say {
                objectName: "setting.title"
                width: parent.width
                text: page.settings.title
                font { pixelSize: Measure.heading; weight: Font.Bold }
            }
            Say {
                width: parent.width
                text: page.settings.about
                color: Theme.inkSoft
                wrapMode: Text.Wrap
                maximumLineCount: 3
                font.pixelSize: Measure.small
            }
            Say {
                objectName: "setting.locked"
                width: parent.width
                visible: text !== ""
                text: page.settings.locked
                color: Theme.clay
                wrapMode: Text.Wrap
                font { pixelSize: Measure.small; weight: Font.DemiBold }
            }
        }

        Flickable {
            id: rows

            // What is typed into stays above the keys.
            function show(item: Item) {
                const top = item.mapToItem(all, 0, 0).y;
                if (top < contentY)
                    contentY = Math.max(0, top - Measure.gap);
                else if (top + item.height > contentY + height)
                    contentY = Math.min(contentHeight - height, top + item.height - height + Measure.gap);
            }

            objectName: "setting.rows"
            anchors { top: head.bottom; topMargin: Measure.gap; bottom: below.top; bottomMargin: Measure.gap; left: parent.left; right: parent.right; leftMargin: Measure.hair; rightMargin: Measure.hair }
            visible: page.settings.trouble === ""
            clip: true
            contentHeight: all.height
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ThinBar {}

            Column {
                id: all

                width: rows.width

                Repeater {
                    model: page.fields
                    delegate: SettingField {
                        id: one

                        width: all.width
                        fields: page.fields
                        onEntered: page.settings.saved()
                        onReached: rows.show(one)
                    }
                }
            }
        }

        Column {
            anchors.centerIn: rows
            width: rows.width - 4 * Measure.margin
            visible: page.settings.trouble !== ""
            spacing: Measure.gap

            Cat {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Measure.cat
                height: Measure.cat
            }
            Say {
                objectName: "setting.trouble"
                width: parent.width
                text: page.settings.trouble
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                maximumLineCount: 8
                font.weight: Font.DemiBold
                Accessible.role: Accessible.AlertMessage
            }
            DeskButton {
                objectName: "setting.again"
                anchors.horizontalCenter: parent.horizontalCenter
                art: "undo"
                text: qsTranslate("walkin", "setting.again")
                onClicked: page.settings.readAgain()
            }
        }

        Item {
            id: below

            anchors { bottom: parent.bottom; left: parent.left; right: parent.right; margins: Measure.margin }
            height: Math.max(Measure.target, words.height)

            Column {
                id: words

                anchors { left: parent.left; right: drop.left; rightMargin: Measure.gap; verticalCenter: parent.verticalCenter }

                Say {
                    objectName: "setting.problem"
                    width: parent.width
                    visible: text !== ""
                    text: page.settings.problem
                    color: Theme.clay
                    wrapMode: Text.Wrap
                    maximumLineCount: 4
                    font { pixelSize: Measure.small; weight: Font.DemiBold }
                    Accessible.role: Accessible.AlertMessage
                }
                Say {
                    objectName: "setting.lines"
                    width: parent.width
                    visible: text !== ""
                    text: page.settings.lines
                    wrapMode: Text.Wrap
                    maximumLineCount: 10
                    font.pixelSize: Measure.small
                }
                Say {
                    objectName: "setting.file"
                    width: parent.width
                    visible: page.settings.problem === ""
                    text: qsTranslate("walkin", "setting.stands").arg(page.settings.file)
                    color: Theme.inkSoft
                    elide: Text.ElideMiddle
                    font.pixelSize: Measure.small
                }
            }
            DeskButton {
                id: drop

                objectName: "setting.drop"
                anchors { right: save.left; rightMargin: Measure.gap; verticalCenter: parent.verticalCenter }
                visible: page.settings.unsaved > 0
                text: qsTranslate("walkin", "setting.drop")
                onClicked: page.settings.dropped()
            }
            DeskButton {
                id: save

                objectName: "setting.save"
                anchors { right: parent.right; verticalCenter: parent.verticalCenter }
                look: "primary"
                art: "save"
                enabled: page.settings.unsaved > 0 && !page.settings.wrong && !page.settings.busy && page.settings.trouble === ""
                text: page.settings.unsaved > 0 ? qsTranslate("walkin", "setting.save.count").arg(page.settings.unsaved) : qsTranslate("walkin", "setting.save")
                onClicked: page.settings.saved()
            }
        }
    }
}
