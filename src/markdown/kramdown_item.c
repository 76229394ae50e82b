/* Items: how the lines of lists and definitions lose their indentation, which is counted
 * in columns; only tabs in front of all spaces count as four of these. */
#include "markdown/kramdown_item.h"

#include "markdown/kramdown_attributes.h"
#include "markdown/kramdown_line.h"

void item_first_line(struct arena *arena, struct source_builder *out,
                     const struct source *source, size_t content, size_t end, size_t column,
                     struct item_shape *shape)
{
    struct str text = source->text;
    size_t at = content, indent = column;
    while (at < end && (text.ptr[at] == ' ' || text.ptr[at] == '\t')) {
        indent = text.ptr[at] == '\t' ? indent / 4 * 4 + 4 : indent + 1;
        at++;
    }
    struct str inside;
    if (at >= end || text.ptr[at] == '\n') {
        shape->indent = 4; /* an empty first line says nothing, and is no blank one */
        shape->begun = false;
        return;
    }
    if (line_is_ial(text, at, &inside)) {
        indent = 4; /* only attributes: as if the line were empty */
    }
    shape->indent = indent;
    shape->begun = true;
    builder_add(arena, out, str_sub(text, at, end), source_origin(source, at));
}

/* The bytes of `indent` columns of white space at a line's start, or STR_NONE. Tabs in
 * front of all spaces count as four of these, others not at all. */
static size_t indent_bytes(struct str text, size_t at, size_t indent, size_t *over)
{
    size_t columns = 0, from = at;
    while (columns < indent && at < text.len) {
        if (text.ptr[at] == '\t' && (at == from || text.ptr[at - 1] == '\t')) {
            columns += 4;
        } else if (text.ptr[at] == ' ') {
            columns++;
        } else {
            return STR_NONE;
        }
        at++;
    }
    *over = columns > indent ? columns - indent : 0;
    return columns < indent ? STR_NONE : at - from;
}

bool item_has_line(struct str text, size_t at, size_t indent)
{
    size_t over;
    return indent_bytes(text, at, indent, &over) != STR_NONE;
}

void item_add_line(struct arena *arena, struct source_builder *out,
                   const struct source *source, size_t at, size_t end, size_t indent,
                   bool *indented)
{
    struct str text = source->text;
    size_t over = 0, bytes = indent_bytes(text, at, indent, &over);
    *indented = bytes != STR_NONE;
    if (!*indented) {
        bytes = 0;
    }
    builder_add(arena, out, (struct str){0}, source_origin(source, at + bytes));
    builder_add_spaces(out, over);
    size_t from = at + bytes;
    while (*indented && from < end && text.ptr[from] == '\t' &&
           (from == at || text.ptr[from - 1] == '\t')) {
        builder_add_spaces(out, 4);
        from++;
    }
    builder_add(arena, out, str_sub(text, from, end), source_origin(source, from));
}

/* The source is built anew without the list, so that its pieces stay true. */
void item_take_ial(struct kramdown *k, struct node *item, struct source *source)
{
    struct str text = source->text;
    if (!str_starts(text, "{:") || text.len < 4 || text.ptr[2] == ':' ||
        text.ptr[2] == '/') {
        return;
    }
    size_t close = brace_end(text, 0, line_end(text, 0));
    if (close == STR_NONE || close == 2 ||
        ial_is_definition(str_sub(text, 2, close), NULL)) {
        return;
    }
    ial_attach(k, item, ial_parse(k->arena, str_sub(text, 2, close)));
    size_t at = close + 1;
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t')) {
        at++;
    }
    if (at < text.len && text.ptr[at] == '\n') {
        at++;
    }
    /* Pieces stay true: the part that is gone is only skipped. */
    struct source_builder rest = {0};
    for (size_t from = at; from < text.len;) {
        size_t end = line_end(text, from);
        builder_add(k->arena, &rest, str_sub(text, from, end), source_origin(source, from));
        from = end;
    }
    struct source *shorter = builder_take(k->arena, &rest);
    if (shorter) {
        *source = *shorter;
    }
}
