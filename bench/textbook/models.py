"""What the textbook consumer stores."""

from django.db import models


class Entry(models.Model):
    """One message, open to read."""

    room = models.CharField(max_length=40, db_index=True)
    text = models.TextField()
    posted_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return str(self.pk)
