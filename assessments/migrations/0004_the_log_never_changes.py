from django.db import migrations

from cia.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("assessments", "0003_log_and_contacts"), ("audit", "0002_events_never_change")]

    operations = [
        append_only("assessments_logentry"),
        append_only("assessments_restatedrating"),
        append_only("assessments_assessmentcontact"),
    ]
