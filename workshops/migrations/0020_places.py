from django.db import migrations


class Migration(migrations.Migration):
    """Where a run stands is kept as places since 0019."""

    dependencies = [
        ('workshops', '0019_companies'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='run',
            name='attempt',
        ),
        migrations.RemoveField(
            model_name='run',
            name='step',
        ),
        migrations.RemoveField(
            model_name='run',
            name='step_began_at',
        ),
        migrations.RemoveField(
            model_name='run',
            name='telling',
        ),
    ]
