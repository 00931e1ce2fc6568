"""The shapes that a font in a finished file can draw. Pure."""

from fontTools.ttLib import TTFont


def drawable(font: TTFont) -> set[int]:
    """The glyphs that have a shape of their own, apart from those that others are put together from."""
    shapes = font["glyf"]
    drawn = {name for name in font.getGlyphOrder() if shapes[name].numberOfContours != 0}
    parts = {part for name in drawn if shapes[name].isComposite() for part in shapes[name].getComponentNames(shapes)}
    return {font.getGlyphID(name) for name in drawn - parts}


def other_sizes(font: TTFont, *, of: set[int]) -> set[int]:
    """The glyphs that draw one of the given glyphs larger, which a mathematical font keeps beside it."""
    variants = font["MATH"].table.MathVariants if "MATH" in font else None
    if variants is None:
        return set()
    kept: set[str] = set()
    for covered, constructions in (
        (variants.VertGlyphCoverage, variants.VertGlyphConstruction),
        (variants.HorizGlyphCoverage, variants.HorizGlyphConstruction),
    ):
        for name, made in zip(covered.glyphs if covered else (), constructions or (), strict=True):
            if font.getGlyphID(name) in of:
                kept |= {variant.VariantGlyph for variant in made.MathGlyphVariantRecord or ()}
                kept |= {part.glyph for part in (made.GlyphAssembly.PartRecords if made.GlyphAssembly else ())}
    return {font.getGlyphID(name) for name in kept}
