pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.Desk
import Kiosk.Theme
import Kiosk.ViewModels

// The staff's window: its pages, and the boxes above them.
Window {
    id: root

    required property LookModel look
    required property BarModel pages
    required property SignInModel signing
    required property PadModel pin
    required property ToastModel toast
    required property KeyboardModel keyboard
    required property DeskBoardModel board
    required property OccurrenceModel occurrences
    required property AttendanceModel attendance
    required property AlertModel alerts
    required property ApartModel apart
    required property UndoModel undo
    required property EvacuationModel inside
    required property WaitingModel waiting
    required property BandsModel letIn
    required property MendModel mend
    required property DestinationModel destinations
    required property BandsModel corrected
    required property CountingModel counting
    required property BandsModel counted
    required property DestinationModel countedFor
    required property SheetsModel sheets
    required property SheetModel sheetList
    required property NumberModel sheetNumbers
    required property BandsModel sheetBands
    required property FilesModel files
    required property ColumnMatchModel fileColumns
    required property TakenModel fileRows
    required property ReportModel report
    required property TileModel reportTiles
    required property BarsModel reportMonths
    required property BarsModel reportFeatures
    required property TableModel reportTables
    required property FigureModel reportLines
    required property LearnerModel learner
    required property PersonModel person
    required property ChoiceModel choices
    required property FoundModel found
    required property FoundModel others
    required property TimetableModel timetable
    required property PlanModel plan
    required property DayModel planDays
    required property ActivityModel activity
    required property ChoiceModel fates
    required property PlanFileModel planFile
    required property FileModel planFileRows
    required property SettingsModel centreSettings
    required property SectionModel settingSections
    required property SettingModel settingFields
    required property ComfortModel comfort
    required property ColumnsModel columns

    // Pixels of a millimetre of a kiosk's screen.
    readonly property real unit: Math.max(1, Math.sqrt(width * width + height * height) / (look.diagonal * 25.4))
    readonly property int narrowest: 1024
    readonly property bool boxed: T.Overlay.overlay?.visible ?? false
    readonly property bool typing: pages.page !== "settings" && ((activeFocusItem as DeskField)?.text ?? "") !== ""

    minimumWidth: pages.over ? 0 : narrowest
    minimumHeight: pages.over ? 0 : 640
    onClosing: close => {
        if (root.pages.over) {
            close.accepted = false;
            root.pages.wentBack();
        }
    }
    color: Theme.ground
    title: (alerts.count > 0 ? "(" + alerts.count + ") " : "") + qsTranslate("walkin", "desk.window") + " – " + board.centre

    // Fingers are broader than a mouse; but nothing may end beyond the edge.
    Binding { target: Measure; property: "scale"; value: root.pages.over ? Math.max(1, Math.min(12.2 * root.unit / 40, root.width / root.narrowest)) : 1 }
    Binding { target: Measure; property: "keys"; value: (glass.item as GlassKeys)?.visible ? (glass.item as GlassKeys).height : 0 }
    Accent { colour: root.look.accent }
    Binding { target: Theme; property: "dark"; value: root.look.dark }
    Binding { target: Theme; property: "contrast"; value: root.look.contrast }
    Binding { target: Theme; property: "unit"; value: root.unit; when: root.pages.over }
    Binding { target: Theme; property: "shortSide"; value: Math.min(root.width, root.height) / root.unit; when: root.pages.over }

    // To today's page, whichever is shown, for what is done there.
    function goToday() {
        if (root.pages.page !== "today")
            root.pages.turned("today");
    }

    // "/" is no shortcut: a scanner may type it.
    Shortcut { sequence: "Ctrl+F"; onActivated: { root.goToday(); today.find(""); } }
    Shortcut { sequence: "Escape"; enabled: today.visible; onActivated: today.leave() }
    Shortcut { sequence: "F1"; onActivated: keys.open() }
    Shortcut { sequence: "F2"; onActivated: { root.goToday(); today.toAlerts(); } }
    Shortcut { sequence: "F3"; onActivated: root.apart.asked() }
    Shortcut { sequence: "F5"; onActivated: root.pages.page === "inside" ? root.inside.refreshed() : root.board.refreshed() }
    Shortcut { sequence: "Ctrl+P"; enabled: root.pages.page === "inside"; onActivated: root.inside.printed() }
    Shortcut { sequence: "F10"; onActivated: settings.open() }
    Shortcut { sequence: "Ctrl+Shift+C"; onActivated: root.look.toggleContrast() }
    Shortcut { sequence: "F9"; onActivated: root.pages.signedIn() }
    Shortcut { sequence: "Ctrl+1"; onActivated: root.pages.turned("today") }
    Shortcut { sequence: "Ctrl+2"; onActivated: root.pages.turned("waiting") }
    Shortcut { sequence: "Ctrl+3"; onActivated: root.pages.turned("find") }
    Shortcut { sequence: "Ctrl+4"; onActivated: root.pages.turned("sheets") }
    Shortcut { sequence: "Ctrl+D"; onActivated: root.look.toggleDark() }
    Shortcut { sequence: "Ctrl+L"; onActivated: root.look.speak(root.look.language === "th" ? "en" : "th") }
    Shortcut { sequence: "Ctrl+Z"; enabled: root.toast.undoable; onActivated: root.toast.undone() }

    Connections {
        target: Boxes
        function onTakenBack() {
            if (root.toast.undoable)
                root.toast.undone();
        }
    }
    Connections {
        target: root.pages
        function onAlarmed() {
            Boxes.cleared();
        }
    }
    Connections {
        target: root.board
        function onLetterTyped(letter) {
            if (letter === "/" && today.visible)
                today.find("");
        }
    }
    Connections {
        target: root.learner
        function onListWanted() {
            today.toList();
        }
    }

    DeskHead {
        id: head

        width: parent.width
        board: root.board
        look: root.look
        onKeysWanted: keys.open()
        onSettingsWanted: settings.open()
    }
    DeskBar {
        id: bar

        anchors.top: head.bottom
        width: parent.width
        pages: root.pages
        waiting: root.waiting
    }
    Banner {
        id: demo

        objectName: "demo"
        anchors.top: bar.bottom
        width: parent.width
        words: root.look.demo ? qsTranslate("walkin", "demo") : ""
    }
    Banner {
        id: clockTrouble

        objectName: "clock.trouble"
        anchors.top: demo.bottom
        width: parent.width
        words: [root.board.clockTrouble, root.board.silence].filter(Boolean).join("\n")
    }
    Banner {
        id: trouble

        objectName: "trouble"
        anchors.top: clockTrouble.bottom
        width: parent.width
        words: root.board.trouble
    }
    Banner {
        id: fileTrouble

        objectName: "settings.trouble"
        anchors.top: trouble.bottom
        width: parent.width
        words: root.pages.page === "settings" ? "" : root.centreSettings.trouble
    }

    FocusScope {
        id: place

        anchors { top: fileTrouble.bottom; bottom: parent.bottom; bottomMargin: Measure.keys; left: parent.left; right: parent.right }
        focus: true

        TodayPage {
            id: today

            anchors.fill: parent
            visible: root.pages.page === "today"
            focus: visible
            board: root.board
            occurrences: root.occurrences
            waiting: root.waiting
            attendance: root.attendance
            alerts: root.alerts
            apart: root.apart
            undo: root.undo
            mend: root.mend
            counting: root.counting
            learner: root.learner
            columns: root.columns
        }
        WaitingPage {
            anchors.fill: parent
            visible: root.pages.page === "waiting"
            focus: visible
            waiting: root.waiting
        }
        EvacuationPage {
            anchors.fill: parent
            visible: root.pages.page === "inside"
            focus: visible
            inside: root.inside
            board: root.board
            onGoBack: root.pages.turned("today")
        }
        SheetPage {
            anchors.fill: parent
            visible: root.pages.page === "sheets"
            focus: visible
            sheets: root.sheets
            list: root.sheetList
            numbers: root.sheetNumbers
            bands: root.sheetBands
        }
        Administration {
            anchors.fill: parent
            visible: root.pages.administration
            focus: visible
            pages: root.pages
            files: root.files
            fileColumns: root.fileColumns
            fileRows: root.fileRows
            timetable: root.timetable
            plan: root.plan
            planDays: root.planDays
            report: root.report
            tiles: root.reportTiles
            months: root.reportMonths
            features: root.reportFeatures
            tables: root.reportTables
            lines: root.reportLines
            centreSettings: root.centreSettings
            settingSections: root.settingSections
            settingFields: root.settingFields
        }
        FindPage {
            anchors.fill: parent
            visible: root.pages.page === "find"
            focus: visible
            pages: root.pages
            found: root.found
        }
    }
    Toast {
        objectName: "toast"
        // On the sheets' page above what is pressed next.
        anchors { bottom: parent.bottom; bottomMargin: root.pages.page === "sheets" ? Measure.row * 6 : Measure.target * 2; horizontalCenter: parent.horizontalCenter }
        said: root.toast
    }

    LetInBox { waiting: root.waiting; bands: root.letIn }
    UndoBox { undo: root.undo }
    ApartBox { apart: root.apart; onSought: words => { root.goToday(); today.search(words); } }
    CheckOutBox { mend: root.mend }
    MoveBox { mend: root.mend; destinations: root.destinations }
    RedateBox { mend: root.mend }
    RecountBox { mend: root.mend; bands: root.corrected }
    CountingBox { counting: root.counting; bands: root.counted; destinations: root.countedFor }
    LearnerBox { learner: root.learner; person: root.person; choices: root.choices; others: root.others; toast: root.toast }
    ActivityBox { activity: root.activity; fates: root.fates }
    PlanFileBox { file: root.planFile; rows: root.planFileRows }
    KeysBox { id: keys }
    SettingsBox { id: settings; look: root.look; comfort: root.comfort; columns: root.columns; onCentreWanted: root.pages.turned("settings") }
    Loader {
        id: glass

        active: root.pages.over
        sourceComponent: GlassKeys {
            keyboard: root.keyboard
            visible: (root.activeFocusItem as DeskField) !== null
        }
    }
    PinBox { signing: root.signing; pin: root.pin; look: root.look }
}
