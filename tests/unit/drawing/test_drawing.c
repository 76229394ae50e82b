/* Drawings from SVG to what is to be painted: each case is a file and the dump of its ops;
 * and files that are made to take much, which must end soon and with a word. */
#include "cmocka_offprint.h"

#include "base/buf.h"
#include "base/deflate.h"
#include "drawing/drawing.h"

#define ROOT "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"100\">"

/* clang-format off */
static const struct {
    const char *name;
    const char *svg; /* "@…": within a root of 100 by 100 */
    const char *want;
} cases[] = {
    /* Sizes */
    {"sides in millimetres",
     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"25.4mm\" height=\"1in\"/>",
     "drawing 96 96\n"},
    {"one side and a view box",
     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"50\" viewBox=\"0 0 200 100\"/>",
     "drawing 50 25\n"},
    {"a view box alone",
     "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 12\"/>",
     "drawing 24 12\n"},
    {"no size at all",
     "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
     "drawing 300 150\n"},
    {"parts of what is not there",
     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" height=\"40\"/>",
     "drawing 300 40\n"},
    {"sides by a style",
     "<svg xmlns=\"http://www.w3.org/2000/svg\" style=\"width:40px;height:2em\"/>",
     "drawing 40 32\n"},
    {"a view box is fitted",
     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\" viewBox=\"0 0 10 10\"><path d=\"M0 0h10\"  stroke=\"#000\"/></svg>",
     "drawing 40 20\n"
     "  path M10 0L30 0 stroke #000000 width 2\n"},
    {"a view box is stretched",
     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\" viewBox=\"0 0 10 10\" preserveAspectRatio=\"none\"><rect width=\"10\" height=\"10\"/></svg>",
     "drawing 40 20\n"
     "  path M0 0L40 0L40 20L0 20Z fill #000000\n"},
    {"a ground",
     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"2\" style=\"background:#fffc00\"/>",
     "drawing 4 2\n"
     "  path M0 0L4 0L4 2L0 2Z fill #fffc00\n"},
    /* Shapes */
    {"rectangle",
     "@<rect x=\"1\" y=\"2\" width=\"30\" height=\"20\"/>",
     "drawing 100 100\n"
     "  path M1 2L31 2L31 22L1 22Z fill #000000\n"},
    {"rounded rectangle",
     "@<rect width=\"30\" height=\"20\" rx=\"5\"/>",
     "drawing 100 100\n"
     "  path M5 0L25 0C27.76 0 30 2.24 30 5L30 15C30 17.76 27.76 20 25 20L5 20C2.24 20 0 17.76 0 15L0 5C0 2.24 2.24 0 5 0Z fill #000000\n"},
    {"circle",
     "@<circle cx=\"10\" cy=\"10\" r=\"5\"/>",
     "drawing 100 100\n"
     "  path M15 10C15 12.76 12.76 15 10 15C7.24 15 5 12.76 5 10C5 7.24 7.24 5 10 5C12.76 5 15 7.24 15 10Z fill #000000\n"},
    {"ellipse",
     "@<ellipse cx=\"10\" cy=\"10\" rx=\"5\" ry=\"2\"/>",
     "drawing 100 100\n"
     "  path M15 10C15 11.1 12.76 12 10 12C7.24 12 5 11.1 5 10C5 8.9 7.24 8 10 8C12.76 8 15 8.9 15 10Z fill #000000\n"},
    {"line has no inside",
     "@<line x1=\"1\" y1=\"2\" x2=\"3\" y2=\"4\" stroke=\"red\"/>",
     "drawing 100 100\n"
     "  path M1 2L3 4 stroke #ff0000 width 1\n"},
    {"polygon",
     "@<polygon points=\"0,0 10,0 10 10\"/>",
     "drawing 100 100\n"
     "  path M0 0L10 0L10 10Z fill #000000\n"},
    {"polyline",
     "@<polyline points=\"0 0 10-5\"/>",
     "drawing 100 100\n"},
    {"nothing to fill or stroke",
     "@<rect width=\"30\" height=\"20\" fill=\"none\"/><rect width=\"0\" height=\"20\"/>",
     "drawing 100 100\n"},
    /* Paths */
    {"all commands",
     "@<path d=\"M1 1 L2 2 H5 V6 C1 2 3 4 5 6 S7 8 9 10 Q1 2 3 4 T5 6 Z\"/>",
     "drawing 100 100\n"
     "  path M1 1L2 2L5 2L5 6C1 2 3 4 5 6C7 8 7 8 9 10C3.67 4.67 1.67 2.67 3 4C4.33 5.33 5 6 5 6Z fill #000000\n"},
    {"relative ones",
     "@<path d=\"m1 1 l2 2 h5 v6 c1 2 3 4 5 6 s7 8 9 10 q1 2 3 4 t5 6 z l1 1\"/>",
     "drawing 100 100\n"
     "  path M1 1L3 3L8 3L8 9C9 11 11 13 13 15C15 17 20 23 22 25C22.67 26.33 23.67 27.67 25 29C26.33 30.33 28 32.33 30 35ZM1 1L2 2 fill #000000\n"},
    {"numbers run together",
     "@<path d=\"M.5.5-1-1l1e1-.5\"/>",
     "drawing 100 100\n"
     "  path M0.5 0.5L-1 -1L9 -1.5 fill #000000\n"},
    {"an arc with flags run together",
     "@<path d=\"M0 0a10 10 0 0110 10\"/>",
     "drawing 100 100\n"
     "  path M0 0C5.52 0 10 4.48 10 10 fill #000000\n"},
    {"a fault ends it there",
     "@<path d=\"M0 0L5 5 L9\"/>",
     "drawing 100 100\n"},
    {"it begins with a move",
     "@<path d=\"L5 5\"/>",
     "drawing 100 100\n"},
    /* Properties */
    {"colours",
     "@<g stroke=\"none\"><path d=\"M0 0h1v1\" fill=\"#1af\"/><path d=\"M0 0h1v1\" fill=\"rgb(10%, 20, 30)\"/><path d=\"M0 0h1v1\" fill=\"hsl(120,100%,25%)\"/><path d=\"M0 0h1v1\" fill=\"RebeccaPurple\"/><path d=\"M0 0h1v1\" fill=\"#ff000080\"/></g>",
     "drawing 100 100\n"
     "  path M0 0L1 0L1 1 fill #11aaff\n"
     "  path M0 0L1 0L1 1 fill #1a141e\n"
     "  path M0 0L1 0L1 1 fill #008000\n"
     "  path M0 0L1 0L1 1 fill #663399\n"
     "  path M0 0L1 0L1 1 fill #ff0000/0.5\n"},
    {"the colour of the text",
     "@<g color=\"teal\"><path d=\"M0 0h1v1\" fill=\"currentColor\"/></g>",
     "drawing 100 100\n"
     "  path M0 0L1 0L1 1 fill #008080\n"},
    {"strokes",
     "@<path d=\"M0 0h9\" fill=\"none\" stroke=\"#000\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"bevel\" stroke-dasharray=\"3,1\" stroke-dashoffset=\"-1\"/>",
     "drawing 100 100\n"
     "  path M0 0L9 0 stroke #000000 width 2 round bevel dash 3 1 from -1\n"},
    {"a stroke is scaled",
     "@<g transform=\"scale(2)\"><path d=\"M0 0h9\" stroke=\"#000\"/></g>",
     "drawing 100 100\n"
     "  path M0 0L18 0 stroke #000000 width 2\n"},
    {"a pen that is no circle",
     "@<path d=\"M0 0h9\" fill=\"none\" stroke=\"#000\" transform=\"scale(2 1)\"/>",
     "drawing 100 100\n"
     "  path M0 0L18 0 stroke #000000 width 1 pen [2 0 0 1 0 0]\n"},
    {"a stroke that is not scaled",
     "@<path d=\"M0 0h9\" fill=\"none\" stroke=\"#000\" vector-effect=\"non-scaling-stroke\" transform=\"scale(2)\"/>",
     "drawing 100 100\n"
     "  path M0 0L18 0 stroke #000000 width 1\n"},
    {"opacity of a path",
     "@<path d=\"M0 0h9v9\" opacity=\".5\" fill-opacity=\"50%\"/>",
     "drawing 100 100\n"
     "  path M0 0L9 0L9 9 fill #000000/0.25\n"},
    {"opacity of what overlaps",
     "@<g opacity=\".5\"><path d=\"M0 0h9v9\"/><path d=\"M0 0h9v9\"/></g>",
     "drawing 100 100\n"
     "  group/0.5\n"
     "    path M0 0L9 0L9 9 fill #000000\n"
     "    path M0 0L9 0L9 9 fill #000000\n"},
    {"not displayed, not visible",
     "@<path d=\"M0 0h9v9\" display=\"none\"/><g visibility=\"hidden\"><path d=\"M0 0h9v9\"/><path d=\"M1 1h9v9\" visibility=\"visible\"/></g>",
     "drawing 100 100\n"
     "  path M1 1L10 1L10 10 fill #000000\n"},
    {"stroke first",
     "@<path d=\"M0 0h9v9\" stroke=\"red\" paint-order=\"stroke\"/>",
     "drawing 100 100\n"
     "  path M0 0L9 0L9 9 stroke #ff0000 width 1\n"
     "  path M0 0L9 0L9 9 fill #000000\n"},
    {"blending",
     "@<path d=\"M0 0h9v9\" style=\"mix-blend-mode:multiply\"/>",
     "drawing 100 100\n"
     "  group blend 1\n"
     "    path M0 0L9 0L9 9 fill #000000\n"},
    /* Transforms */
    {"a list",
     "@<path d=\"M0 0h9\" stroke=\"#000\" transform=\"translate(10,20) rotate(90)\"/>",
     "drawing 100 100\n"
     "  path M10 20L10 29 stroke #000000 width 1\n"},
    {"numbers run together in one",
     "@<path d=\"M0 0h9\" stroke=\"#000\" transform=\"matrix(-1 1-1 0 19.5-9)\"/>",
     "drawing 100 100\n"
     "  path M19.5 -9L10.5 0 stroke #000000 width 1 pen [-1 1 -1 0 0 0]\n"},
    {"around a point",
     "@<path d=\"M0 0h9v9\" transform=\"rotate(180 5 5)\"/>",
     "drawing 100 100\n"
     "  path M10 10L1 10L1 1 fill #000000\n"},
    {"by CSS",
     "@<path d=\"M0 0h9v9\" style=\"transform:translateX(2px) scale(2);transform-origin:1px 1px\"/>",
     "drawing 100 100\n"
     "  path M1 -1L19 -1L19 17 fill #000000\n"},
    {"a fault in one leaves all out",
     "@<path d=\"M0 0h9v9\" transform=\"scale(2) spin(3)\"/>",
     "drawing 100 100\n"
     "  path M0 0L9 0L9 9 fill #000000\n"},
    /* Style sheets */
    {"tag, class, id, descendant, child",
     "@<style>path{fill:#111} .a{fill:#222} #b{fill:#333} g path{stroke:#444} svg>path{stroke:#555}</style><path d=\"M0 0h1v1\"/><path class=\"x a\" d=\"M0 0h2v1\"/><path id=\"b\" class=\"a\" d=\"M0 0h3v1\"/><g><path d=\"M0 0h4v1\"/></g>",
     "drawing 100 100\n"
     "  path M0 0L1 0L1 1 fill #111111 stroke #555555 width 1\n"
     "  path M0 0L2 0L2 1 fill #222222 stroke #555555 width 1\n"
     "  path M0 0L3 0L3 1 fill #333333 stroke #555555 width 1\n"
     "  path M0 0L4 0L4 1 fill #111111 stroke #444444 width 1\n"},
    {"the weightier wins, not the later",
     "@<style>.a{fill:#111!important} #b{fill:#222} path{fill:#333}</style><path class=\"a\" id=\"b\" style=\"fill:#444\" d=\"M0 0h1v1\"/><path id=\"b\" fill=\"#555\" d=\"M0 0h2v1\"/>",
     "drawing 100 100\n"
     "  path M0 0L1 0L1 1 fill #111111\n"
     "  path M0 0L2 0L2 1 fill #222222\n"},
    {"layers, and what is supported",
     "@<style>path{fill:#111} @layer a{g path{fill:#222} path{stroke:#999!important}} g path{stroke:#888!important} @supports (fill:red){path{opacity:.5}} @supports not (fill:red){path{opacity:1}}</style><g><path d=\"M0 0h1v1\"/></g>",
     "drawing 100 100\n"
     "  group/0.5\n"
     "    path M0 0L1 0L1 1 fill #111111 stroke #999999 width 1\n"},
    {"media, keyframes, comments",
     "@<style>/* x */ @media (prefers-color-scheme:dark){path{fill:#111}} @media screen{path{fill:#222}} @keyframes k{0%{fill:#333}} <!-- g{} --></style><path d=\"M0 0h1v1\"/>",
     "drawing 100 100\n"
     "  path M0 0L1 0L1 1 fill #222222\n"},
    {"first, last, attributes, lists",
     "@<style>path:first-child,path[id=\"c\"]{fill:#111} path:last-child{fill:#222} path:hover{fill:#333}</style><path d=\"M0 0h1v1\"/><path id=\"c\" d=\"M0 0h2v1\"/><path d=\"M0 0h3v1\"/>",
     "drawing 100 100\n"
     "  path M0 0L1 0L1 1 fill #000000\n"
     "  path M0 0L2 0L2 1 fill #111111\n"
     "  path M0 0L3 0L3 1 fill #222222\n"},
    {"custom properties",
     "@<style>svg{--c:#123} path{fill:var(--c)} #d{fill:var(--none, #456)}</style><path d=\"M0 0h1v1\"/><path id=\"d\" d=\"M0 0h2v1\"/>",
     "drawing 100 100\n"
     "  path M0 0L1 0L1 1 fill #112233\n"
     "  path M0 0L2 0L2 1 fill #445566\n"},
    /* Use */
    {"a shape, moved",
     "@<defs><path id=\"p\" d=\"M0 0h9v9\"/></defs><use href=\"#p\" x=\"5\" y=\"6\" fill=\"red\"/>",
     "drawing 100 100\n"
     "  path M5 6L14 6L14 15 fill #ff0000\n"},
    {"a symbol in its place",
     "@<symbol id=\"s\" viewBox=\"0 0 10 10\"><rect x=\"-1\" width=\"12\" height=\"10\"/></symbol><use xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"#s\" width=\"20\" height=\"20\"/>",
     "drawing 100 100\n"
     "  clip M0 0L20 0L20 20L0 20Z\n"
     "    path M-2 0L22 0L22 20L-2 20Z fill #000000\n"},
    {"in a circle",
     "@<g id=\"g\"><use href=\"#g\"/><path d=\"M0 0h9v9\"/></g>",
     "drawing 100 100\n"
     "  path M0 0L9 0L9 9 fill #000000\n"},
    {"a nested drawing",
     "@<svg x=\"10\" y=\"10\" width=\"50\" height=\"50\" viewBox=\"0 0 5 5\"><rect width=\"5\" height=\"5\"/></svg>",
     "drawing 100 100\n"
     "  path M10 10L60 10L60 60L10 60Z fill #000000\n"},
    {"switch",
     "@<switch><path systemLanguage=\"de\" d=\"M0 0h1v1\"/><path systemLanguage=\"en\" d=\"M0 0h2v1\"/><path d=\"M0 0h3v1\"/></switch>",
     "drawing 100 100\n"
     "  path M0 0L2 0L2 1 fill #000000\n"},
    /* Paints */
    {"a linear gradient",
     "@<linearGradient id=\"l\"><stop offset=\"10%\" stop-color=\"red\"/><stop offset=\"1\" style=\"stop-color:#00f;stop-opacity:.5\"/></linearGradient><rect width=\"10\" height=\"20\" fill=\"url(#l)\"/>",
     "drawing 100 100\n"
     "  path M0 0L10 0L10 20L0 20Z fill linear(0 0 1 0, 0.1 #ff0000, 1 #0000ff/0.5)[10 0 0 20 0 0]\n"},
    {"stops of another, own line",
     "@<linearGradient id=\"l\"><stop/><stop offset=\"1\" stop-color=\"#fff\"/></linearGradient><linearGradient id=\"m\" href=\"#l\" gradientUnits=\"userSpaceOnUse\" x2=\"10\" gradientTransform=\"translate(1 2)\"/><rect width=\"10\" height=\"20\" fill=\"url(#m)\"/>",
     "drawing 100 100\n"
     "  path M0 0L10 0L10 20L0 20Z fill linear(0 0 10 0, 0 #000000, 1 #ffffff)[1 0 0 1 1 2]\n"},
    {"a radial gradient",
     "@<radialGradient id=\"l\" fx=\"0.2\"><stop/><stop offset=\"1\" stop-color=\"#fff\"/></radialGradient><rect width=\"10\" height=\"20\" fill=\"url(#l)\"/>",
     "drawing 100 100\n"
     "  path M0 0L10 0L10 20L0 20Z fill radial(0.2 0.5 0 0.5 0.5 0.5, 0 #000000, 1 #ffffff)[10 0 0 20 0 0]\n"},
    {"one that repeats itself",
     "@<linearGradient id=\"l\" x2=\".5\" spreadMethod=\"reflect\"><stop/><stop offset=\"1\" stop-color=\"#fff\"/></linearGradient><rect width=\"10\" height=\"20\" fill=\"url(#l)\"/>",
     "drawing 100 100\n"
     "  path M0 0L10 0L10 20L0 20Z fill linear(0 0 1 0, 0 #000000, 0.5 #ffffff, 0.5 #ffffff, 1 #000000)[10 0 0 20 0 0]\n"},
    {"one stop, none, no such paint",
     "@<linearGradient id=\"l\"><stop stop-color=\"lime\"/></linearGradient><linearGradient id=\"m\"/><rect width=\"1\" height=\"1\" fill=\"url(#l)\"/><rect width=\"2\" height=\"1\" fill=\"url(#m)\"/><rect width=\"3\" height=\"1\" fill=\"url(#n) #fff\"/>",
     "drawing 100 100\n"
     "  path M0 0L1 0L1 1L0 1Z fill #00ff00\n"
     "  path M0 0L3 0L3 1L0 1Z fill #ffffff\n"},
    {"a pattern",
     "@<pattern id=\"p\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\"><path d=\"M0 0h2v2\"/></pattern><rect width=\"50\" height=\"50\" fill=\"url(#p)\"/>",
     "drawing 100 100\n"
     "  path M0 0L50 0L50 50L0 50Z fill tile\n"
     "    cell 0 0 5 5 [1 0 0 1 0 0]\n"
     "      path M0 0L2 0L2 2 fill #000000\n"},
    /* Clips and masks */
    {"a clip",
     "@<clipPath id=\"c\"><rect width=\"5\" height=\"5\"/></clipPath><g clip-path=\"url(#c)\"><path d=\"M0 0h9v9\"/></g>",
     "drawing 100 100\n"
     "  clip M0 0L5 0L5 5L0 5Z\n"
     "    path M0 0L9 0L9 9 fill #000000\n"},
    {"by the bounds of what is clipped",
     "@<clipPath id=\"c\" clipPathUnits=\"objectBoundingBox\"><rect width=\".5\" height=\"1\"/></clipPath><path clip-path=\"url(#c)\" d=\"M10 10h20v20h-20\"/>",
     "drawing 100 100\n"
     "  clip M10 10L20 10L20 30L10 30Z\n"
     "    path M10 10L30 10L30 30L10 30 fill #000000\n"},
    {"paths that meet become a mask",
     "@<clipPath id=\"c\"><rect width=\"5\" height=\"5\"/><circle cx=\"5\" cy=\"5\" r=\"2\"/></clipPath><path clip-path=\"url(#c)\" d=\"M0 0h9v9\"/>",
     "drawing 100 100\n"
     "  group\n"
     "    mask by alpha\n"
     "      path M0 0L5 0L5 5L0 5Z fill #000000\n"
     "      path M7 5C7 6.1 6.1 7 5 7C3.9 7 3 6.1 3 5C3 3.9 3.9 3 5 3C6.1 3 7 3.9 7 5Z fill #000000\n"
     "    path M0 0L9 0L9 9 fill #000000\n"},
    {"an empty clip hides",
     "@<clipPath id=\"c\"/><path clip-path=\"url(#c)\" d=\"M0 0h9v9\"/>",
     "drawing 100 100\n"},
    {"a mask",
     "@<mask id=\"m\"><rect width=\"5\" height=\"5\" fill=\"#fff\"/></mask><path mask=\"url(#m)\" d=\"M0 0h9v9\"/>",
     "drawing 100 100\n"
     "  group\n"
     "    mask\n"
     "      path M0 0L5 0L5 5L0 5Z fill #ffffff\n"
     "    path M0 0L9 0L9 9 fill #000000\n"},
    /* Markers */
    {"at the ends",
     "@<marker id=\"m\" markerWidth=\"2\" markerHeight=\"2\" refX=\"1\" refY=\"1\" orient=\"auto\"><rect width=\"2\" height=\"2\"/></marker><path d=\"M10 10v10h10\" fill=\"none\" stroke=\"#000\" marker-start=\"url(#m)\" marker-end=\"url(#m)\"/>",
     "drawing 100 100\n"
     "  path M10 10L10 20L20 20 stroke #000000 width 1\n"
     "  path M11 9L11 11L9 11L9 9Z fill #000000\n"
     "  path M19 19L21 19L21 21L19 21Z fill #000000\n"},
    /* Pictures */
    {"a drawing in a drawing",
     "@<image width=\"20\" height=\"10\" href=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='2' height='1'%3E%3Cpath d='M0 0h1v1'/%3E%3C/svg%3E\"/>",
     "drawing 100 100\n"
     "  path M0 0L10 0L10 10 fill #000000\n"},
    {"what is not in the file",
     "@<image width=\"20\" height=\"10\" href=\"a.png\"/>",
     "drawing 100 100 without pictures that it does not hold itself, or that are damaged\n"},
    /* Files */
    {"an entity of its own",
     "<!DOCTYPE svg [<!ENTITY ns \"http://www.w3.org/2000/svg\">]><svg xmlns=\"&ns;\" width=\"4\" height=\"2\"><path d=\"M0 0h1v1\"/></svg>",
     "drawing 4 2\n"
     "  path M0 0L1 0L1 1 fill #000000\n"},
    {"a prefix",
     "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"2\"><s:path d=\"M0 0h1v1\"/></s:svg>",
     "drawing 4 2\n"
     "  path M0 0L1 0L1 1 fill #000000\n"},
    {"a prefix that stands for nothing",
     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"2\"><g id=\"a\"/><use xlink:href=\"#a\"/><path inkscape:x=\"1\" d=\"M0 0h1v1\"/></svg>",
     "drawing 4 2\n"
     "  path M0 0L1 0L1 1 fill #000000\n"},
    {"an encoding that is not known",
     "<?xml version=\"1.0\" encoding=\"utf8\"?><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"2\"/>",
     "drawing 4 2\n"},
    {"without a name space",
     "<svg width=\"4\" height=\"2\"><path d=\"M0 0h1v1\"/></svg>",
     "drawing 4 2\n"
     "  path M0 0L1 0L1 1 fill #000000\n"},
    {"of editors, scripts",
     "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:i=\"urn:i\" width=\"4\" height=\"2\"><script>x</script><i:path d=\"M0 0h1v1\"/><metadata><path d=\"M0 0h1v1\"/></metadata></svg>",
     "drawing 4 2\n"},
    {"filters, animation",
     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"2\"><path filter=\"url(#f)\" d=\"M0 0h1v1\"><animate attributeName=\"x\"/></path></svg>",
     "drawing 4 2 without filters and animation\n"
     "  path M0 0L1 0L1 1 fill #000000\n"},
};
/* clang-format on */

struct outcome {
    struct arena arena;
    struct report *report;
    struct drawing drawing;
    struct buf dump, told;
    bool read;
};

static void read_bytes(struct str bytes, struct outcome *out)
{
    struct place place = {.file = STR("a.md"), .line = 1};
    *out = (struct outcome){.report = report_new()};
    arena_init(&out->arena, (size_t)1 << 30);
    out->read = drawing_read(&out->arena, NULL, bytes, place, &out->drawing, out->report);
    if (out->read) {
        drawing_dump(&out->drawing, &out->dump);
    }
    report_write_text(out->report, SEVERITY_NOTE, &out->told);
    assert_true(out->read || out->told.len > 0);
}

static void outcome_clear(struct outcome *out)
{
    buf_clear(&out->dump);
    buf_clear(&out->told);
    report_free(out->report);
    arena_clear(&out->arena);
}

static void add_case(struct buf *out, const char *svg)
{
    if (*svg == '@') {
        buf_add_text(out, ROOT);
        buf_add_text(out, svg + 1);
        buf_add_text(out, "</svg>");
    } else {
        buf_add_text(out, svg);
    }
}

static void makes_ops_of_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct outcome outcome;
        struct buf svg = {0};
        add_case(&svg, cases[i].svg);
        read_bytes(buf_str(&svg), &outcome);
        if (!str_is(buf_str(&outcome.dump), cases[i].want)) {
            fail_msg("%s:\n%.*s", cases[i].name, STR_ARG(buf_str(&outcome.dump)));
        }
        outcome_clear(&outcome);
        buf_clear(&svg);
    }
}

/* Files of which nothing can be shown, or not all. */
static const struct {
    const char *name, *svg, *code;
} faults[] = {
    {"nothing", "", "image-damaged"},
    {"cut short", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g>", "image-damaged"},
    {"not SVG", "<html xmlns=\"http://www.w3.org/1999/xhtml\"/>", "image-damaged"},
    {"an entity that is not there", "@&nbsp;", "image-damaged"},
    {"an outer entity is not read",
     "<!DOCTYPE svg [<!ENTITY x SYSTEM \"/etc/passwd\">]><svg "
     "xmlns=\"http://www.w3.org/2000/svg\"><text>&x;</text></svg>",
     ""},
    {"cut within its packed data", "\x1f\x8b\x08", "its packed data ends early"},
    {"where it is damaged", "<svg xmlns=\"http://www.w3.org/2000/svg\">\n <g></p></svg>",
     "line 2, column 7 of its file: mismatched tag"},
    {"where it is something else", "<!-- -->\n <html/>", "line 2, column 9 of its file: no svg"},
    {"what it lacks", "@<g filter=\"blur(1px)\"/>", "image-svg-part"},
    {"rules that are not looked at", "@<style>@scope (a) { g { fill: red } }</style>",
     "without its newer kinds of style rules"},
    {"rules within rules", "@<style>g { rect { fill: red } }</style>",
     "newer kinds of style rules"},
    {"a selector that is not looked at", "@<style>g:has(a) { fill: red }</style>",
     "newer kinds of style rules"},
    {"a selector that never fits", "@<style>g:hover { fill: red }</style>", ""},
    {"a moving rule", "@<style>@keyframes a { to { opacity: 0 } } g { animation: a 1s }</style>",
     "without its animation"},
    {"a face of its own",
     "@<style>@font-face { font-family: a; src: url(data:font/woff2,b) }</style>",
     "without its embedded faces"},
    {"a face that is not loaded",
     "@<style>@font-face { font-family: a; src: url(b.woff2) }</style>", ""},
    {"words that run down", "@<text style=\"writing-mode:vertical-rl\">a</text>",
     "without its writing from top to bottom"},
    {"a shape of CSS", "@<g style=\"clip-path: circle(5px)\"/>",
     "without its clipping by shapes of CSS"},
};

static void tells_what_is_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct outcome outcome;
        struct buf svg = {0};
        add_case(&svg, faults[i].svg);
        read_bytes(buf_str(&svg), &outcome);
        struct str code = str_from(faults[i].code);
        if (code.len ? str_find(buf_str(&outcome.told), code, 0) == STR_NONE
                     : outcome.told.len > 0) {
            fail_msg("%s: %.*s", faults[i].name, STR_ARG(buf_str(&outcome.told)));
        }
        outcome_clear(&outcome);
        buf_clear(&svg);
    }
}

/* `count` times `part`, between `before` and `behind`; then `use_count` times `use`. */
static const struct {
    const char *name, *before, *part, *behind;
    size_t count;
    const char *code; /* NULL: it is drawn */
    const char *use;
    size_t use_count;
} heavy[] = {
    {"nesting", "", "<g>", "", 5000, "image-too-large", NULL, 0},
    {"a thousand rules", "<style>", "g g g:first-child > path{fill:red}",
     "</style><path d=\"M0 0h1v1\"/>", 1000, NULL, NULL, 0},
    {"custom properties", "<style>*{--a:var(--a) var(--a);fill:var(--a)}</style>",
     "<path d=\"M0 0h1v1\"/>", "", 100, NULL, NULL, 0},
    {"a chain of paints", "<linearGradient id=\"l\" href=\"#l\"/>",
     "<path fill=\"url(#l)\" d=\"M0 0h1v1\"/>", "", 100, NULL, NULL, 0},
    {"a long path", "<path d=\"M0 0", "h1v1", "\"/>", 100000, NULL, NULL, 0},
    {"one id for all", "", "<g id=\"a\"/>", "", 20000, NULL, "<use href=\"#a\"/>", 20000},
    {"ids by a prefix", "<g xmlns:s=\"http://www.w3.org/2000/svg\" id=\"a\" s:id=\"a\"/>",
     "<use href=\"#b\"/>", "", 9, NULL, NULL, 0},
    {"a switch of which nothing fits", "<switch id=\"a\">", "<g requiredExtensions=\"x\"/>",
     "</switch>", 10000, "image-too-large", "<use href=\"#a\"/>", 500},
    {"what is not drawn", "<g id=\"a\">", "<clipPath/>", "</g>", 10000, "image-too-large",
     "<use href=\"#a\"/>", 1000},
    {"a path without paint", "<path id=\"a\" fill=\"none\" d=\"M0 0",
     "h1                                                            ", "\"/>", 10000,
     "image-too-large", "<use href=\"#a\"/>", 1000},
    {"a gradient that repeats its many stops",
     "<linearGradient id=\"a\" x2=\"0.001\" spreadMethod=\"repeat\">",
     "<stop offset=\".5\"/>", "</linearGradient>", 190, NULL,
     "<path fill=\"url(#a)\" d=\"M0 0h9v9z\"/>", 300},
    {"one that does so too often",
     "<linearGradient id=\"a\" x2=\"0.001\" spreadMethod=\"repeat\">",
     "<stop offset=\".5\"/>", "</linearGradient>", 190, "image-too-large",
     "<path fill=\"url(#a)\" d=\"M0 0h9v9z\"/>", 3000},
    {"dashes", "<g id=\"a\" stroke-dasharray=\"1", " 1", "\"/>", 10000, "image-too-large",
     "<use href=\"#a\"/>", 1000},
};

static void bears_heavy_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof heavy / sizeof heavy[0]; i++) {
        struct outcome outcome;
        struct buf svg = {0};
        buf_add_text(&svg, ROOT);
        buf_add_text(&svg, heavy[i].before);
        for (size_t k = 0; k < heavy[i].count; k++) {
            buf_add_text(&svg, heavy[i].part);
        }
        buf_add_text(&svg, heavy[i].behind);
        for (size_t k = 0; k < heavy[i].use_count; k++) {
            buf_add_text(&svg, heavy[i].use);
        }
        buf_add_text(&svg, "</svg>");
        read_bytes(buf_str(&svg), &outcome);
        struct str code = str_from(heavy[i].code);
        if (heavy[i].code ? str_find(buf_str(&outcome.told), code, 0) == STR_NONE
                          : !outcome.read) {
            fail_msg("%s: %.*s", heavy[i].name, STR_ARG(buf_str(&outcome.told)));
        }
        outcome_clear(&outcome);
        buf_clear(&svg);
    }
}

/* Each of 40 parts shows the one before it twice: 2^40 times the first. */
static const struct {
    const char *before, *middle, *behind, *use;
} doubles[] = {
    {"<g id=\"a", "\"><use href=\"#a", "\"/>@</g>", "<use href=\"#a"},
    {"<mask id=\"a", "\"><path d=\"M0 0h9v9\" mask=\"url(#a", ")\"/>@</mask>",
     "<path d=\"M0 0h9v9\" mask=\"url(#a"},
    {"<pattern width=\"9\" height=\"9\" id=\"a", "\"><path d=\"M0 0h9v9\" fill=\"url(#a",
     ")\"/>@</pattern>", "<path d=\"M0 0h9v9\" fill=\"url(#a"},
    {"<marker id=\"a", "\"><path d=\"M0 0h9v9\" marker-start=\"url(#a", ")\"/>@</marker>",
     "<path d=\"M0 0h9v9\" marker-start=\"url(#a"},
};

static void add_double(struct buf *out, size_t row, unsigned number)
{
    const char *again = strchr(doubles[row].behind, '@');
    size_t end = (size_t)(again - doubles[row].behind);
    buf_add_text(out, doubles[row].before);
    buf_add_format(out, "%u%s%u", number, doubles[row].middle, number - 1);
    buf_add_bytes(out, doubles[row].behind, end);
    buf_add_format(out, "%s%u", doubles[row].use, number - 1);
    buf_add_bytes(out, doubles[row].behind, end);
    buf_add_text(out, again + 1);
}

static void ends_what_doubles_itself(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof doubles / sizeof doubles[0]; i++) {
        struct outcome outcome;
        struct buf svg = {0};
        buf_add_text(&svg, ROOT "<path id=\"a0\" d=\"M0 0h9v9\"/>");
        for (unsigned k = 1; k <= 40; k++) {
            add_double(&svg, i, k);
        }
        buf_add_format(&svg, "%s40", doubles[i].use);
        buf_add_bytes(&svg, doubles[i].behind,
                      (size_t)(strchr(doubles[i].behind, '@') - doubles[i].behind));
        buf_add_text(&svg, "</svg>");
        read_bytes(buf_str(&svg), &outcome);
        if (outcome.read ||
            str_find(buf_str(&outcome.told), STR("image-too-large"), 0) == STR_NONE) {
            fail_msg("%s: %.*s", doubles[i].before, STR_ARG(buf_str(&outcome.told)));
        }
        outcome_clear(&outcome);
        buf_clear(&svg);
    }
}

static void reads_packed_files(void **state)
{
    /* gzip of <svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/> */
    (void)state;
    static const unsigned char packed[] = {
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xb3, 0x29, 0x2e, 0x4b,
        0x57, 0xa8, 0xc8, 0xcd, 0xc9, 0x2b, 0xb6, 0x55, 0xca, 0x28, 0x29, 0x29, 0xb0, 0xd2,
        0xd7, 0x2f, 0x2f, 0x2f, 0xd7, 0x2b, 0x37, 0xd6, 0xcb, 0x2f, 0x4a, 0xd7, 0x37, 0x32,
        0x30, 0x30, 0xd0, 0x07, 0xaa, 0x50, 0x52, 0x28, 0xcf, 0x4c, 0x29, 0xc9, 0xb0, 0x55,
        0x32, 0x51, 0x52, 0xc8, 0x48, 0xcd, 0x4c, 0xcf, 0x28, 0xb1, 0x55, 0x32, 0x52, 0xd2,
        0xb7, 0x03, 0x00, 0x3f, 0x07, 0xdd, 0xfd, 0x3e, 0x00, 0x00, 0x00};
    struct outcome outcome;
    struct str bytes = {(const char *)packed, sizeof packed};
    assert_true(drawing_is(bytes));
    read_bytes(bytes, &outcome);
    assert_true(str_is(buf_str(&outcome.dump), "drawing 4 2\n"));
    outcome_clear(&outcome);
    read_bytes(str_sub(bytes, 0, bytes.len / 2), &outcome);
    assert_false(outcome.read);
    outcome_clear(&outcome);
}

static void tells_drawings_by_their_bytes(void **state)
{
    static const struct {
        const char *bytes;
        bool drawing;
    } starts[] = {
        {"<svg ", true},
        {"\xEF\xBB\xBF\n<?xml version=\"1.0\"?><!-- <html> --><svg>", true},
        {"<!DOCTYPE svg PUBLIC \"a\" \"b\" [<!ENTITY a \"<x>\">]>\n<svg:svg>", true},
        {"<?xml version=\"1.0\"?><html>", false},
        {"<svgx>", false},
        {"<!-- <svg>", false},
        {"\x89PNG", false},
        {"", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        if (drawing_is(str_from(starts[i].bytes)) != starts[i].drawing) {
            fail_msg("%s", starts[i].bytes);
        }
    }
}

static void measures_by_the_head_alone(void **state)
{
    (void)state;
    double width, height;
    struct report *report = report_new();
    struct str head = STR("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2in\" "
                          "viewBox=\"0 0 4 1\"><g><not closed");
    assert_true(drawing_measure(head, (struct place){0}, &width, &height, report));
    assert_true(width == 192 && height == 48);
    assert_false(drawing_measure(STR("<p/>"), (struct place){0}, &width, &height, report));
    report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_ops_of_files),
        cmocka_unit_test(tells_what_is_wrong),
        cmocka_unit_test(bears_heavy_files),
        cmocka_unit_test(ends_what_doubles_itself),
        cmocka_unit_test(reads_packed_files),
        cmocka_unit_test(tells_drawings_by_their_bytes),
        cmocka_unit_test(measures_by_the_head_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
