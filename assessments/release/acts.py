"""What every act of a rehearsal says."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

Identity = Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{1,60}$")]


class Act(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="act"):
    """Who does it, and when. The clock stands still at that moment."""

    by: Identity
    when: Annotated[datetime, Meta(tz=True)]
