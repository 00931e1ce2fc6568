"""Django's migrate, as the database's owner; afterwards the application role is granted what it needs and no more."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands.migrate import Command as DjangoCommand

from cia.accounts.grants import grant_application


class Command(DjangoCommand):
    help = f"{DjangoCommand.help} Runs as the owner of the database and grants the application role its rights."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"] not in settings.DATABASES:
            raise CommandError(
                "Migrating needs the owner's connection: set DATABASE_OWNER_URL to the same database as DATABASE_URL, "
                "with the role that owns its tables."
            )
        super().handle(*args, **options)
        if options["database"] == "owner" and not options["plan"] and not options["check_unapplied"]:
            grant_application(role=settings.DATABASES["default"]["USER"])
