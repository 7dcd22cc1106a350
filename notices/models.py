"""What the library tells a person: each notice once, in their inbox and by mail."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy as _

from notices.texts import Text, text_of


class NoticeQuerySet(models.QuerySet):
    def for_user(self, user):
        """The scope of an inbox: everything below starts from here."""
        return self.filter(recipient=user)

    def unread(self):
        return self.filter(read_at=None)

    def unmailed(self):
        """Those no mail has taken yet, of people who can still sign in."""
        return self.filter(mailed_at=None, recipient__is_active=True).exclude(recipient__email="")


class Notice(models.Model):
    """One thing that happened and concerns one person. `key` names it, so that it is told to them once.

    The words are made when it is read, in the reader's language, from `kind` (a template in `templates/notices/`) and
    `facts`.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(max_length=120)
    facts = models.JSONField(default=dict)
    link = models.JSONField(default=list)  # [name of the address, *arguments]
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["recipient", "key"], name="notice_told_once")]
        indexes = [models.Index(fields=["mailed_at", "created_at"])]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self):
        return f"{self.kind} {self.key}"

    def text_in(self, language: str) -> Text:
        """The words in a language."""
        return text_of(self.kind, self.facts, self.recipient.get_full_name(), language)

    @property
    def text(self) -> Text:
        """The words in the reader's language."""
        return self.text_in(get_language())
