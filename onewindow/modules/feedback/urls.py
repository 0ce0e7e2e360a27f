"""Addresses."""

from django.urls import path

from onewindow.modules.feedback import pages

urlpatterns = [path("desk/feedback/", pages.home, name="feedback-home")]
