from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.release.demonstration import PASSWORD, NotHere, load, people, published_files
from cia import clock


class Command(BaseCommand):
    help = "Load the demonstration, once, and say who its people are and where its redacted PDF is."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            is_new = load()
        except NotHere as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write("The demonstration is loaded." if is_new else "The demonstration is as you left it.")
        self.stdout.write(f"\nSign in as one of these people. The password of all is {PASSWORD}\n\n")
        now = clock.now()
        for user in people():
            postings = "; ".join(str(posting) for posting in user.posted(at=now))
            self.stdout.write(f"    {user.username:8}{user.rank_and_name:18}{postings}")
        for publication, path in published_files():
            self.stdout.write(f"\nA redacted PDF that was published: {path}\n    {publication.title}")
