"""Every address of the house: the parts bring their own."""

from django.urls import include, path
from django.views.i18n import set_language

from facilitator import styleguide, views

urlpatterns = [
    path("", views.home, name="home"),
    path("language/", set_language, name="set_language"),
    path("health/live", views.health_live, name="health_live"),
    path("health/ready", views.health_ready, name="health_ready"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("", include("accounts.urls")),
    path("", include("workshops.urls")),
]
handler403 = handler404 = "facilitator.errors.not_found"
handler500 = "facilitator.errors.server_error"
