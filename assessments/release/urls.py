"""The pages of the FOI team, and those of the public."""

from django.urls import path, re_path

from assessments.release.views.abandon import AbandonView
from assessments.release.views.candidate import CandidateHtmlView, CandidatePdfView
from assessments.release.views.carry_marks import CarryMarksView, CarryMarkView
from assessments.release.views.checking import CheckingView
from assessments.release.views.checking_pages import CheckingPageView, CheckingPictureView
from assessments.release.views.consultations import ConsultationsView, ConsultView, NotBeforeView
from assessments.release.views.disclosure import DisclosureLogView, EnterDisclosureView, TakeOutDisclosureView
from assessments.release.views.give_back import GiveBackView
from assessments.release.views.harm import AnswerHarmView, AskForHarmView
from assessments.release.views.holds import EndHoldView, HoldsView, PlaceHoldView
from assessments.release.views.marks import (
    MarkEverywhereView,
    MarkSelectionView,
    MarksView,
    RedoView,
    RemoveMarkView,
    UndoView,
)
from assessments.release.views.missed import BesideMarksView, MissedView
from assessments.release.views.notice import NoticePdfView, NoticeTextView, NoticeView
from assessments.release.views.proposals import (
    AnswerProposalView,
    ProposeOnMarkView,
    ProposeView,
    TakeProposalBackView,
)
from assessments.release.views.publication import (
    PublicationHtmlView,
    PublicationManifestView,
    PublicationPdfView,
    PublicationScheduleView,
    PublicationSignatureView,
    PublicationView,
    SigningKeyView,
)
from assessments.release.views.publish import PublishView
from assessments.release.views.reasons import ReasonsView, RestOnView, RetireSavedReasonView, WriteReasonsView
from assessments.release.views.refusing import (
    LeaveOffView,
    RefusalNoticeView,
    RefusalPdfView,
    RefusalTextView,
    RefusalView,
    WriteRefusalReasonsView,
)
from assessments.release.views.register import RegisterView
from assessments.release.views.release import ReleaseView
from assessments.release.views.releases import ReleasesView
from assessments.release.views.requests import RecordRequestView, RequestStepView, RequestsView, RequestView
from assessments.release.views.scoping import CopyForRequestView, HeldView, ScopeView, SearchHeldView
from assessments.release.views.send_for_checking import SendForCheckingView
from assessments.release.views.start import StartView
from assessments.release.views.suggestions import DecideSuggestionsView, SuggestionsView
from assessments.release.views.take_down import TakeDownView
from assessments.release.views.taken_down import BreachView, PutBackView, TellThePublicView

urlpatterns = [
    path("release/", ReleasesView.as_view(), name="releases"),
    path("release/start/<str:reference>/<int:version>/", StartView.as_view(), name="release-start"),
    path("release/<str:number>/", ReleaseView.as_view(), name="release"),
    path("release/<str:number>/marks/", MarksView.as_view(), name="release-marks"),
    path("release/<str:number>/marks/selection/", MarkSelectionView.as_view(), name="release-mark-selection"),
    path("release/<str:number>/marks/everywhere/", MarkEverywhereView.as_view(), name="release-mark-everywhere"),
    path("release/<str:number>/marks/suggestions/", SuggestionsView.as_view(), name="release-suggestions"),
    path(
        "release/<str:number>/marks/suggestions/decide/",
        DecideSuggestionsView.as_view(),
        name="release-decide-suggestions",
    ),
    path("release/<str:number>/marks/harm/", AskForHarmView.as_view(), name="release-ask-harm"),
    path("harm/<int:asked>/", AnswerHarmView.as_view(), name="answer-harm"),
    path("release/<str:number>/marks/undo/", UndoView.as_view(), name="release-undo"),
    path("release/<str:number>/marks/redo/", RedoView.as_view(), name="release-redo"),
    path("release/<str:number>/marks/<int:mark>/remove/", RemoveMarkView.as_view(), name="release-mark-remove"),
    path("release/<str:number>/marks/carry/", CarryMarksView.as_view(), name="release-carry-marks"),
    path("release/<str:number>/marks/carry/<int:offer>/", CarryMarkView.as_view(), name="release-carry-mark"),
    path(
        "release/<str:number>/marks/proposals/<int:proposal>/",
        AnswerProposalView.as_view(),
        name="release-answer-proposal",
    ),
    path("release/<str:number>/missed/", MissedView.as_view(), name="release-missed"),
    path("release/<str:number>/missed/beside/", BesideMarksView.as_view(), name="release-beside-marks"),
    path("release/<str:number>/reasons/", ReasonsView.as_view(), name="release-reasons"),
    path(
        "release/<str:number>/reasons/<int:exemption>/<int:reasoning>/",
        WriteReasonsView.as_view(),
        name="release-write-reasons",
    ),
    path(
        "release/<str:number>/reasons/<int:exemption>/<int:reasoning>/<int:mark>/",
        RestOnView.as_view(),
        name="release-rest-on",
    ),
    path(
        "release/<str:number>/reasons/saved/<int:saved>/retire/",
        RetireSavedReasonView.as_view(),
        name="release-retire-saved-reason",
    ),
    path("release/<str:number>/send-for-checking/", SendForCheckingView.as_view(), name="release-send-for-checking"),
    path("release/<str:number>/checking/", CheckingView.as_view(), name="release-checking"),
    path("release/<str:number>/checking/propose/", ProposeView.as_view(), name="release-propose"),
    path(
        "release/<str:number>/checking/propose/<int:mark>/", ProposeOnMarkView.as_view(), name="release-propose-on-mark"
    ),
    path(
        "release/<str:number>/checking/proposals/<int:proposal>/take-back/",
        TakeProposalBackView.as_view(),
        name="release-take-proposal-back",
    ),
    path(
        "release/<str:number>/checking/<str:digest>/<int:page>/",
        CheckingPageView.as_view(),
        name="release-checking-page",
    ),
    path(
        "release/<str:number>/checking/<str:digest>/<int:page>.png",
        CheckingPictureView.as_view(),
        name="release-checking-picture",
    ),
    path("release/<str:number>/candidate.pdf", CandidatePdfView.as_view(), name="release-candidate-pdf"),
    path("release/<str:number>/candidate.html", CandidateHtmlView.as_view(), name="release-candidate-html"),
    path("release/<str:number>/give-back/", GiveBackView.as_view(), name="release-give-back"),
    path("release/<str:number>/publish/", PublishView.as_view(), name="release-publish"),
    path("release/<str:number>/take-down/", TakeDownView.as_view(), name="release-take-down"),
    path("release/<str:number>/put-back/", PutBackView.as_view(), name="release-put-back"),
    path("release/<str:number>/tell-the-public/", TellThePublicView.as_view(), name="release-tell-the-public"),
    path("release/<str:number>/breach/", BreachView.as_view(), name="release-breach"),
    path("release/<str:number>/abandon/", AbandonView.as_view(), name="release-abandon"),
    path("requests/", RequestsView.as_view(), name="requests"),
    path("requests/record/", RecordRequestView.as_view(), name="request-record"),
    path("requests/<str:reference>/", RequestView.as_view(), name="request"),
    path("requests/<str:reference>/step/<str:step>/", RequestStepView.as_view(), name="request-step"),
    path("requests/<str:reference>/search/", SearchHeldView.as_view(), name="request-search"),
    path("requests/<str:reference>/held/<str:file>/<int:number>/", HeldView.as_view(), name="request-held"),
    path("requests/<str:reference>/held/<str:file>/<int:number>/scope/", ScopeView.as_view(), name="request-scope"),
    path(
        "requests/<str:reference>/held/<str:file>/<int:number>/copy/", CopyForRequestView.as_view(), name="request-copy"
    ),
    path("requests/<str:reference>/refusal/", RefusalView.as_view(), name="request-refusal"),
    path(
        "requests/<str:reference>/refusal/<int:exemption>/",
        WriteRefusalReasonsView.as_view(),
        name="request-refusal-reasons",
    ),
    path(
        "requests/<str:reference>/refusal/<int:exemption>/leave-off/",
        LeaveOffView.as_view(),
        name="request-refusal-leave-off",
    ),
    path("requests/<str:reference>/refusal/notice/", RefusalNoticeView.as_view(), name="request-refusal-notice"),
    path("requests/<str:reference>/refusal/notice.txt", RefusalTextView.as_view(), name="request-refusal-text"),
    path("requests/<str:reference>/refusal/notice.pdf", RefusalPdfView.as_view(), name="request-refusal-pdf"),
    path("holds/", HoldsView.as_view(), name="holds"),
    path("holds/place/", PlaceHoldView.as_view(), name="hold-place"),
    path("holds/<int:hold>/end/", EndHoldView.as_view(), name="hold-end"),
    path("requests/<str:reference>/log/", EnterDisclosureView.as_view(), name="disclosure-enter"),
    path("requests/<str:reference>/log/take-out/", TakeOutDisclosureView.as_view(), name="disclosure-take-out"),
    path("release/<str:number>/notice/", NoticeView.as_view(), name="release-notice"),
    path("release/<str:number>/notice/notice.txt", NoticeTextView.as_view(), name="release-notice-text"),
    path("release/<str:number>/notice/notice.pdf", NoticePdfView.as_view(), name="release-notice-pdf"),
    path("release/<str:number>/consultations/", ConsultationsView.as_view(), name="release-consultations"),
    path("release/<str:number>/consultations/record/", ConsultView.as_view(), name="release-consult"),
    path("release/<str:number>/consultations/not-before/", NotBeforeView.as_view(), name="release-not-before"),
    path("disclosure-log/", DisclosureLogView.as_view(), name="disclosure-log"),
    path("register/", RegisterView.as_view(), name="register"),
    re_path(r"^register/keys/(?P<key>[0-9a-f]{16})\.pem$", SigningKeyView.as_view(), name="signing-key"),
    path("register/<str:number>/", PublicationView.as_view(), name="publication"),
    # A file is named for its number, and for nothing else.
    re_path(r"^register/(?P<number>[^/]+)/(?P=number)\.pdf$", PublicationPdfView.as_view(), name="publication-pdf"),
    re_path(r"^register/(?P<number>[^/]+)/(?P=number)\.html$", PublicationHtmlView.as_view(), name="publication-html"),
    re_path(
        r"^register/(?P<number>[^/]+)/(?P=number)\.schedule\.csv$",
        PublicationScheduleView.as_view(),
        name="publication-schedule",
    ),
    re_path(
        r"^register/(?P<number>[^/]+)/(?P=number)\.manifest\.json$",
        PublicationManifestView.as_view(),
        name="publication-manifest",
    ),
    re_path(
        r"^register/(?P<number>[^/]+)/(?P=number)\.manifest\.sig$",
        PublicationSignatureView.as_view(),
        name="publication-signature",
    ),
]
