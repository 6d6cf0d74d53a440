"""The front door, and what an operator may ask: is it alive, is it ready."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from facilitator import health


@require_safe
def home(request):
    """A page that says nothing about anybody: sign in, or come in by a link or a code."""
    return render(request, "home.html")


@require_safe
def health_live(request):
    """The process answers."""
    return JsonResponse({"alive": True})


@require_safe
def health_ready(request):
    """Whether everything a session needs is within reach; names of parts only, no versions, no addresses."""
    parts = health.look()
    is_ready = all(parts.values())
    return JsonResponse({"ready": is_ready, "parts": parts}, status=200 if is_ready else 503)
