"""Addresses of the public hall."""

from django.urls import path

from onewindow.kernel.faces.hall import acts, case, form, home, inbox, issued, matters, mydata, papers, review, start

urlpatterns = [
    path("", home.home, name="hall-home"),
    path("matters/", matters.matters, name="hall-matters"),
    path("matters/<str:code>/", matters.guide_page, name="hall-guide"),
    path("matters/<str:code>/states.mmd", matters.diagram, name="hall-diagram"),
    path("matters/<str:code>/start/", start.start, name="hall-start"),
    path("apply/<int:case_id>/", form.resume, name="hall-resume"),
    path("apply/<int:case_id>/<int:page>/", form.form, name="hall-form"),
    path("apply/<int:case_id>/<int:page>/save/", form.save, name="hall-save"),
    path("apply/<int:case_id>/papers/", papers.papers, name="hall-papers"),
    path("apply/<int:case_id>/check/", review.review, name="hall-review"),
    path("apply/<int:case_id>/discard/", acts.discard, name="hall-discard"),
    path("mine/", home.mine, name="hall-mine"),
    path("mine/<str:number>/", case.case, name="hall-case"),
    path("mine/<str:number>/rate/", acts.rating, name="hall-rate"),
    path("mine/<str:number>/step/<str:code>/", acts.step, name="hall-step"),
    path("mine/<str:number>/document/<int:document_id>/", issued.document, name="hall-document"),
    path("inbox/", inbox.inbox, name="hall-inbox"),
    path("readings/", mydata.looks, name="hall-readings"),
    path("data/", mydata.mydata, name="hall-data"),
    path("check/", issued.check_ask, name="hall-check-ask"),
    path("check/<str:code>", issued.check, name="hall-check"),
    path("ask/", home.ask, name="hall-ask"),
]
