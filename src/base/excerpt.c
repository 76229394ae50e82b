/* The line of a source that a diagnostic speaks of, with a caret under its column. Sources
 * are borrowed from who told the report of them; their lines are indexed when first asked
 * for. */
#include "base/excerpt.h"

#include "base/report_state.h"
#include "base/utf8.h"

#define EXCERPT_LIMIT_BYTES 160

static struct str source_line(struct excerpts *excerpts, struct place place)
{
    const struct report *report = excerpts->report;
    const struct source *source = excerpts->source;
    if (!source || !str_eq(source->file, place.file)) {
        source = NULL;
        for (size_t i = 0; i < report->source_count && !source; i++) {
            bool found = str_eq(report->sources[i].file, place.file);
            source = found ? &report->sources[i] : NULL;
        }
        arena_reset(&excerpts->arena);
        bool indexed =
            source && line_index_make(&excerpts->arena, source->text, &excerpts->lines);
        excerpts->source = indexed ? source : NULL;
    }
    return excerpts->source ? str_trim_right(line_index_line(&excerpts->lines, place.line))
                            : (struct str){0};
}

/* The caret below stands under the column it means: what a control character is not. */
static void add_source_line(struct buf *out, struct str text)
{
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        buf_add_code_point(out, c < ' ' || utf8_is_control(c) ? ' ' : c);
    }
}

void excerpt_write(struct excerpts *excerpts, struct place place, struct buf *out)
{
    struct str line = source_line(excerpts, place);
    if (line.len == 0 || line.len > EXCERPT_LIMIT_BYTES) {
        return;
    }
    size_t before = out->len;
    buf_add_format(out, "%5u | ", place.line);
    size_t margin = out->len - before - strlen("| ");
    add_source_line(out, line);
    buf_add_text(out, "\n");
    if (place.column == 0) {
        return;
    }
    buf_add_format(out, "%*s| ", (int)margin, "");
    for (uint32_t i = 1; i < place.column; i++) {
        buf_add_byte(out, ' ');
    }
    report_add_look(excerpts->report, LOOK_MARK, out);
    buf_add_byte(out, '^');
    size_t room = utf8_count(line);
    for (uint32_t i = 1; i < place.width && place.column + i <= room; i++) {
        buf_add_byte(out, '~');
    }
    report_add_look(excerpts->report, LOOK_PLAIN, out);
    buf_add_byte(out, '\n');
}

void excerpts_clear(struct excerpts *excerpts)
{
    arena_clear(&excerpts->arena);
}
