"""What the stages say of records, in the language of whoever reads: codes, figures, days, reasons, names of incidents.

Records and stages speak English, for good: a reason is part of a toll. ``sentences.py`` knows how each is put together,
``speaking.py`` takes one apart by that and says it in another language, ``listing.py`` lists what is to be translated
and stands in data, not in code.
"""

from ledgerstone.web.saying.speaking import said, said_day, said_error, said_label, said_number

__all__ = ["said", "said_day", "said_error", "said_label", "said_number"]
