"""What a posting lets somebody do with assessments and releases. Who may do it to which file is in ``permissions``."""

from enum import StrEnum

from cia.accounts.roles import Role, grant


class Permission(StrEnum):
    ASSESSMENT_START = "assessment.start"
    ASSESSMENT_SIGN_OFF = "assessment.sign_off"
    RELEASE = "release"
    TAKE_DOWN = "release.take_down"
    EXEMPTIONS = "exemptions"
    TRAIL = "trail"


def register() -> None:
    grant(Permission.ASSESSMENT_START, to=[Role.OFFICER, Role.AUTHORISING_OFFICER])
    grant(Permission.ASSESSMENT_SIGN_OFF, to=[Role.AUTHORISING_OFFICER])
    grant(Permission.RELEASE, to=[Role.FOI_OFFICER])
    grant(
        Permission.TAKE_DOWN,
        to=[Role.FOI_OFFICER, Role.AUTHORISING_OFFICER, Role.DUTY_SUPERINTENDENT, Role.ADMINISTRATOR],
    )
    grant(Permission.EXEMPTIONS, to=[Role.ADMINISTRATOR])
    grant(Permission.TRAIL, to=[Role.AUDITOR])
