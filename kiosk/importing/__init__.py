"""Files from elsewhere: calendars and lists of learners.

A broken event or row is rejected alone, with its line and the reason in plain words.
"""

from kiosk.importing.into import import_learners, import_programme
from kiosk.importing.report import Rejected, Report, Sample

__all__ = ["Rejected", "Report", "Sample", "import_learners", "import_programme"]
