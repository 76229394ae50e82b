/* smartify: typographic quotes, dashes, ellipses and guillemets in text that is otherwise
 * left alone, read as kramdown's SmartyPants does: blocks of HTML at the beginning of a
 * line, runs of text between them, and in these elements of a line. What is code to
 * kramdown, or unknown to it, is left as it is, and so are comments. */
#include "base/html_tag.h"
#include "base/typography.h"
#include "liquid/filters.h"

#define DEPTH_LIMIT 100 /* of elements within elements; deeper ones are text */

struct smart {
    struct filter_run *run;
    struct buf *out;
    struct str text;
    size_t depth;
    bool no_comment, no_instruction; /* none ends from where one was looked for */
};

static void add_quote(struct buf *out, char quote, bool left)
{
    buf_add_text(out, quote == '"' ? (left ? "\xE2\x80\x9C" : "\xE2\x80\x9D")
                                   : (left ? "\xE2\x80\x98" : "\xE2\x80\x99"));
}

/* A symbol at the start of `rest`, or an escaped guillemet; gives its length, or 0. */
static size_t add_symbol(struct buf *out, struct str rest)
{
    if (str_starts(rest, "\\<<") || str_starts(rest, "\\>>")) {
        buf_add_escaped(out, str_sub(rest, 1, 3));
        return 3;
    }
    size_t len = 0;
    buf_add(out, symbol_read(rest, &len));
    return len;
}

/* The length of an entity at the start of `rest`; 0: none. */
static size_t entity_length(struct str rest)
{
    size_t end = 1;
    while (str_starts(rest, "&") && end < rest.len &&
           (ascii_is_alnum(rest.ptr[end]) || (end == 1 && rest.ptr[end] == '#'))) {
        end++;
    }
    return end > 1 && end < rest.len && rest.ptr[end] == ';' ? end + 1 : 0;
}

/* The quote at `at`; gives the count of bytes that it took. */
static size_t add_quotes(struct buf *out, struct str text, size_t at, bool neighbour)
{
    enum quote_reading reading = quote_read(text, at, neighbour);
    if (reading == QUOTE_PLAIN_RIGHT) {
        buf_add_byte(out, text.ptr[at]);
        add_quote(out, text.ptr[at + 1], false);
        return 2;
    }
    add_quote(out, text.ptr[at], reading != QUOTE_RIGHT);
    if (reading == QUOTE_TWO_LEFT) {
        add_quote(out, text.ptr[at + 1], true);
        return 2;
    }
    return 1;
}

/* The end of a comment at `at`, or 0. */
static size_t comment_at(struct smart *s, size_t at)
{
    if (s->no_comment || !str_starts(str_skip(s->text, at), "<!--")) {
        return 0;
    }
    size_t end = html_comment_end(s->text, at, s->text.len);
    s->no_comment = end == STR_NONE;
    return end == STR_NONE ? 0 : end;
}

/* One character or entity as it is, escaped where it must be; gives its length. */
static size_t add_plain(struct smart *s, size_t at)
{
    struct str rest = str_skip(s->text, at);
    size_t kept = entity_length(rest);
    if (kept || rest.ptr[0] == '"') {
        kept = kept ? kept : 1;
        buf_add(s->out, str_sub(rest, 0, kept));
        return kept;
    }
    buf_add_escaped(s->out, str_sub(rest, 0, 1));
    return 1;
}

static void add_plains(struct smart *s, size_t from, size_t to)
{
    while (from < to) {
        from += add_plain(s, from);
    }
}

static void add_value(struct buf *out, struct str value, bool folded)
{
    for (size_t at = 0; at < value.len;) {
        size_t kept = entity_length(str_skip(value, at)), from = at;
        at += kept ? kept : 1;
        while (folded && value.ptr[from] == '\n' && at < value.len &&
               value.ptr[at] == '\n') {
            at++;
        }
        if (kept) {
            buf_add(out, str_sub(value, from, at));
        } else if (folded && value.ptr[from] == '\n') {
            buf_add_byte(out, ' ');
        } else {
            buf_add_escaped(out, str_sub(value, from, at));
        }
    }
}

#define ATTRIBUTE_LIMIT 32 /* of one tag; more are left out */

struct attribute {
    struct str name, value;
};

/* Of two attributes of one name the last counts, where the first stands. */
static size_t read_attributes(struct smart *s, const struct html_tag *tag,
                              struct attribute out[ATTRIBUTE_LIMIT])
{
    struct str within = str_sub(s->text, 0, tag->attributes_end), name, value;
    bool known = html_is_known(tag->name);
    size_t count = 0;
    for (size_t at = tag->attributes, next; at < within.len; at = next) {
        next = html_attribute_at(within, at, &name, &value);
        if (next == 0) {
            break;
        }
        name = html_name(s->run->arena, name, known);
        size_t i = 0;
        while (i < count && !str_eq(out[i].name, name)) {
            i++;
        }
        if (i < ATTRIBUTE_LIMIT) {
            out[i] = (struct attribute){name, value};
            count = i == count ? count + 1 : count;
        }
    }
    return count;
}

/* The start tag as kramdown writes it, up to its '>'; gives the value of `markdown`. */
static struct str open_tag(struct smart *s, const struct html_tag *tag, bool folded)
{
    struct attribute attributes[ATTRIBUTE_LIMIT];
    struct str said = {0};
    size_t count = read_attributes(s, tag, attributes);
    buf_add_byte(s->out, '<');
    buf_add(s->out, tag->name);
    for (size_t i = 0; i < count; i++) {
        struct attribute at = attributes[i];
        if (str_is(at.name, "markdown")) {
            said = at.value;
        } else if (!str_is(at.name, "id") || str_trim(at.value).len) {
            buf_add_format(s->out, " %.*s=\"", STR_ARG(at.name));
            add_value(s->out, at.value, folded);
            buf_add_byte(s->out, '"');
        }
    }
    return said;
}

static void close_tag(struct smart *s, struct str name)
{
    buf_add_format(s->out, "</%.*s>", STR_ARG(name));
}

/* What `markdown` says of an element's content, else `usual`. */
static enum html_content content_of(struct str said, struct str name,
                                    enum html_content usual)
{
    return str_is(said, "0")       ? HTML_RAW
           : str_is(said, "1")     ? html_content_of(name)
           : str_is(said, "span")  ? HTML_SPAN
           : str_is(said, "block") ? HTML_BLOCK
                                   : usual;
}

/* Text and elements from `at` to the end tag of `stop`, or to the end of the text; gives
 * where it went on. `parsed`: it is made typographic. */
static size_t add_spans(struct smart *s, size_t at, struct str stop, bool parsed);

/* The element or end tag at `at` within a line; 0: there is none. */
static size_t add_span_tag(struct smart *s, size_t at, bool parsed)
{
    struct html_tag tag;
    if (!html_tag_at(s->run->arena, s->text, at, &tag)) {
        return 0;
    }
    if (tag.closing || html_is_block(tag.name) || s->depth == DEPTH_LIMIT) {
        add_plains(s, at, tag.end);
        return tag.end;
    }
    struct str said = open_tag(s, &tag, true);
    enum html_content usual = parsed && html_is_parsed(tag.name) ? HTML_SPAN : HTML_RAW;
    bool inner = content_of(said, tag.name, usual) == HTML_SPAN;
    size_t end = tag.end;
    if (html_is_void(tag.name)) {
        buf_add_text(s->out, " />");
        return end;
    }
    buf_add_byte(s->out, '>');
    if (!tag.empty) {
        s->depth++;
        end = add_spans(s, end, tag.name, inner);
        s->depth--;
    }
    close_tag(s, tag.name);
    return end;
}

/* A symbol, an entity or a quote at `at`; 0: there is none. */
static size_t add_sign(struct smart *s, size_t at, size_t chunk)
{
    struct str rest = str_skip(s->text, at);
    size_t used = add_symbol(s->out, rest), kept = used ? 0 : entity_length(rest);
    if (kept) {
        buf_add(s->out, str_sub(rest, 0, kept));
        return kept;
    }
    if (!used && (rest.ptr[0] == '"' || rest.ptr[0] == '\'')) {
        return add_quotes(s->out, s->text, at, at > chunk && s->text.ptr[at - 1] != '\\');
    }
    return used;
}

static size_t add_spans(struct smart *s, size_t at, struct str stop, bool parsed)
{
    size_t chunk = at; /* where plain text began, behind what is none */
    while (at < s->text.len) {
        bool angle = s->text.ptr[at] == '<';
        size_t end = angle && stop.len ? html_end_tag_at(s->text, at, stop) : 0;
        if (end) {
            return end;
        }
        size_t used = parsed ? add_sign(s, at, chunk) : 0;
        end = used || !angle ? at + used : comment_at(s, at);
        if (end && !used && angle) {
            buf_add(s->out, str_sub(s->text, at, end));
        } else if (!used && angle) {
            end = add_span_tag(s, at, parsed);
        }
        if (end > at) {
            chunk = at = end;
            continue;
        }
        at += add_plain(s, at);
        char next = angle && at < s->text.len ? s->text.ptr[at] : ' ';
        chunk = ascii_is_alpha(next) || next == '_' || next == '/' ||
                        str_starts(str_skip(s->text, at), "!--")
                    ? at
                    : chunk;
    }
    return at;
}

/* Lines between blocks, or within an element of one. */
static void add_run(struct smart *s, size_t from, size_t to)
{
    struct smart run = *s;
    run.text = str_sub(s->text, from, to);
    run.no_comment = false;
    (void)add_spans(&run, 0, (struct str){0}, true);
}

/* The element of a block whose start tag is read; gives what is behind it. `indent`: how
 * far it stands in; `raw`: its parent is left as it is. */
static size_t add_element(struct smart *s, const struct html_tag *tag, size_t indent,
                          bool raw);

/* The end of a processing instruction at `at`, or 0. */
static size_t instruction_at(struct smart *s, size_t at)
{
    if (s->no_instruction || !str_starts(str_skip(s->text, at), "<?")) {
        return 0;
    }
    size_t close = str_find(s->text, STR("?>"), at);
    s->no_instruction = close == STR_NONE;
    return close == STR_NONE ? 0 : close + 2;
}

/* Content of a block as it is, up to its end tag; gives what is behind that. */
static size_t add_raw(struct smart *s, size_t at, struct str stop, size_t indent)
{
    while (at < s->text.len) {
        struct html_tag tag;
        bool angle = s->text.ptr[at] == '<';
        size_t end = angle ? html_end_tag_at(s->text, at, stop) : 0;
        if (end) {
            return end;
        }
        end = angle ? comment_at(s, at) : 0;
        end = angle && !end ? instruction_at(s, at) : end;
        bool is_tag = angle && !end && html_tag_at(s->run->arena, s->text, at, &tag);
        if (end) {
            buf_add(s->out, str_sub(s->text, at, end));
        } else if (is_tag && !tag.closing && s->depth < DEPTH_LIMIT) {
            end = add_element(s, &tag, indent + 2, true);
        } else if (is_tag) {
            end = tag.end;
            add_plains(s, at, end);
        } else {
            end = at + add_plain(s, at);
        }
        at = end;
    }
    return at;
}

/* Of a script or style, in which nothing is a tag but its end. */
static size_t add_verbatim(struct smart *s, size_t at, struct str name)
{
    size_t end = html_find_end_tag(s->text, name, at, s->text.len);
    end = end == STR_NONE ? s->text.len : end;
    buf_add(s->out, str_sub(s->text, at, end));
    return end < s->text.len ? html_end_tag_at(s->text, end, name) : end;
}

static size_t add_span_content(struct smart *s, size_t at, struct str name)
{
    size_t end = html_find_end_tag(s->text, name, at, s->text.len);
    end = end == STR_NONE ? s->text.len : end;
    add_run(s, at, end);
    return end < s->text.len ? html_end_tag_at(s->text, end, name) : end;
}

/* Behind blanks that end their line, else `at`. */
static size_t skip_line_end(struct str text, size_t at)
{
    size_t end = at;
    while (end < text.len && (text.ptr[end] == ' ' || text.ptr[end] == '\t')) {
        end++;
    }
    return end < text.len && text.ptr[end] == '\n' ? end + 1 : at;
}

static size_t add_blocks(struct smart *s, size_t at, struct str stop, size_t indent);

static void add_indent(struct smart *s, size_t indent)
{
    for (size_t i = 0; i < indent; i++) {
        buf_add_byte(s->out, ' ');
    }
}

static size_t add_block_content(struct smart *s, size_t at, struct str name, size_t indent)
{
    size_t start = s->out->len;
    buf_add_text(s->out, "\n");
    size_t end = add_blocks(s, skip_line_end(s->text, at), name, indent + 2);
    if (s->out->len == start + 1) {
        buf_truncate(s->out, start);
    } else if (!str_ends(buf_str(s->out), "\n")) {
        buf_add_text(s->out, "\n");
    }
    add_indent(s, s->out->len > start ? indent : 0);
    return end;
}

static size_t add_content(struct smart *s, const struct html_tag *tag,
                          enum html_content content, size_t indent)
{
    s->depth++;
    size_t end = html_is_verbatim(tag->name) ? add_verbatim(s, tag->end, tag->name)
                 : content == HTML_RAW       ? add_raw(s, tag->end, tag->name, indent)
                 : content == HTML_SPAN      ? add_span_content(s, tag->end, tag->name)
                                        : add_block_content(s, tag->end, tag->name, indent);
    s->depth--;
    return end;
}

static size_t add_element(struct smart *s, const struct html_tag *tag, size_t indent,
                          bool raw)
{
    bool verbatim = html_is_verbatim(tag->name);
    bool closed = !verbatim && (tag->empty || html_is_void(tag->name));
    add_indent(s, raw ? 0 : indent);
    struct str said = open_tag(s, tag, false);
    enum html_content content = content_of(said, tag->name, HTML_RAW);
    size_t end = tag->end;
    if (closed && (content == HTML_RAW || html_is_void(tag->name))) {
        buf_add_text(s->out, " />");
    } else {
        buf_add_byte(s->out, '>');
        end = closed ? end : add_content(s, tag, content, indent);
        close_tag(s, tag->name);
    }
    if (!raw) {
        buf_add_byte(s->out, '\n');
        end = closed || verbatim ? end : skip_line_end(s->text, end);
    }
    return end;
}

/* Three blanks at most before '<': its place, else STR_NONE. */
static size_t block_angle(struct str text, size_t at)
{
    size_t end = at;
    while (end < text.len && end < at + 3 && text.ptr[end] == ' ') {
        end++;
    }
    return end < text.len && text.ptr[end] == '<' ? end : STR_NONE;
}

/* Blocks and the lines between them, to the end tag of `stop`, or to the end of the text;
 * gives where it went on. */
static size_t add_blocks(struct smart *s, size_t at, struct str stop, size_t indent)
{
    size_t lines = at; /* where the run of lines began */
    bool done = false;
    while (at < s->text.len && !done) {
        struct html_tag tag = {0};
        size_t angle = block_angle(s->text, at);
        size_t comment = angle == at ? comment_at(s, at) : 0;
        bool block = !comment && angle != STR_NONE && s->depth < DEPTH_LIMIT &&
                     html_tag_at(s->run->arena, s->text, angle, &tag) &&
                     !html_is_span(tag.name);
        done = block && tag.closing && stop.len && str_eq(tag.name, stop);
        if (comment || done || (block && !tag.closing)) {
            add_run(s, lines, at);
        }
        if (comment) {
            add_indent(s, indent);
            buf_add(s->out, str_sub(s->text, at, comment));
            buf_add_byte(s->out, '\n');
            at = lines = skip_line_end(s->text, comment);
        } else if (done) {
            at = lines = tag.end;
        } else if (block && !tag.closing) {
            at = lines = add_element(s, &tag, indent, false);
        } else {
            size_t end = str_find_byte(s->text, '\n', at);
            at = end == STR_NONE ? s->text.len : end + 1;
        }
    }
    add_run(s, lines, at);
    return at;
}

struct value filter_smartify(struct filter_run *run)
{
    struct str input = filter_text(run);
    struct buf text = {.kept_in = run->arena}, out = {.kept_in = run->arena};
    run->work += 3 * input.len; /* more than others do */
    input = str_ends(input, "\n") ? str_sub(input, 0, input.len - 1) : input;
    buf_add(&text, input);
    buf_add_byte(&text, '\n');
    struct smart s = {.run = run, .out = &out, .text = buf_str(&text)};
    (void)add_blocks(&s, 0, (struct str){0}, 0);
    buf_clear(&text);
    if (str_ends(buf_str(&out), "\n")) {
        buf_truncate(&out, out.len - 1);
    }
    return filter_keep(run, &out);
}
