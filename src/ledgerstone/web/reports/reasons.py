"""The reasons that one key gives. A reason of one's own can be typed in the place of each."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AS_IT_SAYS = "The passage says so."
"""The reason of an acceptance, where nobody typed another."""

TAKEN_BACK = "Taken back."

LATER = "To be decided later."

REASONS: dict[str, tuple[str | Promise, ...]] = {
    "reject": (
        _("The passage does not say this."),
        _("The figure is read wrongly."),
        _("It is about another occurrence, or about none."),
        _("It repeats another claim of this report."),
        _("It is no part of the report: an advertisement, a comment, a link."),
    ),
    "withhold": (
        _("It could put somebody in danger."),
        _("The person, or the family, does not want it."),
        _("It is about sexual violence."),
        _("It is about a child."),
        _("It was told in confidence."),
    ),
    "inconclusive": (
        _("The passage can be read in more than one way."),
        _("It is not clear whom the figure counts."),
        _("It is not clear who says it."),
        _("The translation, or the recognised text, is not good enough."),
    ),
}
