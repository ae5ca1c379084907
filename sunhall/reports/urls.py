"""Addresses of reports."""

from django.urls import URLPattern, path

from sunhall.reports.views import pages, rows

workbench: list[URLPattern] = [
    path("reports/", pages.reports, name="reports"),
    path("reports/<int:pk>/", pages.report, name="report"),
    path("reports/<int:pk>/approve/", pages.approve, name="report-approve"),
    path("reports/<int:pk>/compare/", pages.compare, name="report-compare"),
    path("reports/<int:pk>/pdf/", pages.pdf, name="report-pdf"),
    path("reports/<int:pk>/docx/", pages.docx, name="report-docx"),
    path("reports/<int:pk>/rows/", rows.rows, name="report-rows"),
    path("reports/<int:pk>/rows.csv", rows.export, name="report-rows-csv"),
]
