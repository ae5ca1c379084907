"""Addresses of the knowledge base: for staff, and what everybody may ask."""

from django.urls import URLPattern, URLResolver, path

from sunhall.knowledge.views import doubting, figures, keeping, loading, sampling
from sunhall.knowledge.views import portal as public
from sunhall.knowledge.views import workbench as desk

portal: list[URLPattern | URLResolver] = [
    path("ask/", public.ask, name="ask"),
    path("ask/<str:number>/", public.article, name="article"),
    path("ask/<str:number>/print/", public.article_print, name="article-print"),
    path("ask/<str:number>/useful/", public.judge, name="article-judge"),
]
workbench: list[URLPattern | URLResolver] = [
    path("knowledge/", desk.knowledge, name="knowledge"),
    path("knowledge/figures/", figures.figures, name="knowledge-figures"),
    path("knowledge/load/", loading.load, name="knowledge-load"),
    path("knowledge/samples/", sampling.samples, name="knowledge-samples"),
    path("knowledge/samples/<int:pk>/", sampling.sample, name="knowledge-sample"),
    path("knowledge/samples/<int:sample>/<int:pk>/", sampling.mark, name="knowledge-sampled"),
    path("knowledge/new/", keeping.new, name="article-new"),
    path("knowledge/<str:number>/", desk.article, name="article"),
    path("knowledge/<str:number>/edit/", keeping.edit, name="article-edit"),
    path("knowledge/<str:number>/submit/", keeping.submit, name="article-submit"),
    path("knowledge/<str:number>/review/", keeping.review, name="article-review"),
    path("knowledge/<str:number>/withdraw/", keeping.withdraw, name="article-withdraw"),
    path("knowledge/<str:number>/versions/<int:n>/", desk.version, name="article-version"),
    path("knowledge/<str:number>/doubt/", doubting.doubt, name="article-doubt"),
    path("knowledge/<str:number>/doubts/<int:pk>/", doubting.answer, name="doubt-answer"),
]
