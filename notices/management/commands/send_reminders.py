from django.core.management.base import BaseCommand

from notices.reminders import send_reminders


class Command(BaseCommand):
    """Once a day, from cron: reminders, daily letters, and letters the mail server refused before. Repeatable."""

    help = "Send reminders and daily letters, and try again what could not be mailed. Run it once a day."

    def handle(self, **options):
        letters, daily = send_reminders()
        self.stdout.write(f"Sent {letters} letters and {daily} daily letters.")
