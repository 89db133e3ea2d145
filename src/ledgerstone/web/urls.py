"""Every address of the review room. Each view says who may see it (``policies.py``); allauth's are opened here."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import path

from ledgerstone.web.pages import (
    deciding,
    entering,
    incident,
    incident_acts,
    lists,
    log,
    material,
    people,
    pictures,
    places,
    releases,
    report,
    report_original,
    report_work,
    searches,
    standards,
    start,
    taking,
    timeline,
    verifying,
)
from ledgerstone.web.policies import Anyone, opened_to

_anyone = opened_to(Anyone.NOBODY)
_account = opened_to(Anyone.ACCOUNT)

urlpatterns = [
    path("", start.start, name="start"),
    path("incidents/<str:incident>/", incident.incident, name="incident"),
    path("incidents/<str:incident>/figures/", incident.figures_if, name="incident_figures"),
    path("incidents/<str:incident>/others/", incident.others, name="incident_others"),
    path("incidents/<str:incident>/why/<str:record>/", incident.why_here, name="incident_why_here"),
    *(
        path(f"incidents/<str:incident>/{each}/", act, name=f"incident_{act.__name__}")
        for each, act in incident_acts.ACTS.items()
    ),
    path("material/", material.material, name="material"),
    path("material/queue/", material.queue, name="material_queue"),
    path("material/files/", material.files, name="material_files"),
    path("material/addresses/", material.addresses, name="material_addresses"),
    path("material/decide/", material.decide, name="material_decide"),
    path("material/run/", material.run, name="material_run"),
    path("enter/<str:ticket>/", entering.enter, name="enter"),
    path("invitation/<str:word>/", entering.accept, name="accept"),
    path("reports/next/", report.next_report, name="next_report"),
    path("reports/<str:report>/", report.report, name="report"),
    path("reports/<str:report>/furniture/", report.furniture, name="furniture"),
    path("reports/<str:report>/original/", report_original.original, name="original"),
    path("reports/<str:report>/original/pages/<int:number>/", report_original.page, name="original_page"),
    path("reports/<str:report>/original/picture/", report_original.picture, name="original_picture"),
    path("reports/<str:report>/original/screenshot/", report_original.screenshot, name="screenshot"),
    path("reports/<str:report>/claims/add/", deciding.add, name="add_claim"),
    path("reports/<str:report>/claims/<str:claim>/decide/", deciding.decide, name="decide"),
    path("reports/<str:report>/claims/<str:claim>/correct/", deciding.correct, name="correct"),
    path("reports/<str:report>/claims/<str:claim>/history/", deciding.history, name="claim_history"),
    path("reports/<str:report>/notes/", report_work.note, name="note"),
    path("reports/<str:report>/take/", report_work.take, name="take_on"),
    path("reports/<str:report>/done/", report_work.done, name="done"),
    path("reports/<str:report>/assign/", report_work.assign, name="assign"),
    path("standards/", standards.standards, name="standards"),
    path("standards/if/", standards.standards_if, name="standards_if"),
    path("standards/decide/", standards.decide, name="standards_decide"),
    path("standards/<str:decision>/take-back/", standards.take_back, name="standards_take_back"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/invitations/<int:number>/take-back/", people.take_back, name="take_back"),
    path("people/<int:number>/roles/", people.roles, name="roles"),
    path("people/<int:number>/close/", people.close, name="close"),
    path("people/<int:number>/open/", people.open_again, name="open_again"),
    path("people/<int:number>/password/", people.password, name="new_password"),
    path("people/<int:number>/factors/", people.factors, name="take_factors"),
    path("log/", log.log, name="log"),
    path("incidents/", lists.incidents, name="incidents"),
    path("claims/", lists.claims, name="claims"),
    path("reports/", lists.reports, name="reports"),
    path("victims/", lists.victims, name="victims"),
    path("searches/", searches.searches, name="searches"),
    path("searches/save/", searches.save, name="save_search"),
    path("searches/<int:number>/drop/", searches.drop, name="drop_search"),
    path("lists/<str:name>.<str:form>", taking.take, name="take"),
    path("releases/", releases.made, name="releases"),
    path("releases/prepare/", releases.prepare, name="prepare_release"),
    path("releases/prepared/<int:number>/", releases.prepared, name="release_prepared"),
    path("releases/prepared/<int:number>/state/", releases.state, name="release_state"),
    path("releases/prepared/<int:number>/let-go/", releases.let_go, name="let_go"),
    path("releases/prepared/<int:number>/<str:name>", releases.file, name="release_file"),
    path("releases/<str:release>.zip", releases.take, name="take_release"),
    path("verify/", verifying.verifying, name="verifying"),
    path("verify/state/", verifying.state, name="verifying_state"),
    path("verify/ask/", verifying.verify, name="verify"),
    path("map/", places.map_, name="map"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("pictures/", pictures.pictures, name="pictures"),
    path("pictures/<str:name>.<str:form>", pictures.picture, name="picture"),
    path("account/here/", entering.here, name="here"),
    path("account/login/", entering.log_in, name="account_login"),
    path("account/logout/", _account(account.logout), name="account_logout"),
    path("account/inactive/", _anyone(account.account_inactive), name="account_inactive"),
    path("account/reauthenticate/", _account(account.reauthenticate), name="account_reauthenticate"),
    path("account/password/", entering.change_password, name="account_change_password"),
    path("account/sessions/", entering.sessions, name="usersessions_list"),
    path("account/factor/", _account(factor.index), name="mfa_index"),
    path("account/factor/authenticate/", _anyone(factor.authenticate), name="mfa_authenticate"),
    path("account/factor/reauthenticate/", _account(factor.reauthenticate), name="mfa_reauthenticate"),
    path("account/factor/app/activate/", _account(totp.activate_totp), name="mfa_activate_totp"),
    path("account/factor/app/deactivate/", _account(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/factor/codes/", _account(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("account/factor/codes/generate/", _account(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("account/factor/codes/download/", _account(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("account/factor/keys/", _account(keys.list_webauthn), name="mfa_list_webauthn"),
    path("account/factor/keys/add/", _account(keys.add_webauthn), name="mfa_add_webauthn"),
    path("account/factor/keys/again/", _account(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("account/factor/keys/<int:pk>/remove/", _account(keys.remove_webauthn), name="mfa_remove_webauthn"),
    path("account/factor/keys/<int:pk>/edit/", _account(keys.edit_webauthn), name="mfa_edit_webauthn"),
]

handler400 = "ledgerstone.web.refusing.bad_request"
handler403 = "ledgerstone.web.refusing.forbidden"
handler404 = "ledgerstone.web.refusing.not_found"
handler500 = "ledgerstone.web.refusing.fault"
