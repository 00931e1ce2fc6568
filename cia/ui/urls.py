"""The gallery, for whoever builds pages."""

from django.urls import path

from cia.ui.gallery import GalleryView

urlpatterns = [path("", GalleryView.as_view(), name="gallery")]
