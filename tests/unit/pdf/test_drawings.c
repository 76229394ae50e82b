/* What drawings are in a file: the form's stream, and what its entries say. */
#include "pdf/writer_offprint.h"

#include "drawing/drawing.h"

#define ROOT "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'>"

static const struct {
    const char *name, *svg;
    const char *entries; /* a part of them, or NULL */
    const char *stream;  /* all of it */
} cases[] = {
    {"a form in the unit square", "", "/BBox[0 0 2000 1000]", ""},
    {"its matrix", "", "/Matrix[.0005 0 0 .001 0 0]", ""},
    {"a transparency group of RGB", "", "/Group<</S/Transparency/CS/DeviceRGB/I true>>",
     ""},
    {"y grows upward", "<path d='M0 0h1v1'/>", NULL,
     "0 0 0 rg\n0 1000 m\n100 1000 l\n100 900 l\nf\n"},
    {"to a tenth of a unit", "<path d='M.001 0h1v.0126'/>", NULL,
     "0 0 0 rg\n.1 1000 m\n100.1 1000 l\n100.1 998.7 l\nf\n"},
    {"the colour is set once",
     "<path d='M0 0h1v1' fill='red'/><path d='M1 0h1v1' fill='red'/>", NULL,
     "1 0 0 rg\n0 1000 m\n100 1000 l\n100 900 l\nf\n"
     "100 1000 m\n200 1000 l\n200 900 l\nf\n"},
    {"a stroke", "<path d='M0 0h1' stroke='#fff' stroke-linecap='round'/>", NULL,
     "q 1 1 1 RG 100 w 1 J 4 M 0 1000 m\n100 1000 l\nS\nQ\n"},
    {"dashes from before their start",
     "<path d='M0 0h1' stroke='#fff' stroke-dasharray='1' stroke-dashoffset='-.5'/>", NULL,
     "q 1 1 1 RG 100 w 4 M [100 ]150 d 0 1000 m\n100 1000 l\nS\nQ\n"},
    {"a pen that is no circle", "<path d='M0 0h1' stroke='#fff' transform='scale(2 1)'/>",
     NULL, "q 1 1 1 RG 1 w 4 M 200 0 0 -100 0 0 cm\n0 -10 m\n1 -10 l\nS\nQ\n"},
    {"alpha by a state", "<path d='M0 0h1v1' fill-opacity='.25'/>", "/ca250<</ca .25>>",
     "q /ca250 gs\n0 0 0 rg\n0 1000 m\n100 1000 l\n100 900 l\nf\nQ\n"},
    {"a gradient",
     "<linearGradient id='g'><stop/><stop offset='1' stop-color='#fff'/></linearGradient>"
     "<path d='M0 0h2v2' fill='url(#g)'/>",
     "/Pattern<</P0<</PatternType 2/Matrix[200 0 0 -200 0 1000]/Shading<</ShadingType 2"
     "/ColorSpace/DeviceRGB/Extend[true true]/Coords[0 0 1 0]"
     "/Function<</FunctionType 2/N 1/Domain[0 1]/C0[0 0 0]/C1[1 1 1]>>>>>>>>",
     "/Pattern cs/P0 scn\n0 1000 m\n200 1000 l\n200 800 l\nf\n"},
    {"a gradient that fills the same place twice",
     "<linearGradient id='g'><stop/><stop offset='1' stop-color='#fff'/></linearGradient>"
     "<path d='M0 0h2v2' fill='url(#g)'/><path d='M0 0h2v2' fill='url(#g)'/>",
     "/C0[0 0 0]/C1[1 1 1]>>>>>>>>",
     "/Pattern cs/P0 scn\n0 1000 m\n200 1000 l\n200 800 l\nf\n"
     "/Pattern cs/P0 scn\n0 1000 m\n200 1000 l\n200 800 l\nf\n"},
    {"stops that fall together are a step",
     "<linearGradient id='g'><stop/>"
     "<stop offset='.5'/><stop offset='.5' stop-color='#fff'/></linearGradient>"
     "<path d='M0 0h2v2' fill='url(#g)'/>",
     "/Function<</FunctionType 3/Domain[0 1]/Functions[<</FunctionType 2/N 1/Domain[0 1]"
     "/C0[0 0 0]/C1[0 0 0]>><</FunctionType 2/N 1/Domain[0 1]/C0[1 1 1]/C1[1 1 1]>>]"
     "/Bounds[.5 ]/Encode[0 1 0 1]>>",
     "/Pattern cs/P0 scn\n0 1000 m\n200 1000 l\n200 800 l\nf\n"},
    {"a clip",
     "<clipPath id='c'><path d='M0 0h1v1'/></clipPath><path clip-path='url(#c)' d='M0 "
     "0h2v2'/>",
     NULL,
     "q 0 1000 m\n100 1000 l\n100 900 l\nW n\n0 0 0 rg\n0 1000 m\n200 1000 l\n200 800 "
     "l\nf\nQ\n"},
    {"a group", "<g opacity='.5'><path d='M0 0h1v1'/><path d='M0 0h1v1'/></g>",
     "/ExtGState<</G0<</ca .5>>>>", "q /G0 gs\n/X0 Do\nQ\n"},
    {"blending", "<path style='mix-blend-mode:multiply' d='M0 0h1v1'/>", "/BM/Multiply",
     "q /G0 gs\n/X0 Do\nQ\n"},
};

static void draw(struct writer_fixture *fixture, const char *svg, struct drawing *out)
{
    struct buf text = {.kept_in = &fixture->arena};
    buf_add_text(&text, ROOT);
    buf_add_text(&text, svg);
    buf_add_text(&text, "</svg>");
    assert_true(drawing_read(&fixture->arena, NULL, buf_str(&text), (struct place){0}, out,
                             fixture->report));
    buf_clear(&text);
}

/* Entries are compared without the spaces that libharu writes between them. */
static struct str without_spaces(struct arena *arena, struct str text)
{
    struct buf out = {.kept_in = arena};
    for (size_t i = 0; i < text.len; i++) {
        if (!ascii_is_space(text.ptr[i])) {
            buf_add_byte(&out, text.ptr[i]);
        }
    }
    return arena_take(arena, &out);
}

static struct str stream_of(struct writer_fixture *fixture, pdf_ref ref)
{
    struct buf out = {.kept_in = &fixture->arena};
    struct str packed = find_object(fixture, ref).stream;
    assert_true(packed.len == 0 || inflate_zlib(packed, 1 << 20, &out));
    return arena_take(&fixture->arena, &out);
}

static void writes_forms(void **state)
{
    struct writer_fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct drawing drawing;
        draw(fixture, cases[i].svg, &drawing);
        pdf_ref ref = drawing_write(fixture->writer, &drawing);
        struct arena *arena = &fixture->arena;
        struct str stream = stream_of(fixture, ref);
        struct str entries = without_spaces(arena, object_text(fixture, ref));
        struct str want =
            without_spaces(arena, str_from(cases[i].entries ? cases[i].entries : ""));
        if (!str_is(stream, cases[i].stream) ||
            (want.len && str_find(entries, want, 0) == STR_NONE)) {
            fail_msg("%s:\n%.*s%.*s", cases[i].name, STR_ARG(stream), STR_ARG(entries));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(writes_forms, writer_fixture_open,
                                        writer_fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
