"""Every word that a finished PDF may hold beside what is drawn on its pages: its structure, never anybody's text."""

import re

# Keys and values of the structure, as WeasyPrint writes it. A name that is not here stops the release.
NAMES = frozenset(
    name
    for line in (
        "/A /Alt /Artifact /Ascent /BBox /BaseFont /BleedBox /BlockQuote /CA /CIDFontType2 /CIDSystemInfo /CIDToGIDMap",
        "/CapHeight /Catalog /ColSpan /ColorSpace /Column /Columns /Contents /Count /DecodeParms /DescendantFonts",
        "/Descent /Dest /DestOutputProfile /DisplayDocTitle /Div /Document /Em /Encoding /ExtGState /Figure /Filter",
        "/First /Flags /FlateDecode /Font /FontBBox /FontDescriptor /FontFamily /FontFile2 /FontName /GTS_PDFA1 /H1",
        "/H2 /H3 /H4 /Headers /ICCBased /ID /Identity /Identity-H /Index /Info /ItalicAngle /K /Kids /L /LBody /LI",
        "/Lab /Lang /Last /Layout /Lbl /Length /Length1 /MCID /MCR /MarkInfo /Marked /MediaBox /Metadata /N /Next",
        "/NonStruct /Nums /O /ObjStm /Ordering /Outlines /OutputConditionIdentifier /OutputIntent /OutputIntents",
        "/P /Page /Pages /Parent /ParentTree /ParentTreeNextKey /Pattern /Pg /Predictor /Prev /Producer /Range",
        "/Registry /Resources /Root /Row /S /Scope /Shading /Size /Span /StemH /StemV /Strong /StructElem",
        "/StructParents /StructTreeRoot /Subtype /Supplement /TBody /TD /TH /THead /TR /Table /Tabs /Title",
        "/ToUnicode /TrimBox /Type /Type0 /ViewerPreferences /W /WhitePoint /XML /XObject /XRef /XYZ /ca /lab-d50",
        "/lab-d65 /srgb",
    )
    for name in line.split()
)
NAME_SHAPES = re.compile(
    r"/[A-Z]{6}"  # the tag of a font's subset
    r"|/[A-Z]{6}\+(Liberation-Sans(-Bold)?(-Italic)?|DejaVu-Sans(-Bold)?(-Oblique|-Italic)?)"
    r"|/[A-Z]{6}\+(Noto-Sans-(Arabic|Bengali|Devanagari|Gurmukhi|Hebrew|Tamil)(-Bold)?"
    r"|Noto-Emoji|NanumGothic|Droid-Sans-Fallback)"
    r"|/[Aa](0|1)(\.\d+)?"  # opacity, which is looked at by itself
)
STRINGS = frozenset(
    {
        "en-GB",
        "Adobe",
        "Identity",
        "Liberation Sans",
        "DejaVu Sans",
        "Droid Sans Fallback",
        "NanumGothic",
        "Noto Emoji",
        "Noto Sans Arabic",
        "Noto Sans Bengali",
        "Noto Sans Devanagari",
        "Noto Sans Gurmukhi",
        "Noto Sans Hebrew",
        "Noto Sans Tamil",
        "IEC 61966-2-1 Default RGB Colour Space - sRGB",
    }
)
STRING_SHAPES = re.compile(r"WeasyPrint \d+(\.\d+)*|\d+-\d+-\d+")
_OPERATORS = (
    "q Q cm w J j M d ri i gs m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz TL Tf Ts Td TD Tm T* Tj TJ "
    "CS cs SC SCN sc scn G g RG rg BMC BDC EMC Tr"
)
OPERATORS = frozenset(_OPERATORS.split())
# What makes a file more than its pages, wherever in it the key stands.
MORE_THAN_PAGES = {
    "/AA": "an action",
    "/AF": "an attachment",
    "/AcroForm": "a form",
    "/Action": "an action",
    "/Alt": "a description of a picture",
    "/ActualText": "a second text behind the first",
    "/Annots": "an annotation",
    "/Collection": "an attachment",
    "/Dests": "a named place",
    "/E": "an expansion of a word",
    "/EmbeddedFile": "an attachment",
    "/EmbeddedFiles": "an attachment",
    "/Filespec": "an attachment",
    "/Image": "a picture",
    "/JS": "a script",
    "/JavaScript": "a script",
    "/Launch": "an action",
    "/Names": "a named place",
    "/OCG": "a layer",
    "/OCProperties": "a layer",
    "/OpenAction": "an action",
    "/PieceInfo": "a program's own data",
    "/RichMedia": "a film",
    "/Sig": "a signature",
    "/T": "a title of a part",
    "/Thumb": "a small picture of a page",
    "/URI": "a link",
    "/Widget": "a form",
    "/XFA": "a form",
}
# page-validation 0.11 counts one byte too few where a packed stream happens to end in a carriage return. Lengths are
# shown to be right by writing the file anew, byte for byte.
MISCOUNTED = "PDFA2A-STREAM-LENGTH-001"
METADATA_TEXTS = frozenset({"1", "2", "A", "", "x-default", "Resource"})
_HTML_TAGS = (
    "html head meta title style body header main footer section p h1 h2 h3 h4 table thead tbody tr th td ul ol li "
    "strong em span br div svg path"
)
HTML_TAGS = frozenset(_HTML_TAGS.split())
HTML_ATTRIBUTES = {
    "lang": {"en-GB"},
    "charset": {"utf-8"},
    "name": {"viewport"},
    "content": {"width=device-width, initial-scale=1"},
    "scope": {"row", "col"},
    "dir": {"rtl"},
    "viewbox": {"0 0 640 250"},
    "width": {"640"},
    "height": {"250"},
    "role": {"img"},
    "fill": {"none"},
    "stroke": {"currentColor", "#b1b4b6"},
    "stroke-width": {"1", "2"},
    "stroke-dasharray": {"none", "9 5", "2 4"},
    "class": {
        "answers", "assessed", "bullet", "chosen", "complaints", "explanation", "fact", "facts", "force", "heading",
        "key", "level", "levels", "line", "long", "mark", "marking", "number", "paragraph", "publication", "record",
        "role", "scale", "strapline", "sub-heading",
    },
}  # fmt: skip
