from django.db import migrations

from cia.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("stakeholders", "0001_initial"), ("audit", "0002_events_never_change")]

    operations = [
        append_only("stakeholders_contact"),
        append_only("stakeholders_contactparty"),
        append_only("stakeholders_concern"),
        append_only("stakeholders_concernevent"),
        append_only("stakeholders_commitment"),
        append_only("stakeholders_commitmentevent"),
    ]
