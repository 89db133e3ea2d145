from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("index", "0005_sentences"), ("index", "0005_kept")]

    operations = [
        migrations.CreateModel(
            name="Named",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("claim", models.TextField(db_index=True)),
                ("word", models.TextField(db_index=True)),
                ("name", models.TextField()),
                ("speaker", models.BooleanField()),
            ],
            options={"abstract": False},
        ),
    ]
