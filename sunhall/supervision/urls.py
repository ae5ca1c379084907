"""Addresses of supervision."""

from django.urls import URLPattern, path

from sunhall.supervision.views import checks, cockpit, letters, listing, listings, specials

workbench: list[URLPattern] = [
    path("watch/", cockpit.cockpit, name="watch"),
    path("watch/list/", listing.behind, name="watch-list"),
    path("watch/list.csv", listing.export, name="watch-list-csv"),
    path("watch/signals/", checks.signals, name="watch-signals"),
    path("letters/", letters.letters, name="letters"),
    path("letters/new/<str:number>/", letters.letter_new, name="letter-new"),
    path("letters/<int:pk>/", letters.letter, name="letter"),
    path("letters/<int:pk>/sign/", letters.letter_sign, name="letter-sign"),
    path("letters/<int:pk>/answer/", letters.letter_answer, name="letter-answer"),
    path("letters/<int:pk>/withdraw/", letters.letter_withdraw, name="letter-withdraw"),
    path("letters/<int:pk>/paper/", letters.letter_paper, name="letter-paper"),
    path("proposals/", letters.proposals, name="proposals"),
    path("proposals/<int:pk>/dismiss/", letters.proposal_dismiss, name="proposal-dismiss"),
    path("listings/", listings.listings, name="listings"),
    path("listings/new/<str:number>/", listings.listing_new, name="listing-new"),
    path("listings/<int:pk>/", listings.listing, name="listing"),
    path("listings/<int:pk>/progress/", listings.listing_progress, name="listing-progress"),
    path("listings/<int:pk>/remove/", listings.listing_remove, name="listing-remove"),
    path("checks/", checks.checks, name="checks"),
    path("checks/<int:pk>/", checks.check, name="check"),
    path("checks/<int:pk>/missed/", checks.check_miss, name="check-miss"),
    path("findings/", checks.findings, name="findings"),
    path("findings/<int:pk>/", checks.finding, name="finding"),
    path("samples/", checks.samples, name="samples"),
    path("samples/<int:pk>/", checks.sample, name="sample"),
    path("specials/", specials.specials, name="specials"),
    path("specials/<int:pk>/", specials.special, name="special"),
    path("specials/<int:pk>/approve/", specials.special_approve, name="special-approve"),
    path("specials/<int:pk>/rows/<str:figure>/", specials.special_rows, name="special-rows"),
    path("specials/<int:pk>/paper/", specials.special_paper, name="special-paper"),
]
