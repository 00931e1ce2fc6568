"""Following a notice to what it tells of, which is when it has been read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from cia.notices.models import Notice
from cia.ui.pages import Page


class FollowView(Page):
    """Only posted to: following a link must not change anything."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, number: int) -> HttpResponse:
        notice = get_object_or_404(Notice, pk=number, recipient=self.user)
        notice.read(at=self.at)
        return redirect(notice.link)
