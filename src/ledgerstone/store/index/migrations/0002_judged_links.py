from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("index", "0001_initial")]

    operations = [
        migrations.AddField(model_name="linked", name="judged", field=models.BooleanField(default=False)),
    ]
