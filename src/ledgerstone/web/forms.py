"""Forms about accounts."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext, gettext_lazy

from ledgerstone.actions.accounts import NAME_LENGTH
from ledgerstone.actions.permissions import Role
from ledgerstone.store.room.models import Account


class Accept(forms.Form):
    """Who accepts an invitation: names, and a password. For a new password the names stay as they are."""

    username = forms.CharField(
        max_length=NAME_LENGTH,
        label=gettext_lazy("Name to sign in with"),
        help_text=gettext_lazy("Short, and nobody else sees it."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    name = forms.CharField(
        max_length=NAME_LENGTH,
        label=gettext_lazy("Name under which your work is recorded"),
        help_text=gettext_lazy("It stands with each decision for good. It may be a name that you only use here."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=gettext_lazy("At least 12 characters. Four words that have nothing to do with each other are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    again = forms.CharField(
        label=gettext_lazy("The same password once more"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, *args: Any, account: Account | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._account = account
        if account is not None:
            for name in ("username", "name"):
                self.fields[name].initial = getattr(account, name)
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        """Check that both passwords are the same, and not an easy one."""
        given = super().clean() or self.cleaned_data
        if "password" in given and "again" in given:
            if given["password"] != given["again"]:
                self.add_error("again", gettext("The two passwords are not the same."))
            about = Account(username=given.get("username", ""), name=given.get("name", ""))
            try:
                validate_password(given["password"], user=about)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return given


class Roles(forms.Form):
    """The roles of one account: a place on the ladder, or none, and what stands beside it."""

    ladder = forms.ChoiceField(
        label=gettext_lazy("Works as"),
        required=False,
        choices=[
            (Role.READER.value, gettext_lazy("reader")),
            (Role.CODER.value, gettext_lazy("coder")),
            (Role.REVIEWER.value, gettext_lazy("reviewer")),
            ("", gettext_lazy("none of these")),
        ],
    )
    releaser = forms.BooleanField(label=gettext_lazy("lets releases out"), required=False)
    keeper = forms.BooleanField(label=gettext_lazy("keeps the case"), required=False)

    def roles(self) -> frozenset[Role]:
        """Return the roles that were chosen."""
        given = self.cleaned_data
        chosen = {given["ladder"]} if given["ladder"] else set()
        return frozenset(map(Role, chosen | {role for role in ("releaser", "keeper") if given[role]}))
