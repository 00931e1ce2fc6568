from django.urls import path

from cia.notices.views import FollowView

urlpatterns = [
    path("<int:number>/follow/", FollowView.as_view(), name="follow-notice"),
]
