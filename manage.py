#!/usr/bin/env python
"""Django's command line. With no DATABASE_URL, the embedded server runs for as long as a command needs it."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from assessments.release import throwaway


def main() -> None:
    if sys.argv[1:2] == ["rehearse"] and not throwaway.is_inside():
        sys.exit(throwaway.main(sys.argv[2:]))  # before the settings of whatever service this is are read

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cia.settings")
    try:
        from cia import settings
    except ImproperlyConfigured as reason:
        sys.exit(str(reason))

    if settings.EMBEDDED_SERVER is None:
        execute_from_command_line(sys.argv)
        return

    from cia.embedded import ServerRefused, serving

    try:
        with serving(settings.EMBEDDED_SERVER, settings.DATABASES):
            execute_from_command_line(sys.argv)
    except ServerRefused as reason:
        sys.exit(str(reason))


if __name__ == "__main__":
    main()
