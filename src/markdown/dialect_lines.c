/* As CommonMark has it, but for what only its block structure could tell: containers are
 * passed over. */
#include "markdown/dialect_lines.h"

size_t indent_columns(struct str line, size_t *bytes)
{
    size_t columns = 0, at = 0;
    for (; at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'); at++) {
        columns = line.ptr[at] == '\t' ? (columns / 4 + 1) * 4 : columns + 1;
    }
    *bytes = at;
    return columns;
}

static size_t columns_of(struct str text)
{
    size_t columns = 0;
    for (size_t at = 0; at < text.len; at++) {
        columns = text.ptr[at] == '\t' ? (columns / 4 + 1) * 4 : columns + 1;
    }
    return columns;
}

struct str line_item_text(struct str line)
{
    size_t bytes, at = 0;
    (void)indent_columns(line, &bytes);
    line = str_skip(line, bytes);
    while (at < line.len && at < 9 && ascii_is_digit(line.ptr[at])) {
        at++;
    }
    bool number = at > 0 && at < line.len && (line.ptr[at] == '.' || line.ptr[at] == ')');
    bool bullet = at == 0 && line.len && ascii_set_has("-+*", line.ptr[0]);
    bool spaced =
        at + 1 < line.len && (line.ptr[at + 1] == ' ' || line.ptr[at + 1] == '\t');
    return (number || bullet) && spaced ? str_skip(line, at + 2) : (struct str){0};
}

bool line_opens_item(struct str line)
{
    return line_item_text(line).ptr != NULL;
}

struct fence code_fence_of(struct str line, struct str *info)
{
    size_t bytes;
    struct fence fence = {0};
    (void)indent_columns(line, &bytes);
    struct str rest = str_skip(line, bytes);
    for (size_t i = 0; i < 8 && rest.len; i++) {
        struct str inner = str_starts(rest, ">") ? str_skip(rest, 1) : line_item_text(rest);
        if (!inner.ptr) {
            break;
        }
        rest = str_trim_left(inner);
    }
    fence.indent = columns_of(str_sub(line, 0, line.len - rest.len));
    char mark = rest.len ? rest.ptr[0] : '\0';
    size_t length = 0;
    while (length < rest.len && rest.ptr[length] == mark) {
        length++;
    }
    *info = str_trim(str_skip(rest, length));
    bool opens = (mark == '`' || mark == '~') && length >= 3 &&
                 (mark == '~' || str_find_byte(*info, '`', 0) == STR_NONE);
    fence.mark = mark;
    fence.length = opens ? length : 0;
    return fence;
}

bool code_fence_closes(struct str line, const struct fence *open)
{
    struct str info;
    struct fence fence = code_fence_of(line, &info);
    return fence.mark == open->mark && fence.length >= open->length && info.len == 0 &&
           fence.indent < open->indent + 4;
}
