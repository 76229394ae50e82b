/* Parts of other files: mdBook's "{{#include x.rs:2:5}}" and VitePress's "<!--@include:
 * x.md{2,5}-->" and "<<< @/x.js#region". The file is read through the host; of its lines
 * those that are asked for, by number or between the marks of an anchor. What is shown is
 * not looked at again; all that one page takes in is bounded, because a few bytes of it can
 * ask for a large file. */
#include "base/lines.h"
#include "base/path.h"
#include "markdown/dialect_spans.h"

#define PARTS_BYTES_LIMIT ((size_t)16 << 20)
#define INCLUDE_DEPTH_LIMIT 10         /* as in mdBook */
#define CALL_BYTES_LIMIT ((size_t)400) /* an include ends within */

static bool read_number(struct str text, size_t *out)
{
    *out = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!ascii_is_digit(text.ptr[i]) || *out > 1000000) {
            return false;
        }
        *out = *out * 10 + (size_t)(text.ptr[i] - '0');
    }
    return text.len > 0;
}

static struct str lines_between(struct str text, size_t first, size_t last)
{
    size_t start = 0, end, line = 1;
    for (; line < first && start < text.len; line++) {
        start = line_end(text, start);
    }
    for (end = start; line <= last && end < text.len; line++) {
        end = line_end(text, end);
    }
    return str_sub(text, start, end);
}

static bool is_anchor(struct str line, const char *word, struct str name)
{
    size_t at = str_find(line, str_from(word), 0);
    struct str rest = at == STR_NONE ? (struct str){0} : str_skip(line, at + strlen(word));
    rest = str_trim(rest);
    struct str after = str_skip(rest, name.len);
    return name.len && at != STR_NONE && str_eq(str_sub(rest, 0, name.len), name) &&
           (after.len == 0 ||
            !(ascii_is_alnum(after.ptr[0]) || ascii_set_has("_-", after.ptr[0])));
}

static const struct anchor_marks book_marks = {"ANCHOR:", "ANCHOR_END:"},
                                 region_marks = {"#region", "#endregion"};

/* Without lines that are marks of anchors, the wanted one's or others'. */
static struct str lines_of_anchor(struct arena *arena, struct str text, struct str name,
                                  const struct anchor_marks *marks)
{
    struct buf out = {.kept_in = arena};
    bool inside = name.len == 0;
    for (size_t at = 0; at < text.len; at = line_end(text, at)) {
        struct str line = str_sub(text, at, line_end(text, at));
        bool mark = str_find(line, str_from(marks->begin), 0) != STR_NONE ||
                    str_find(line, str_from(marks->end), 0) != STR_NONE;
        bool begins = mark && is_anchor(line, marks->begin, name);
        bool ends = mark && is_anchor(line, marks->end, name);
        inside = begins || (inside && !ends);
        if (inside && !mark) {
            buf_add(&out, line);
        }
    }
    return arena_take(arena, &out);
}

/* The whole file, read once a page. */
static enum markdown_part read_file(struct spans *spans, struct str path, struct str *out)
{
    const struct markdown_host *host = spans->dialect->options->host;
    *out = (struct str){0};
    path = spans->folder.len ? path_join(spans->dialect->arena, spans->folder, path) : path;
    struct value known = value_get(spans->parts, path);
    if (spans->told_beyond) {
        return MARKDOWN_PART_FOUND; /* nothing more is taken in */
    }
    if (known.kind == VALUE_STRING) {
        *out = known.as.string;
        return out->ptr == spans->own.ptr ? MARKDOWN_PART_OWN : MARKDOWN_PART_FOUND;
    }
    enum markdown_part found =
        host && host->read ? host->read(host->data, path, out) : MARKDOWN_PART_MISSING;
    if (found != MARKDOWN_PART_MISSING) {
        (void)value_map_set(spans->dialect->arena, spans->parts, path, value_string(*out));
        spans->own = found == MARKDOWN_PART_OWN ? *out : spans->own;
    }
    return found;
}

/* Each once a page, where it is first. */
static void tell(struct spans *spans, bool *told, const char *what, struct str wanted)
{
    const struct rewriter *to = spans->dialect->to;
    if (!*told) {
        report_warning(spans->dialect->report, line_map_place(to->map, to->text, spans->at),
                       "dialect-include", "'%.*s' %s", STR_ARG(wanted), what);
    }
    *told = true;
}

/* Whether what was read is to be shown; else it is told. */
static bool is_shown(struct spans *spans, enum markdown_part found, size_t bytes,
                     struct str wanted)
{
    switch (found) {
    case MARKDOWN_PART_MISSING: dialect_lose(spans->dialect, spans->at, wanted); break;
    case MARKDOWN_PART_OWN:
        tell(spans, &spans->told_own, "is this page: it is not shown within itself",
             wanted);
        break;
    case MARKDOWN_PART_FOUND:
        if (!spans->told_beyond && bytes <= PARTS_BYTES_LIMIT - spans->part_bytes) {
            spans->part_bytes += bytes;
            return true;
        }
        tell(spans, &spans->told_beyond,
             "and what follows is not taken in: of other files the page would show more "
             "than 16 MB",
             wanted);
        break;
    }
    return false;
}

/* Lines of the page itself may be shown in it, but not all of it. */
bool spans_read_part(struct spans *spans, struct str wanted,
                     const struct anchor_marks *marks, struct str *out)
{
    size_t colon = str_find_byte(wanted, ':', 0);
    struct str path = str_sub(wanted, 0, colon == STR_NONE ? wanted.len : colon);
    struct str range = colon == STR_NONE ? (struct str){0} : str_skip(wanted, colon + 1);
    size_t second = str_find_byte(range, ':', 0), first = 1, last = SIZE_MAX;
    struct str text;
    enum markdown_part found = read_file(spans, str_trim(path), &text);
    if (found == MARKDOWN_PART_MISSING || (found == MARKDOWN_PART_OWN && !range.len)) {
        return is_shown(spans, found, 0, wanted);
    }
    struct str from = str_sub(range, 0, second == STR_NONE ? range.len : second);
    bool numbers = (from.len == 0 && second != STR_NONE) || read_number(from, &first);
    if (range.len && numbers) {
        first = from.len ? first : 1;
        last = second == STR_NONE ? first : last;
        if (second != STR_NONE && !read_number(str_skip(range, second + 1), &last)) {
            last = SIZE_MAX;
        }
        *out = lines_between(text, first, last);
    } else if (!range.len && str_find(text, str_from(marks->begin), 0) == STR_NONE) {
        *out = text;
    } else {
        *out = lines_of_anchor(spans->dialect->arena, text, range, marks);
    }
    bool lost = out->len == 0 && range.len && !spans->told_beyond; /* no such lines */
    return is_shown(spans, lost ? MARKDOWN_PART_MISSING : MARKDOWN_PART_FOUND, out->len,
                    wanted);
}

/* Code of lines that each begin with `indent`, in a fence longer than code has. */
static void add_fence(struct spans *spans, struct str language, struct str code,
                      struct str indent)
{
    struct buf out = {.kept_in = spans->dialect->arena};
    buf_add_format(&out, "%.*s````````%.*s\n", STR_ARG(indent), STR_ARG(language));
    for (size_t at = 0; at < code.len; at = line_end(code, at)) {
        buf_add(&out, indent);
        buf_add(&out, str_trim_right(str_sub(code, at, line_end(code, at))));
        buf_add_byte(&out, '\n');
    }
    buf_add_format(&out, "%.*s````````\n", STR_ARG(indent));
    rewriter_add(spans->dialect->to, spans->at, arena_take(spans->dialect->arena, &out));
}

static struct str path_of(struct str wanted)
{
    size_t colon = str_find_byte(wanted, ':', 0);
    return str_sub(wanted, 0, colon == STR_NONE ? wanted.len : colon);
}

static bool read_book_part(struct spans *spans, struct str inside, struct str *out);

/* What mdBook's includes in a part of the file at `path` stand for, in their place. */
static struct str expand(struct spans *spans, struct str part, struct str path)
{
    struct str outer = spans->folder;
    if (str_find(part, STR("{{#"), 0) == STR_NONE || spans->depth == INCLUDE_DEPTH_LIMIT) {
        return part;
    }
    struct buf out = {.kept_in = spans->dialect->arena};
    size_t from = 0;
    spans->folder = path_join(spans->dialect->arena, outer, path_folder(path));
    spans->depth++;
    for (size_t at = 0; (at = str_find(part, STR("{{#"), at)) != STR_NONE;) {
        bool escaped = at > 0 && part.ptr[at - 1] == '\\';
        size_t end = str_find(str_sub(part, 0, at + CALL_BYTES_LIMIT), STR("}}"), at);
        struct str inner = {0};
        bool read = !escaped && end != STR_NONE &&
                    read_book_part(spans, str_sub(part, at + 3, end), &inner);
        if (read || escaped) {
            buf_add(&out, str_sub(part, from, at - (escaped ? 1 : 0)));
            buf_add(&out, str_without_end(inner, '\n'));
            from = read ? end + 2 : at;
        }
        at = read ? end + 2 : at + 3;
    }
    buf_add(&out, str_skip(part, from));
    spans->depth--;
    spans->folder = outer;
    return arena_take(spans->dialect->arena, &out);
}

/* A whole program, which mdBook sets as code. */
static void add_playground(struct spans *spans, struct str wanted, size_t end)
{
    struct str part;
    if (spans_read_part(spans, wanted, &book_marks, &part)) {
        bool begun = str_trim(rewriter_line(spans->dialect->to)).len > 0;
        rewriter_add(spans->dialect->to, spans->at, begun ? STR("\n\n") : STR(""));
        add_fence(spans, STR("rust"), part, (struct str){0});
    }
    spans->at = end;
}

/* "{{#quiz x}}", "{{%segment x}}": what a preprocessor would make is lost. */
bool spans_read_helper(struct spans *spans)
{
    struct str text = spans->dialect->to->text, here = str_skip(text, spans->at);
    bool helper = (str_starts(here, "{{#") || str_starts(here, "{{%")) && here.len > 3 &&
                  ascii_is_alpha(here.ptr[3]);
    size_t end = helper ? spans_find_end(spans, spans->at + 3, "}}") : STR_NONE;
    if (end == STR_NONE) {
        return false;
    }
    dialect_lose(spans->dialect, spans->at, str_sub(text, spans->at, end + 2));
    spans->at = end + 2;
    return true;
}

/* The file that "include x.rs:2:5 editable" names; empty: it is none of these. */
static struct str book_wanted(struct str inside, bool *program)
{
    static const char *const includes[] = {"include ", "rustdoc_include ", "playground ",
                                           "playpen "};
    for (size_t i = 0; i < sizeof includes / sizeof includes[0]; i++) {
        if (str_starts(inside, includes[i])) {
            struct str wanted = str_trim(str_skip(inside, strlen(includes[i])));
            size_t space = str_find_byte(wanted, ' ', 0);
            *program = str_starts(inside, "play");
            return str_sub(wanted, 0, space == STR_NONE ? wanted.len : space);
        }
    }
    return (struct str){0};
}

/* With what it includes itself; a part that is not to be shown is empty. False: `inside`
 * is no include. */
static bool read_book_part(struct spans *spans, struct str inside, struct str *out)
{
    bool program;
    struct str wanted = book_wanted(inside, &program), part;
    bool read = wanted.len && spans_read_part(spans, wanted, &book_marks, &part);
    *out = read ? expand(spans, part, path_of(wanted)) : (struct str){0};
    return wanted.len > 0;
}

bool spans_read_book(struct spans *spans)
{
    struct str text = spans->dialect->to->text, here = str_skip(text, spans->at);
    size_t end =
        str_starts(here, "{{#")
            ? str_find(str_sub(text, 0, spans->at + CALL_BYTES_LIMIT), STR("}}"), spans->at)
            : STR_NONE;
    if (end == STR_NONE) {
        return false;
    }
    struct str inside = str_sub(text, spans->at + 3, end), part;
    bool program = false;
    struct str wanted = book_wanted(inside, &program);
    if (str_starts(inside, "title ")) {
        spans->at = end + 2; /* of the browser's window */
        return true;
    }
    if (wanted.len && program) {
        add_playground(spans, wanted, end + 2);
    } else if (read_book_part(spans, inside, &part)) {
        rewriter_add(spans->dialect->to, spans->at, str_without_end(part, '\n'));
        spans->at = end + 2;
    }
    return wanted.len > 0;
}

/* VitePress */

/* Without the front matter of a page. */
static struct str without_front_matter(struct str text)
{
    size_t at = str_starts(text, "---") ? line_end(text, 0) : 0;
    for (; at && at < text.len; at = line_end(text, at)) {
        if (str_is(str_trim_right(str_sub(text, at, line_end(text, at))), "---")) {
            return str_skip(text, line_end(text, at));
        }
    }
    return text;
}

bool spans_read_file(struct spans *spans, struct str path, struct str *out)
{
    struct str extension = path_extension(path), part;
    bool markdown = str_is(extension, ".md") || str_is(extension, ".qmd");
    enum markdown_part found =
        markdown ? read_file(spans, path, &part) : MARKDOWN_PART_MISSING;
    bool shown = found != MARKDOWN_PART_MISSING && is_shown(spans, found, part.len, path);
    *out = shown ? without_front_matter(part) : (struct str){0};
    return found != MARKDOWN_PART_MISSING;
}

/* "path#region{2,5 js}[title]": the lines; what stands in braces, in `*braces`. */
static bool read_region(struct spans *spans, struct str wanted, struct str *braces,
                        struct str *path, struct str *out)
{
    size_t open = str_find_byte(wanted, '{', 0), title = str_find_byte(wanted, '[', 0);
    size_t end = open < title ? open : title;
    *path = str_trim(str_sub(wanted, 0, end == STR_NONE ? wanted.len : end));
    size_t close = open == STR_NONE ? STR_NONE : str_find_byte(wanted, '}', open);
    *braces = close == STR_NONE ? (struct str){0} : str_sub(wanted, open + 1, close);
    size_t hash = str_find_byte(*path, '#', 0);
    struct str region = hash == STR_NONE ? (struct str){0} : str_skip(*path, hash + 1);
    *path = str_sub(*path, 0, hash == STR_NONE ? path->len : hash);
    struct str name = str_skip(*path, str_starts(*path, "@/") ? 1 : 0), text;
    enum markdown_part found = read_file(spans, name, &text);
    bool all = region.len == 0 && braces->len == 0;
    if (found == MARKDOWN_PART_MISSING || (found == MARKDOWN_PART_OWN && all)) {
        return is_shown(spans, found, 0, wanted);
    }
    *out = region.len ? lines_of_anchor(spans->dialect->arena, text, region, &region_marks)
                      : text;
    bool lost = out->len == 0 && !spans->told_beyond;
    return is_shown(spans, lost ? MARKDOWN_PART_MISSING : MARKDOWN_PART_FOUND, out->len,
                    wanted);
}

/* Of "2,5", "2," and ",5" those lines. */
static struct str lines_in_braces(struct str text, struct str braces)
{
    size_t comma = str_find_byte(braces, ',', 0), first, last;
    struct str to = comma == STR_NONE ? braces : str_trim(str_skip(braces, comma + 1));
    if (!read_number(str_trim(str_sub(braces, 0, comma)), &first)) {
        first = 1;
    }
    return lines_between(text, first, read_number(to, &last) ? last : SIZE_MAX);
}

bool spans_read_include(struct spans *spans)
{
    struct str text = spans->dialect->to->text, here = str_skip(text, spans->at);
    size_t end =
        str_starts(here, "<!--") ? str_find(text, STR("-->"), spans->at) : STR_NONE;
    struct str inside =
        end == STR_NONE ? (struct str){0} : str_trim(str_sub(text, spans->at + 4, end));
    static const char word[] = "@include:";
    if (!str_starts(inside, word)) {
        return false;
    }
    struct str braces, path, part;
    struct str wanted = str_trim(str_skip(inside, sizeof word - 1));
    if (read_region(spans, wanted, &braces, &path, &part)) {
        part = braces.len ? lines_in_braces(part, braces) : without_front_matter(part);
        rewriter_add(spans->dialect->to, spans->at, part);
    }
    spans->at = end + 3;
    return true;
}

/* The language that the braces name behind their lines, else the file's ending. */
static struct str import_language(struct str braces, struct str path)
{
    size_t space = str_find_byte(braces, ' ', 0), dot = path.len;
    struct str last = space == STR_NONE ? braces : str_trim(str_skip(braces, space));
    if (last.len && ascii_is_alpha(last.ptr[0])) {
        return last;
    }
    while (dot > 0 && path.ptr[dot - 1] != '.' && path.ptr[dot - 1] != '/') {
        dot--;
    }
    return dot > 0 && path.ptr[dot - 1] == '.' ? str_skip(path, dot) : (struct str){0};
}

bool spans_read_import(struct spans *spans)
{
    struct str text = spans->dialect->to->text;
    size_t end = line_end(text, spans->at), bytes;
    struct str line = str_trim_right(str_sub(text, spans->at, end));
    (void)indent_columns(line, &bytes);
    struct str rest = str_skip(line, bytes);
    if (!str_starts(rest, "<<<") || rest.len < 5) {
        return false;
    }
    struct str wanted = str_trim(str_skip(rest, 3)), braces, path, part;
    if (read_region(spans, wanted, &braces, &path, &part)) {
        add_fence(spans, import_language(braces, path), part, str_sub(line, 0, bytes));
    } else {
        rewriter_add(spans->dialect->to, spans->at, STR("\n"));
    }
    spans->at = end;
    return true;
}
