"""What a vocabulary's English said when its label in another language was written."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LabelStanding(models.Model):
    """Kept by `translation.labels` for every label but the English: it tells when the English has changed since."""

    label = models.OneToOneField("taxonomy.TermLabel", on_delete=models.CASCADE, related_name="standing")
    source = models.CharField(max_length=16, help_text="Digest of the English label and scope note then.")
    target = models.CharField(max_length=16, help_text="Digest of this label and scope note.")

    class Meta:
        ordering = ["label"]
        verbose_name = _("standing of a label")
        verbose_name_plural = _("standings of labels")

    def __str__(self):
        return f"{self.label_id}: {self.source} {self.target}"
