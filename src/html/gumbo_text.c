/* The text that Gumbo is given in place of the source's, and where what it finds stands in
 * that. Relies on the builder to keep where the two differ in length. */
#include "html/gumbo_builder.h"
#include "html/gumbo_parse.h"

size_t builder_offset(const struct builder *builder, size_t offset)
{
    size_t low = 0, high = builder->shift_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (builder->shifts[middle].at <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    struct text_shift shift = low ? builder->shifts[low - 1] : (struct text_shift){0};
    size_t added = strlen(BUILDER_DOCTYPE) + shift.added;
    return offset + shift.removed > added ? offset + shift.removed - added : 0;
}

static void note_shift(struct builder *builder, size_t at, size_t added, size_t removed)
{
    size_t count = builder->shift_count;
    if (arena_grow(builder->arena, &builder->shifts, count, &builder->shift_capacity,
                   sizeof *builder->shifts)) {
        struct text_shift last =
            count ? builder->shifts[count - 1] : (struct text_shift){0};
        builder->shifts[builder->shift_count++] =
            (struct text_shift){at, last.added + added, last.removed + removed};
    }
}

static bool ends_form(struct str tag)
{
    return str_eq_ignore_case(str_sub(tag, 0, 6), STR("</form"));
}

static bool is_foreign_root(struct str name)
{
    return (str_eq_ignore_case(str_sub(name, 0, 3), STR("svg")) ||
            str_eq_ignore_case(str_sub(name, 0, 4), STR("math")));
}

/* Of an end tag such as "</desc >" what stands behind its name, up to its '>': Gumbo knows
 * no such tag among SVG and MathML. */
static struct str behind_name(struct str text, size_t name_at)
{
    size_t end = name_at;
    while (end < text.len && !ascii_is_space(text.ptr[end]) &&
           !ascii_set_has("/><", text.ptr[end])) {
        end++;
    }
    size_t close = end;
    while (close < text.len &&
           (ascii_is_space(text.ptr[close]) || text.ptr[close] == '/')) {
        close++;
    }
    return close < text.len && text.ptr[close] == '>' ? str_sub(text, end, close)
                                                      : (struct str){0};
}

/* What Gumbo is given: a standard document, in which elements newer than Gumbo have names
 * as long that it treats alike. */
struct str text_known(struct builder *builder)
{
    struct str text = builder->source->text;
    struct buf out = {.kept_in = builder->arena};
    buf_add_text(&out, BUILDER_DOCTYPE);
    size_t done = 0;
    bool foreign = false;
    for (size_t at = str_find_byte(text, '<', 0); at != STR_NONE;
         at = str_find_byte(text, '<', at + 1)) {
        bool closing = at + 1 < text.len && text.ptr[at + 1] == '/';
        size_t name_at = closing ? at + 2 : at + 1;
        const struct stand_in_name *name = facts_stand_in(str_skip(text, name_at));
        struct str behind =
            closing && foreign ? behind_name(text, name_at) : (struct str){0};
        foreign = is_foreign_root(str_skip(text, name_at)) ? !closing : foreign;
        if (name) {
            buf_add(&out, str_sub(text, done, name_at));
            buf_add_text(&out, name->known);
            done = name_at + strlen(name->known);
        } else if (closing && ends_form(str_skip(text, at))) {
            buf_add(&out, str_sub(text, done, at));
            note_shift(builder, out.len, strlen(BUILDER_FLUSH), 0);
            buf_add_text(&out, BUILDER_FLUSH);
            done = at;
        } else if (behind.len) {
            size_t end = (size_t)(behind.ptr - text.ptr);
            buf_add(&out, str_sub(text, done, end));
            note_shift(builder, out.len, 0, behind.len);
            done = end + behind.len;
        }
    }
    buf_add(&out, str_skip(text, done));
    gumbo_bound_references(&out);
    return arena_take(builder->arena, &out);
}
