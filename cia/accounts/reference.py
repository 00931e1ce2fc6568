"""The settings that a force starts with, until it decides otherwise."""

import json
from datetime import date
from pathlib import Path

from cia.accounts.models import ForceSetting

SETTINGS = Path(__file__).parent / "data" / "settings.json"
FROM_THE_START = date(2000, 1, 1)


def load_settings() -> int:
    """Give each setting its first value where it has none; the number of settings given one."""
    loaded = 0
    for setting in json.loads(SETTINGS.read_text()):
        _, is_new = ForceSetting.objects.get_or_create(
            key=setting["key"], from_on=FROM_THE_START, defaults={"value": setting["value"]}
        )
        loaded += is_new
    return loaded
