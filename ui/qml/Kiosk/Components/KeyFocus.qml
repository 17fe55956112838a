pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk.ViewModels

// A keyboard is enough: Tab and the arrows go from one thing to press to the next, Enter and Space
// press. What has the ring may go away – covered, turned over, no longer possible: then what is
// nearest to its place gets it, of those that stood with it where there are any.
Item {
    id: keys

    required property KioskModel kiosk
    // Something lies over the screen; what is below it is not enabled meanwhile.
    property bool covered: false

    readonly property T.AbstractButton _focused: Window.activeFocusItem as T.AbstractButton
    readonly property T.AbstractButton _ringed: _focused && _focused.visualFocus && _focused.visible && _focused.enabled ? _focused : null
    // Pixels, more than any screen has.
    readonly property int _stranger: 100000
    property bool _used: false
    property point _place
    property Item _family: null

    function _middle(button: Item): point {
        return button.mapToItem(null, button.width / 2, button.height / 2);
    }

    function _nearest(): T.AbstractButton {
        const first = keys.Window.contentItem.nextItemInFocusChain(true) as T.AbstractButton;
        let found = first;
        let least = Infinity;
        let button = first;
        do {
            if (!button)
                break;
            const at = _middle(button);
            const far = Math.hypot(at.x - _place.x, at.y - _place.y) + (button.parent === _family ? 0 : _stranger);
            if (far < least) {
                least = far;
                found = button;
            }
            button = button.nextItemInFocusChain(true) as T.AbstractButton;
        } while (button !== first);
        return found;
    }

    function _find() {
        if (_used && !_ringed)
            _nearest()?.forceActiveFocus(Qt.TabFocusReason);
    }

    on_RingedChanged: {
        if (!_ringed)
            Qt.callLater(_find);
        else if (!covered) {
            _place = _middle(_ringed);
            _family = _ringed.parent;
        }
    }

    Connections {
        target: keys.kiosk

        function onKeyStepped(forward: bool) {
            const from = keys._ringed ?? keys.Window.contentItem;
            const next = from.nextItemInFocusChain(forward) as T.AbstractButton;
            if (!next)
                return;
            next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
            keys._used = true;
        }
        function onKeyPressed() {
            if (keys._ringed)
                keys._ringed.click();
            else
                keys.kiosk.entered();
        }
        function onKeySpaced() {
            if (keys._ringed)
                keys._ringed.click();
            else
                keys.kiosk.spaced();
        }
        function onKeysEnded() {
            keys._used = false;
            if (keys._focused)
                keys._focused.focus = false;
        }
    }
}
