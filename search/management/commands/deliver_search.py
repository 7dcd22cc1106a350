from django.core.management.base import BaseCommand, CommandError

from search import outbox
from search.engines.base import EngineAway
from search.server.client import is_configured
from search.server.index import Refused


class Command(BaseCommand):
    """Sends the search server the changes that wait for it, once. The worker does so all the time."""

    help = "Send the search server the changes that wait for it. Repeatable; a worker (run_worker) does it by itself."

    def handle(self, **options):
        if not is_configured():
            raise CommandError("There is no search server to send to: ELASTICSEARCH_URL is not set.")
        try:
            done = outbox.deliver()
        except (EngineAway, Refused) as error:
            raise CommandError(f"{error}. {outbox.waiting().changes} changes wait; nothing is lost.") from error
        if options["verbosity"]:
            self.stdout.write(f"{done} changes delivered.")
