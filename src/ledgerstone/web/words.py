"""Words that templates translate by a variable, named here so that `makemessages` finds them."""

from django.utils.translation import gettext_noop

ROLES = (
    gettext_noop("reader"),
    gettext_noop("coder"),
    gettext_noop("reviewer"),
    gettext_noop("releaser"),
    gettext_noop("keeper"),
)
DOINGS = (
    gettext_noop("logged in"),
    gettext_noop("logged out"),
    gettext_noop("was not let in"),
    gettext_noop("added a second factor"),
    gettext_noop("removed a second factor"),
    gettext_noop("changed the password"),
    gettext_noop("ended other sessions"),
    gettext_noop("invited"),
    gettext_noop("took an invitation back"),
    gettext_noop("accepted an invitation"),
    gettext_noop("changed the roles"),
    gettext_noop("closed the account"),
    gettext_noop("opened the account again"),
    gettext_noop("took the second factors"),
    gettext_noop("read what is sealed"),
    gettext_noop("was refused"),
    gettext_noop("took a list"),
    gettext_noop("left material aside"),
)
STAGES = (
    gettext_noop("reading"),
    gettext_noop("extraction"),
    gettext_noop("linking"),
    gettext_noop("reconciling"),
    gettext_noop("index"),
    gettext_noop("capture"),
    gettext_noop("look"),
)
