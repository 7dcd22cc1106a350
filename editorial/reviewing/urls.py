"""The reviewer's screens, under `/{language}/review/`."""

from django.urls import path

from editorial.reviewing import entering, views

urlpatterns = [
    path("", views.my_reviews, name="reviews"),
    path("about-me/", views.about_me, name="review-about-me"),
    path("link/<str:token>/", entering.follow_link, name="review-link"),
    path("<int:number>/", views.review, name="review"),
    path("<int:number>/agree/", views.agree, name="review-agree"),
    path("<int:number>/decline/", views.refuse, name="review-refuse"),
    path("sign-off/<int:number>/", views.sign_off, name="sign-off"),
]
