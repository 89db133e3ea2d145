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
    gettext_noop("looked at what would leave"),
    gettext_noop("let a release out"),
    gettext_noop("took a release"),
    gettext_noop("had the case verified"),
)
WITHHELD = (
    gettext_noop("nobody has reviewed it"),
    gettext_noop("a reviewer rejected it"),
    gettext_noop("a reviewer withheld it"),
    gettext_noop("the review is pending"),
    gettext_noop("the review was inconclusive"),
    gettext_noop("two people decided otherwise, and nobody has settled it"),
    gettext_noop("its verdict lets nothing out"),
    gettext_noop("its correction cannot be read"),
    gettext_noop("its correction belongs to another report"),
    gettext_noop("it is handled as restricted or sealed"),
    gettext_noop("sexual violence is not released unless a person opened it and said why"),
    gettext_noop("none of its claims was released"),
    gettext_noop("it rests on claims that were not released"),
    gettext_noop("name of the speaker masked"),
    gettext_noop("name and kin of a survivor masked"),
    gettext_noop("coordinates finer than a settlement rounded to a tenth of a degree"),
    gettext_noop("a name in the passage masked"),
    gettext_noop("its sentence tells of something that is closed, too"),
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
