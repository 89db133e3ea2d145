from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("index", "0003_codes")]

    operations = [
        migrations.AddField(model_name="incident", name="looks", field=models.BigIntegerField(default=0)),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["record"], condition=models.Q(("looks__gt", 0)), name="index_incident_looks"),
        ),
    ]
