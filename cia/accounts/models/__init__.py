from cia.accounts.models.force_setting import ForceSetting, force_setting
from cia.accounts.models.posting import Posting
from cia.accounts.models.unit import Unit
from cia.accounts.models.user import User

__all__ = ["ForceSetting", "Posting", "Unit", "User", "force_setting"]
