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
    required property CalledModel called
    required property ProgrammeModel openNow
    required property ProgrammeModel later
    required property ProgrammeModel choices
    required property PadModel pad
    required property GuestModel guests
    required property OutcomeModel outcome
    required property KeyboardModel keyboard
    required property NewcomerModel newcomer
    required property PartyModel party
    required property PassportModel passport
    required property SlipModel slip
    required property CameraModel camera
    required property StaffModel staff
    required property PadModel pin
    required property DevicesModel devices
    required property SetupModel setup

    property bool moving: true
    property bool settled: false
    readonly property real unit: Math.max(1, Math.sqrt(width * width + height * height) / (look.diagonal * 25.4))

    // So tall that not everybody reaches its upper half: 40 cm.
    readonly property bool tall: height / unit > 400
    readonly property bool lowered: tall && look.lowered
    // A question or an answer lies over the screen: nothing below it can be reached.
    readonly property bool covered: kiosk.idleLeft > 0 || kiosk.help !== ""

    // The card that was chosen opens into what follows.
    function open(card: Item) {
        const at = card.mapToItem(stageArea, 0, 0);
        opener.from = Qt.rect(at.x, at.y, card.width, card.height);
    }

    color: Theme.ground
    title: root.home.centre
    onClosing: close => {
        close.accepted = false;
        root.kiosk.closeWanted();
    }

    Accent { colour: root.look.accent }
    Binding { target: Theme; property: "unit"; value: root.unit }
    Binding { target: Theme; property: "shortSide"; value: Math.min(root.width, root.height) / root.unit }
    Binding { target: Theme; property: "percent"; value: root.look.size }
    Binding { target: Theme; property: "contrast"; value: root.look.contrast }
    Binding { target: Theme; property: "moving"; value: root.moving }
    Binding { target: Theme; property: "lowered"; value: root.lowered }

    // What is needed most is made ready, but not before Home is painted.
    Timer {
        interval: Theme.calm
        running: root.visible
        onTriggered: root.settled = true
    }
    // While a newcomer reads the notice, the many keys of the next screen are made.
    Timer {
        id: reading

        property bool begun: false

        interval: 2 * Theme.calm
        running: root.kiosk.screen === "agree"
        onTriggered: begun = true
    }
    Connections {
        target: root.kiosk
        function onScreenChanged() {
            if (root.kiosk.screen !== "agree" && root.kiosk.screen !== "name")
                reading.begun = false;
        }
    }

    KeyFocus {
        kiosk: root.kiosk
        covered: root.covered
    }

    component Scene: Loader {
        required property string name
        property bool kept: false

        readonly property bool on: root.kiosk.screen === name

        objectName: "screen." + name
        anchors.fill: parent
        active: on || (kept && root.settled)
        // What nobody waits for is made between the frames.
        asynchronous: kept && !on
        visible: on
        onStatusChanged: if (on && status === Loader.Error) root.kiosk.broke()
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

    DemoBand {
        id: demo

        width: parent.width
        height: root.look.demo ? implicitHeight : 0
        visible: root.look.demo
    }

    TopBar {
        id: top

        anchors { top: demo.bottom; left: parent.left; right: parent.right }
        home: root.home
        logo: root.look.logo
    }

    Loader {
        id: view

        active: root.lowered
        anchors { top: top.bottom; left: parent.left; right: parent.right }
        height: root.lowered ? root.height * 0.43 - y : 0
        sourceComponent: LoweredView { screen: root.kiosk.screen; home: root.home; camera: root.camera }
    }

    Item {
        id: stageArea

        enabled: !root.covered
        anchors { top: view.bottom; bottom: access.top; left: parent.left; right: parent.right }

        HomeScreen {
            objectName: "screen.home"
            anchors.fill: parent
            visible: root.kiosk.screen === "home"
            kiosk: root.kiosk
            home: root.home
            called: root.called
            camera: root.camera
            openNow: root.openNow
            later: root.later
        }
        Scene {
            name: "welcome"
            kept: true
            // It is what the card opens into.
            visible: on && !opener.opening
            sourceComponent: WelcomeScreen { kiosk: root.kiosk; outcome: root.outcome }
        }
        Scene {
            name: "pad"
            kept: true
            sourceComponent: PadScreen { kiosk: root.kiosk; pad: root.pad }
        }
        Scene {
            name: "choose"
            sourceComponent: ChooseScreen {
                kiosk: root.kiosk
                outcome: root.outcome
                choices: root.choices
                onOpened: card => root.open(card)
            }
        }
        Scene {
            name: "already"
            sourceComponent: AlreadyScreen { kiosk: root.kiosk; outcome: root.outcome }
        }
        Scene {
            name: "unknown"
            sourceComponent: UnknownScreen { kiosk: root.kiosk; outcome: root.outcome; camera: root.camera }
        }
        Scene {
            name: "notice"
            sourceComponent: NoticeScreen { kiosk: root.kiosk; outcome: root.outcome }
        }
        Scene {
            name: "standby"
            sourceComponent: StandbyScreen { kiosk: root.kiosk; outcome: root.outcome; slip: root.slip }
        }
        Scene {
            name: "guests"
            sourceComponent: GuestScreen { kiosk: root.kiosk; guests: root.guests }
        }
        Scene {
            name: "bye"
            sourceComponent: ByeScreen { kiosk: root.kiosk; outcome: root.outcome }
        }
        Scene {
            name: "trouble"
            sourceComponent: TroubleScreen { outcome: root.outcome }
        }
        Scene {
            name: "agree"
            sourceComponent: AgreeScreen { kiosk: root.kiosk; newcomer: root.newcomer }
        }
        Scene {
            name: "name"
            kept: reading.begun && (root.kiosk.screen === "agree" || root.kiosk.screen === "name")
            sourceComponent: NameScreen { kiosk: root.kiosk; keyboard: root.keyboard; newcomer: root.newcomer }
        }
        Scene {
            name: "year"
            sourceComponent: YearScreen { kiosk: root.kiosk; newcomer: root.newcomer }
        }
        Scene {
            name: "guardian"
            sourceComponent: GuardianScreen { kiosk: root.kiosk; newcomer: root.newcomer }
        }
        Scene {
            name: "partner"
            sourceComponent: PartnerScreen { kiosk: root.kiosk; newcomer: root.newcomer }
        }
        Scene {
            name: "likely"
            sourceComponent: LikelyScreen { kiosk: root.kiosk; newcomer: root.newcomer }
        }
        Scene {
            name: "card"
            sourceComponent: CardScreen { kiosk: root.kiosk; newcomer: root.newcomer; slip: root.slip }
        }
        Scene {
            name: "party"
            sourceComponent: PartyScreen { kiosk: root.kiosk; party: root.party }
        }
        Scene {
            name: "partycount"
            sourceComponent: PartyCountScreen { kiosk: root.kiosk; party: root.party }
        }
        Scene {
            name: "faces"
            sourceComponent: FacesScreen { kiosk: root.kiosk; outcome: root.outcome }
        }
        Scene {
            name: "passport"
            sourceComponent: PassportScreen { kiosk: root.kiosk; passport: root.passport }
        }
        Scene {
            name: "staff"
            sourceComponent: StaffScreen { kiosk: root.kiosk; staff: root.staff }
        }
        Scene {
            name: "pin"
            sourceComponent: PinScreen { kiosk: root.kiosk; staff: root.staff; pin: root.pin; look: root.look }
        }
        Scene {
            name: "devices"
            sourceComponent: DevicesScreen { kiosk: root.kiosk; devices: root.devices }
        }
        Scene {
            name: "setup"
            sourceComponent: SetupScreen { kiosk: root.kiosk; setup: root.setup }
        }

        Opener {
            id: opener

            anchors.fill: parent
            screen: root.kiosk.screen
        }
    }

    AccessBar {
        id: access

        enabled: !root.covered
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        look: root.look
        kiosk: root.kiosk
        tall: root.tall
    }

    HelpOverlay {
        enabled: root.kiosk.idleLeft === 0
        anchors { fill: parent; topMargin: root.lowered ? stageArea.y : 0 }
        kiosk: root.kiosk
    }
    IdleOverlay {
        anchors { fill: parent; topMargin: root.lowered ? stageArea.y : 0 }
        kiosk: root.kiosk
    }
}
