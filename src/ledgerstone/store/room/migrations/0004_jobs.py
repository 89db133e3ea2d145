from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("room", "0003_searches")]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("given", models.TextField(default="{}")),
                ("by", models.CharField(max_length=80)),
                ("state", models.CharField(db_index=True, max_length=10)),
                ("asked", models.DateTimeField()),
                ("began", models.DateTimeField(null=True)),
                ("beat", models.DateTimeField(null=True)),
                ("ended", models.DateTimeField(null=True)),
                ("tries", models.IntegerField(default=0)),
                ("stage", models.CharField(default="", max_length=20)),
                ("done", models.IntegerField(default=0)),
                ("total", models.IntegerField(default=0)),
                ("result", models.TextField(default="{}")),
            ],
            options={"ordering": ("-id",)},
        ),
    ]
