"""Django is set up once a process: in the tests as the review room needs it, which is more than the store needs."""

from ledgerstone.web.project import Profile
from ledgerstone.web.serving import set_up

_KEY = "what signs the sessions of these tests, which is no secret at all"
set_up(Profile(secret=_KEY, hosts=("testserver", "127.0.0.1")))
