from django.urls import path

from onewindow.kernel.faces.desk import case, export, intake, lists, papers, report, steps

urlpatterns = [
    path("", lists.home, name="desk-home"),
    path("bulk", lists.bulk, name="desk-bulk"),
    path("next", case.next_case, name="desk-next"),
    path("start", intake.start, name="desk-start"),
    path("report", report.report, name="desk-report"),
    path("begin", intake.begin, name="desk-begin"),
    path("resume", intake.resume, name="desk-resume"),
    path("form/<str:number>", intake.form, name="desk-form"),
    path("inbox", papers.inbox, name="desk-inbox"),
    path("export", export.export, name="desk-export"),
    path("case/<str:number>/document/<int:document_id>", papers.document, name="desk-document"),
    path("case/<str:number>", case.case, name="desk-case"),
    path("case/<str:number>/unmask", case.unmask, name="desk-unmask"),
    path("case/<str:number>/<slug:code>", steps.step, name="desk-step"),
]
