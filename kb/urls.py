"""Every address of the site. Public pages stand under their language's prefix; the rest is listed one by one."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path, re_path
from django.views import defaults
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from accounts import views as accounts_views
from exchange.citations import cite
from exchange.feeds import CaseFeed
from exchange.sitemaps import SITEMAPS, robots
from kb import views
from kb.letters import letters
from notices import views as notices_views
from policies import file_views, views as policies_views
from search.api import search_api
from search.views import suggest
from translation import views as translation_views

urlpatterns = [
    path("", views.language_redirect, name="root"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-section"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap-section"),
    path("api/search/", search_api, name="search-api"),
    path("admin/login/", views.to_login),
    path("admin/failwhale/", defaults.page_not_found, {"exception": None}),  # Wagtail's own trial of a broken page
    path("admin/", include(wagtailadmin_urls)),
    path("documents/<int:number>/<str:filename>", file_views.document, name="wagtaildocs_serve"),  # Wagtail's own name
    re_path(r"^media/(?P<name>images/.+)$", file_views.rendition, name="media"),
    *i18n_patterns(
        re_path(r"^cite/(?P<record_id>[a-z0-9-]+)\.(?P<extension>bib|ris)$", cite, name="cite"),
        path("wanted/<int:number>/", translation_views.want, name="want"),
        path("feed/", CaseFeed(), name="feed"),
        path("themes/", policies_views.theme_index, name="themes"),
        path("themes/<slug:code>/", policies_views.theme_detail, name="theme"),
        path("suggest/", suggest, name="suggest"),
        path("account/", accounts_views.account, name="account"),
        path("account/invitation/<str:token>/", accounts_views.accept_invitation, name="accept-invitation"),
        path("letters/", letters, name="letters"),
        path("contribute/", include("editorial.submissions.urls")),
        path("review/", include("editorial.reviewing.urls")),
        path("", include("editorial.publication.urls")),
        path("network/", include("network.urls")),
        path("inbox/", notices_views.inbox, name="inbox"),
        path("inbox/<int:number>/", notices_views.open_notice, name="open-notice"),
        path("inbox/read/", notices_views.read_all, name="inbox-read"),
        path("account/2fa/", include("allauth.mfa.urls")),
        path("account/", include("allauth.account.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=True,
    ),
]

handler404 = "kb.views.not_found"
handler500 = "kb.views.server_error"
