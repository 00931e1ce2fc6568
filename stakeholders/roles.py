"""What a posting lets somebody do with the directory and with contacts."""

from enum import StrEnum

from cia.accounts.roles import Role, grant


class Permission(StrEnum):
    DIRECTORY_READ = "directory.read"
    DIRECTORY_EDIT = "directory.edit"
    CONTACT_LOG = "contact.log"


def register() -> None:
    grant(Permission.DIRECTORY_READ, to=[Role.OFFICER, Role.AUTHORISING_OFFICER, Role.FOI_OFFICER])
    grant(Permission.DIRECTORY_EDIT, to=[Role.OFFICER, Role.AUTHORISING_OFFICER])
    grant(Permission.CONTACT_LOG, to=[Role.OFFICER, Role.AUTHORISING_OFFICER])
