"""The vectors of what can be found, kept beside its texts."""

from django.db import models


class SearchVector(models.Model):
    """Where a record stands in one model's space, by what it says in one language.

    Only a vector whose record is live and has a text in that language may be used: others wait to be removed.
    """

    record = models.ForeignKey("search.SearchRecord", on_delete=models.CASCADE, related_name="vectors")
    language = models.CharField(max_length=10)
    model = models.CharField(max_length=120)
    content_hash = models.CharField(max_length=32)  # of the text that was embedded
    vector = models.BinaryField()  # of length 1, float32, little endian
    generation = models.BigIntegerField(db_index=True)  # of the change that wrote it (`search/generations.py`)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "language", "model"], name="one_search_vector_per_text_and_model")
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.language}"
