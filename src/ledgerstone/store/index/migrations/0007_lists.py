from django.db import migrations, models

_ORDERS = {
    "claim": ["order", "record", "first", "last", "level", "sentence_level"],
    "incident": ["order", "record", "first", "last", "seen_from", "seen_to"],
    "report": ["order", "record", "day", "level", "text_level"],
}
_SUMS = ["incident", "harm", "status", "group", "told_by", "low", "high"]


def _again(model: str, fields: list[str]) -> tuple[migrations.RemoveIndex, migrations.AddIndex]:
    """Make the index by which a list is read anew, with what is asked of its rows along the way."""
    name = f"index_{model}_order"
    index = models.Index(fields=fields, name=name)
    return migrations.RemoveIndex(model_name=model, name=name), migrations.AddIndex(model_name=model, index=index)


class Migration(migrations.Migration):
    dependencies = [("index", "0006_names")]

    operations = [
        *(change for model, fields in _ORDERS.items() for change in _again(model, fields)),
        migrations.AddIndex(model_name="toll", index=models.Index(fields=_SUMS, name="index_toll_sums")),
    ]
