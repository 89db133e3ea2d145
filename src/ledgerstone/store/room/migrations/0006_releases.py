import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("room", "0005_held")]

    operations = [
        migrations.CreateModel(
            name="ReleasePrepared",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked", models.DateTimeField()),
                ("title", models.CharField(blank=True, default="", max_length=200)),
                ("policy", models.CharField(max_length=40)),
                ("shapes", models.TextField()),
                ("digest", models.CharField(default="", max_length=64)),
                ("summary", models.TextField(default="{}")),
                ("holds", models.TextField(default="{}")),
                ("files", models.BinaryField(null=True)),
                ("release", models.CharField(default="", max_length=64)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"ordering": ("-id",)},
        ),
        migrations.CreateModel(
            name="ReleaseMade",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("release", models.CharField(max_length=64, unique=True)),
                ("entry", models.BigIntegerField(null=True)),
                ("version", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=80)),
                ("title", models.CharField(blank=True, default="", max_length=200)),
                ("method", models.TextField()),
                ("manifest", models.TextField()),
                ("records", models.BigIntegerField()),
                ("withheld", models.BigIntegerField()),
                ("holds", models.TextField(default="{}")),
                ("files", models.BinaryField(null=True)),
            ],
            options={"ordering": ("-entry",)},
        ),
        migrations.CreateModel(
            name="ReleasesNoted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.BigIntegerField()),
            ],
        ),
    ]
