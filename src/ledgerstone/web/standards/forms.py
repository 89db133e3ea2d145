"""A decision as a form; the rules of what can be decided are those of ``actions/setting_standards.py``."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from ledgerstone import vocabulary
from ledgerstone.actions import setting_standards
from ledgerstone.reconciling.standards import Decision
from ledgerstone.store.store import Store

_LONGEST = 300
_SEVERAL = gettext_lazy("Several at once: hold Ctrl, or Cmd. None chosen asks for nothing.")
_OTHERS = "others"  # where a role could stand


_DAY = forms.DateInput({"type": "date"})  # each field copies it


class _Decision(forms.Form):
    """What every decision holds."""

    because = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=5000,
        required=False,  # a look needs none; recording refuses without
        widget=forms.TextInput(attrs={"size": 60}),
    )

    def chosen(self) -> dict[str, Any]:
        """Return what the form says, with a reason in any case: a look at what would be needs none."""
        return {**self.cleaned_data, "because": self.cleaned_data["because"] or "-"}


class _Days(_Decision):
    since = forms.DateField(label=gettext_lazy("From the day"), required=False, widget=_DAY)
    until = forms.DateField(label=gettext_lazy("To the day"), required=False, widget=_DAY)


class Appraise(_Days):
    """Whether a source is held credible."""

    kind = forms.CharField(initial="appraise", widget=forms.HiddenInput)
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=_LONGEST,
        required=False,
        help_text=gettext_lazy("An outlet, its site, an office or a person, as reports print the name."),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("or all who speak as"),
        required=False,
        help_text=gettext_lazy("In place of a name. “All others” are those on whom nobody decided."),
    )
    credibility = forms.ChoiceField(label=gettext_lazy("Is held"))
    field_order = ("source", "role", "credibility", "since", "until", "because")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = [("", ""), *_codes("speaker_role"), (_OTHERS, gettext("all others"))]  # type: ignore[attr-defined]
        self.fields["credibility"].choices = [("", ""), *_codes("credibility")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check that it says of whom."""
        given = super().clean() or self.cleaned_data
        if bool(given.get("source")) == bool(given.get("role")):
            self.add_error("source", gettext("Name a source, or choose a role: one of the two."))
        return given

    def made(self, store: Store, *, by: str) -> Decision:
        """Return the decision; nothing is recorded."""
        del store
        given = self.chosen()
        return setting_standards.appraisal(
            given["source"] or None,
            given["credibility"],
            role=given["role"] if given["role"] not in {"", _OTHERS} else None,
            because=given["because"],
            since=given["since"],
            until=given["until"],
            by=by,
        )


class Own(_Days):
    """Who owns an outlet."""

    kind = forms.CharField(initial="own", widget=forms.HiddenInput)
    outlet = forms.CharField(label=gettext_lazy("Outlet"), max_length=_LONGEST)
    owner = forms.CharField(label=gettext_lazy("Is owned by"), max_length=_LONGEST)
    field_order = ("outlet", "owner", "since", "until", "because")

    def made(self, store: Store, *, by: str) -> Decision:
        """Return the decision; nothing is recorded."""
        del store
        given = self.chosen()
        return setting_standards.ownership(
            given["outlet"],
            given["owner"],
            because=given["because"],
            since=given["since"],
            until=given["until"],
            by=by,
        )


class Include(_Decision):
    """Which incidents count."""

    kind = forms.CharField(initial="include", widget=forms.HiddenInput)
    harms = forms.MultipleChoiceField(label=gettext_lazy("Somebody was"), required=False, help_text=_SEVERAL)
    statuses = forms.MultipleChoiceField(label=gettext_lazy("Who was"), required=False, help_text=_SEVERAL)
    at_least = forms.IntegerField(label=gettext_lazy("At least so many people"), required=False, min_value=1)
    regions = forms.CharField(
        label=gettext_lazy("In one of these areas, one a line"),
        required=False,
        widget=forms.Textarea({"rows": 2, "cols": 30}),
    )
    earliest = forms.DateField(label=gettext_lazy("From the day"), required=False, widget=_DAY)
    latest = forms.DateField(label=gettext_lazy("To the day"), required=False, widget=_DAY)
    field_order = (
        "harms",
        "statuses",
        "at_least",
        "regions",
        "earliest",
        "latest",
        "because",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["harms"].choices = list(_codes("harm"))  # type: ignore[attr-defined]
        self.fields["statuses"].choices = list(_codes("status"))  # type: ignore[attr-defined]

    def made(self, store: Store, *, by: str) -> Decision:
        """Return the decision; nothing is recorded."""
        given = self.chosen()
        return setting_standards.criteria(
            store,
            because=given["because"],
            harms=given["harms"],
            statuses=given["statuses"],
            at_least=given["at_least"],
            regions=[line.strip() for line in given["regions"].splitlines() if line.strip()],
            earliest=given["earliest"],
            latest=given["latest"],
            by=by,
        )


FORMS: dict[str, type[Appraise | Own | Include]] = {"appraise": Appraise, "own": Own, "include": Include}


def _codes(name: str) -> list[tuple[str, str]]:
    return [(code.name, gettext(code.name.replace("_", " "))) for code in vocabulary.code_list(name).codes]
