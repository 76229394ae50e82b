/* One pass over the text keeps where each line begins and how many code points stand
 * before each block of 512 bytes. A column is then the difference of two such counts, each
 * completed by a scan inside one block: a line of a megabyte that is asked for at every
 * word costs no more than a short one. */
#include "base/lines.h"

#include "base/size.h"

size_t line_end(struct str text, size_t at)
{
    size_t end = str_find_byte(text, '\n', at);
    return end == STR_NONE ? text.len : end + 1;
}

static bool begins_point(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

static size_t count_points(struct str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++) {
        count += begins_point(text.ptr[i]);
    }
    return count;
}

static size_t count_lines(struct str text)
{
    size_t count = 1;
    for (size_t at = 0; (at = str_find_byte(text, '\n', at)) != STR_NONE; at++) {
        count++;
    }
    return count;
}

bool line_index_make(struct arena *arena, struct str text, struct line_index *out)
{
    size_t count = count_lines(text), blocks = text.len / LINES_BLOCK_BYTES + 1;
    size_t *starts = ARENA_ARRAY(arena, size_t, count);
    size_t *points = ARENA_ARRAY(arena, size_t, blocks);
    *out = (struct line_index){0};
    if (!starts || !points) {
        return false;
    }
    for (size_t line = 1; line < count; line++) {
        starts[line] = line_end(text, starts[line - 1]);
    }
    for (size_t i = 1; i < blocks; i++) {
        size_t from = (i - 1) * LINES_BLOCK_BYTES;
        points[i] =
            points[i - 1] + count_points(str_sub(text, from, from + LINES_BLOCK_BYTES));
    }
    *out = (struct line_index){
        .text = text, .starts = starts, .count = count, .points = points};
    return true;
}

/* Code points that begin before `offset`. */
static size_t points_before(const struct line_index *lines, size_t offset)
{
    size_t block = offset / LINES_BLOCK_BYTES;
    struct str part = str_sub(lines->text, block * LINES_BLOCK_BYTES, offset);
    return lines->points[block] + count_points(part);
}

/* Index of the last of `count` rising numbers that is not above `number`; the first never
 * is. */
static size_t last_up_to(const size_t *numbers, size_t count, size_t number)
{
    size_t low = 0, high = count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (numbers[middle] <= number) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

struct line_column line_index_at(const struct line_index *lines, size_t offset)
{
    offset = offset < lines->text.len ? offset : lines->text.len;
    size_t line = last_up_to(lines->starts, lines->count, offset);
    size_t column =
        points_before(lines, offset) - points_before(lines, lines->starts[line]) + 1;
    return (struct line_column){size_to_u32(line + 1), size_to_u32(column)};
}

struct str line_index_line(const struct line_index *lines, uint32_t line)
{
    if (line == 0 || line > lines->count) {
        return (struct str){0};
    }
    size_t end = line < lines->count ? lines->starts[line] - 1 : lines->text.len;
    return str_sub(lines->text, lines->starts[line - 1], end);
}

size_t line_index_offset(const struct line_index *lines, uint32_t line, size_t column)
{
    if (line == 0 || line > lines->count) {
        return STR_NONE;
    }
    size_t start = lines->starts[line - 1];
    size_t end = start + line_index_line(lines, line).len;
    size_t wanted = points_before(lines, start) + (column ? column - 1 : 0);
    size_t block =
        last_up_to(lines->points, lines->text.len / LINES_BLOCK_BYTES + 1, wanted);
    size_t at = block * LINES_BLOCK_BYTES, points = lines->points[block];
    if (at < start) {
        at = start;
        points = points_before(lines, start);
    }
    for (; at < end; at++) {
        if (begins_point(lines->text.ptr[at]) && points++ == wanted) {
            return at;
        }
    }
    return end;
}

struct line_column line_column_at(struct str text, size_t offset)
{
    struct str before = str_sub(text, 0, offset);
    size_t line = count_lines(before), start = before.len;
    while (start > 0 && before.ptr[start - 1] != '\n') {
        start--;
    }
    size_t column = count_points(str_skip(before, start)) + 1;
    return (struct line_column){size_to_u32(line), size_to_u32(column)};
}
