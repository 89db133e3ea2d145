"""The review room: a Django project without models and without SQL. `ledgerstone serve` runs it for one case.

    project.py     Django's settings, made per process for one of the two profiles
    apps.py        the app; it holds the case that is served, and refuses to start with a page that nobody may see
    desk.py        what a page works with: the store, who asks, what they may do and see
    policies.py    ``@opened_to(...)``: who may see a page; what has no policy is closed
    gate.py        the middleware that asks the policies, at each request
    serving.py     open the case, set Django up, serve
    urls.py        every address, a line a page
    pages/         thin views, a module a page;   templates/NAME/, static/room/NAME.js   what they show

docs/web/developing.md says how a page is added.
"""
