from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("index", "0004_judged"), ("index", "0004_looks")]

    operations = [
        migrations.AddField(model_name="claim", name="sentence_level", field=models.SmallIntegerField(default=0)),
    ]
