from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("index", "0004_judged"), ("index", "0004_looks")]

    operations = [
        migrations.CreateModel(
            name="Kept",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("of", models.TextField()),
                ("key", models.TextField()),
                ("seen_from", models.SmallIntegerField()),
                ("seen_to", models.SmallIntegerField()),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("incidents", models.BigIntegerField()),
                ("withheld", models.BigIntegerField()),
                ("parts", models.BigIntegerField()),
                ("told", models.BigIntegerField()),
                ("low", models.BigIntegerField()),
                ("high", models.BigIntegerField()),
                ("without_low", models.BigIntegerField()),
                ("without_high", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("of", "key", "seen_from", "seen_to"), name="index_kept_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="incident", index=models.Index(fields=["lon", "lat"], name="index_incident_point")
        ),
    ]
