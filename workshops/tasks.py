"""What Celery calls: three lines around an action each, with ids as the only arguments."""

from celery import shared_task

from workshops.running.sweep import sweep as look_at_the_schedule


@shared_task
def sweep():
    """The tick: carry out whatever has become due."""
    look_at_the_schedule()
