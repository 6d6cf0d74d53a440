"""The addresses of staff: signing in, my account, the organisation, joining it."""

from django.urls import include, path, re_path

from accounts.views import account, organisation, staff_invitation

its_address = "organisation/<uuid:organisation_id>/"
invitation = its_address + "invitations/<uuid:invitation_id>/"
person = its_address + "people/<uuid:person_id>/"

urlpatterns = [
    path("account/", account.account_show, name="account"),
    re_path(r"^account/(signup|email|confirm-email)/", account.closed, name="account_closed"),
    path("account/", include("allauth.urls")),
    path("organisation/", organisation.organisation_choose, name="organisation"),
    path(its_address, organisation.organisation_show, name="organisation_show"),
    path(its_address + "name/", organisation.organisation_rename, name="organisation_rename"),
    path(its_address + "invitations/", organisation.invitation_create, name="staff_invitation_create"),
    path(invitation + "sending/", organisation.invitation_renew, name="staff_invitation_renew"),
    path(invitation + "revocation/", organisation.invitation_revoke, name="staff_invitation_revoke"),
    path(person, organisation.person_show, name="person_show"),
    path(person + "roles/", organisation.role_give, name="role_give"),
    path(person + "roles/<slug:role>/ending/", organisation.role_end, name="role_end"),
    path("staff-invitation", staff_invitation.invitation_open, name="staff_invitation_open"),
    path("staff-invitation/acceptance/", staff_invitation.invitation_accept, name="staff_invitation_accept"),
]
