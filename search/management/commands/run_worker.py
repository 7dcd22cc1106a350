from threading import Event, Thread

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django_tasks_db.management.commands.db_worker import Command as TaskWorker

from search.server.client import is_configured
from search.server.keeper import Keeper


class QuietTaskWorker(TaskWorker):
    """Logs as the settings say: failures, not two lines a task."""

    def configure_logging(self, verbosity):
        pass


class Command(BaseCommand):
    """The worker: background tasks, and the search server kept level. Ends with SIGTERM or Ctrl+C."""

    help = "Run background tasks (TASKS_BACKEND=database) and keep the search server level (ELASTICSEARCH_URL)."

    def handle(self, **options):
        stop = Event()
        if is_configured():
            keeper = Thread(target=Keeper().run, args=[stop], daemon=True, name="search-keeper")
            keeper.start()
        try:
            if settings.HAS_WORKER:
                call_command(QuietTaskWorker(), reload=False)
            elif is_configured():
                keeper.join()
        except KeyboardInterrupt:
            pass
        finally:
            stop.set()
