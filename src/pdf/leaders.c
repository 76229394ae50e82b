/* Leaders: the dots of a contents line between a title and its page. A page may have
 * thousands, all at the same distances from the page's left edge; so a form holds a row of
 * them as wide as the page, and a line shows the part of it that it needs. */
#include "pdf/pen.h"

/* A form that a size of text needs: its name is D with its index. */
struct leader_form {
    sp step;
    int64_t side; /* hundredths of a point */
    pdf_ref ref;
};

struct leaders {
    struct pdf_writer *writer;
    sp width; /* the page's */
    struct leader_form *forms;
    size_t count, capacity;
};

struct leaders *leaders_new(struct pdf_writer *writer, sp page_width)
{
    struct leaders *leaders = ARENA_NEW(pdf_arena(writer), struct leaders);
    if (leaders) {
        leaders->writer = writer;
        leaders->width = page_width;
    }
    return leaders;
}

static pdf_ref write_form(const struct leaders *leaders, sp step, int64_t side)
{
    struct buf dots = {.kept_in = pdf_arena(leaders->writer)}, entries = dots;
    pdf_ref ref = pdf_reserve(leaders->writer);
    for (sp at = 0; at < leaders->width; at = sp_add(at, step)) {
        pdf_add_number(&dots, hundredths(at));
        buf_add_text(&dots, " 0 ");
        pdf_add_number(&dots, side);
        buf_add_byte(&dots, ' ');
        pdf_add_number(&dots, side);
        buf_add_text(&dots, " re\n");
    }
    buf_add_text(&dots, "f\n");
    buf_add_text(&entries, "/Type/XObject/Subtype/Form/Resources<<>>/BBox[0 0 ");
    pdf_add_number(&entries, hundredths(leaders->width));
    buf_add_byte(&entries, ' ');
    pdf_add_number(&entries, side);
    buf_add_byte(&entries, ']');
    pdf_set_stream(leaders->writer, ref, buf_str(&entries), buf_str(&dots), false);
    buf_clear(&dots);
    buf_clear(&entries);
    return ref;
}

static size_t find_form(struct leaders *leaders, sp step, int64_t side)
{
    size_t index = 0;
    while (index < leaders->count &&
           (leaders->forms[index].step != step || leaders->forms[index].side != side)) {
        index++;
    }
    if (index == leaders->count &&
        arena_grow(pdf_arena(leaders->writer), &leaders->forms, leaders->count,
                   &leaders->capacity, sizeof *leaders->forms)) {
        pdf_ref ref = write_form(leaders, step, side);
        leaders->forms[leaders->count++] = (struct leader_form){step, side, ref};
    }
    return index;
}

static void add_numbers(struct buf *out, const int64_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        pdf_add_number(out, numbers[i]);
        buf_add_byte(out, ' ');
    }
}

/* The window on the row reaches half a step beyond its first and its last dot. */
void leader_draw(struct pen *pen, sp x, sp width, sp baseline, sp size)
{
    struct leaders *leaders = pen->state->leaders;
    sp step = sp_max(size * 6 / 10, 1);
    int64_t side = hundredths(size / 14) + 1;
    int64_t first = x + step - x % step, room = (int64_t)x + width - step / 2 - first;
    pen_end_sequence(pen); /* the title and its page are told apart, dots or none */
    if (room <= 0) {
        return;
    }
    sp left = sp_clamp(first - step / 2);
    sp shown = sp_clamp((room - 1) / step * step + step / 2 * 2);
    int64_t up = hundredths(sp_sub(pen->page_height, baseline));
    const int64_t window[] = {hundredths(left), up - 100, hundredths(shown), side + 200};
    pen_end_text(pen);
    pen_begin_artifact(pen, ARTIFACT_LAYOUT, false);
    buf_add_text(pen->out, "q ");
    add_numbers(pen->out, window, sizeof window / sizeof window[0]);
    buf_add_text(pen->out, "re W n 1 0 0 1 0 ");
    pdf_add_number(pen->out, up);
    buf_add_format(pen->out, " cm/D%zu Do Q\n", find_form(leaders, step, side));
}

void leaders_add_resources(const struct leaders *leaders, struct buf *out)
{
    for (size_t i = 0; i < leaders->count; i++) {
        buf_add_format(out, "/D%zu ", i);
        pdf_add_ref(out, leaders->forms[i].ref);
    }
}
