"""Every address of the workshops."""

urlpatterns = []
