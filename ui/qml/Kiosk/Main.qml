pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Components
import Kiosk.Screens
import Kiosk.Theme
import Kiosk.ViewModels

Window {
    id: root

    required property LookModel look
    required property KioskModel kiosk
    required property HomeModel home
    required property ProgrammeModel openNow
    required property ProgrammeModel later
    required property ProgrammeModel choices
    required property PadModel pad
    required property GuestModel guests
    required property OutcomeModel outcome

    property bool moving: true
    property bool settled: false
    readonly property real unit: Math.max(1, Math.sqrt(width * width + height * height) / (look.diagonal * 25.4))

    color: Theme.ground
    title: root.home.centre
    onClosing: close => close.accepted = root.visibility !== Window.FullScreen

    Binding { target: Theme; property: "unit"; value: root.unit }
    Binding { target: Theme; property: "shortSide"; value: Math.min(root.width, root.height) / root.unit }
    Binding { target: Theme; property: "percent"; value: root.look.size }
    Binding { target: Theme; property: "contrast"; value: root.look.contrast }
    Binding { target: Theme; property: "moving"; value: root.moving }

    // What is needed most is made ready, but not before Home is painted.
    Timer {
        interval: Theme.calm
        running: root.visible
        onTriggered: root.settled = true
    }

    component Scene: Loader {
        required property string name
        property bool kept: false

        readonly property bool on: root.kiosk.screen === name

        objectName: "screen." + name
        anchors.fill: parent
        active: on || (kept && root.settled)
        visible: on
        onOnChanged: if (on && Theme.moving) arrive.restart()

        NumberAnimation on anchors.leftMargin {
            id: arrive

            running: false
            from: Theme.mm(14)
            to: 0
            duration: Theme.calm
            easing.type: Easing.OutCubic
        }
    }

    Rectangle {
        id: demo

        width: parent.width
        height: visible ? Math.max(demoWords.implicitHeight, demoEnd.implicitHeight) : 0
        visible: root.look.demo
        color: Theme.clay

        Row {
            anchors.centerIn: parent
            spacing: Theme.gap

            Words {
                id: demoWords

                anchors.verticalCenter: parent.verticalCenter
                text: qsTranslate("walkin", "demo")
                color: Theme.contrast ? Theme.ground : Theme.bannerInk
                font.pixelSize: Theme.bar
                font.weight: Font.Bold
            }
            Words {
                id: demoEnd

                anchors.verticalCenter: parent.verticalCenter
                text: qsTranslate("walkin", "demo.end")
                color: demoWords.color
                font.pixelSize: Math.round(Theme.bar * 0.8)
            }
        }
    }

    TopBar {
        id: top

        anchors { top: demo.bottom; left: parent.left; right: parent.right }
        home: root.home
    }

    Item {
        anchors { top: top.bottom; bottom: access.top; left: parent.left; right: parent.right }

        HomeScreen {
            objectName: "screen.home"
            anchors.fill: parent
            visible: root.kiosk.screen === "home"
            kiosk: root.kiosk
            home: root.home
            openNow: root.openNow
            later: root.later
        }
        Scene {
            name: "welcome"
            kept: true
            sourceComponent: WelcomeScreen { kiosk: root.kiosk; outcome: root.outcome }
        }
        Scene {
            name: "pad"
            kept: true
            sourceComponent: PadScreen { kiosk: root.kiosk; pad: root.pad }
        }
        Scene {
            name: "choose"
            sourceComponent: ChooseScreen { kiosk: root.kiosk; outcome: root.outcome; choices: root.choices }
        }
        Scene {
            name: "already"
            sourceComponent: AlreadyScreen { kiosk: root.kiosk; outcome: root.outcome }
        }
        Scene {
            name: "unknown"
            sourceComponent: UnknownScreen { kiosk: root.kiosk; outcome: root.outcome }
        }
        Scene {
            name: "notice"
            sourceComponent: NoticeScreen { kiosk: root.kiosk; outcome: root.outcome }
        }
        Scene {
            name: "standby"
            sourceComponent: StandbyScreen { kiosk: root.kiosk; outcome: root.outcome }
        }
        Scene {
            name: "guests"
            sourceComponent: GuestScreen { kiosk: root.kiosk; guests: root.guests }
        }
        Scene {
            name: "desk"
            sourceComponent: DeskScreen { kiosk: root.kiosk; outcome: root.outcome }
        }
        Scene {
            name: "bye"
            sourceComponent: ByeScreen { kiosk: root.kiosk; outcome: root.outcome }
        }
        Scene {
            name: "trouble"
            sourceComponent: TroubleScreen { outcome: root.outcome }
        }
    }

    AccessBar {
        id: access

        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        look: root.look
    }

    IdleOverlay {
        anchors.fill: parent
        kiosk: root.kiosk
    }
}
