/* The tree is walked without recursion: each node prints an opening on entering and
 * a closing on leaving. What the dialects spell differently is asked in one place
 * for each kind. Footnotes are kept for the end: their definitions are children of
 * the document and print together, after everything else. */
#include "doc/fragment.h"

#include "doc/languages.h"

struct writer {
    enum fragment_dialect dialect;
    const struct fragment_hooks *hooks;
    struct buf *out;
    bool in_footnotes;
};

static bool is_kramdown(const struct writer *writer)
{
    return writer->dialect == FRAGMENT_KRAMDOWN;
}

static void add(struct writer *writer, const char *text)
{
    buf_add_text(writer->out, text);
}

static void add_attribute(struct writer *writer, const char *name, struct str value)
{
    buf_add_format(writer->out, " %s=\"", name);
    buf_add_escaped(writer->out, value);
    buf_add_byte(writer->out, '"');
}

/* In the bundle only what keeps its meaning away from its site: no styles, no classes of
 * a foreign sheet, no roles, no handlers. */
static bool drop_attribute(const struct writer *writer, const struct attribute *attribute)
{
    static const char *const kept[] = {"abbr",     "datetime", "dir",  "lang",
                                       "reversed", "title",    "value"};
    bool drop = writer->dialect == FRAGMENT_BUNDLE;
    for (size_t i = 0; i < sizeof kept / sizeof kept[0] && drop; i++) {
        drop = !str_is(attribute->name, kept[i]);
    }
    return drop;
}

static bool keeps_id(const struct writer *writer, const struct node *node)
{
    const struct fragment_hooks *hooks = writer->hooks;
    return node->id.len && (!hooks || !hooks->keep_id || hooks->keep_id(hooks->data, node));
}

static void add_attributes(struct writer *writer, const struct node *node)
{
    if (keeps_id(writer, node)) {
        add_attribute(writer, "id", node->id);
    }
    for (const struct attribute *a = node->attributes; a; a = a->next) {
        if (drop_attribute(writer, a)) {
            continue;
        }
        buf_add_byte(writer->out, ' ');
        buf_add(writer->out, a->name);
        buf_add_text(writer->out, "=\"");
        buf_add_escaped(writer->out, a->value);
        buf_add_byte(writer->out, '"');
    }
}

static void open_tag(struct writer *writer, const struct node *node, const char *name)
{
    buf_add_format(writer->out, "<%s", name);
    add_attributes(writer, node);
    buf_add_byte(writer->out, '>');
}

static void close_tag(struct writer *writer, const char *name, const char *after)
{
    buf_add_format(writer->out, "</%s>%s", name, after);
}

static void start_line(struct writer *writer)
{
    struct buf *out = writer->out;
    if (out->len > 0 && out->ptr[out->len - 1] != '\n') {
        buf_add_byte(out, '\n');
    }
}

/* Addresses: cmark gives them decoded; what HTML cannot hold is percent-encoded.
 * kramdown prints them as they are written. */
static void add_address(struct writer *writer, const char *name, struct str address)
{
    if (is_kramdown(writer)) {
        add_attribute(writer, name, address);
        return;
    }
    buf_add_format(writer->out, " %s=\"", name);
    for (size_t i = 0; i < address.len; i++) {
        char c = address.ptr[i];
        if (c == '&') {
            buf_add_text(writer->out, "&amp;");
        } else if (c == '\'') {
            buf_add_text(writer->out, "&#x27;");
        } else if (ascii_is_alnum(c) || (c && strchr("-_.+!*(),%#@?=;:/,$~", c))) {
            buf_add_byte(writer->out, c);
        } else {
            buf_add_format(writer->out, "%%%02X", (unsigned)(unsigned char)c);
        }
    }
    buf_add_byte(writer->out, '"');
}

/* Whether a paragraph is set without its tags: in tight lists. kramdown decides for
 * each one. */
static bool is_tight(const struct writer *writer, const struct node *paragraph)
{
    const struct node *item = paragraph->parent;
    if (paragraph->tight || is_kramdown(writer) || !item || item->kind != NODE_ITEM) {
        return paragraph->tight;
    }
    return item->tight || (item->parent && item->parent->tight);
}

/* Code */

static void add_language(struct writer *writer, const struct node *node,
                         const char *otherwise)
{
    buf_add_text(writer->out, "language-");
    if (node->info.len) {
        buf_add_escaped(writer->out, node->info);
    } else {
        buf_add_text(writer->out, otherwise);
    }
}

/* The next word of a class attribute from `*at` on; empty at its end. */
static struct str next_class(struct str class, size_t *at)
{
    size_t from = *at;
    while (from < class.len && ascii_is_space(class.ptr[from])) {
        from++;
    }
    size_t to = from;
    while (to < class.len && !ascii_is_space(class.ptr[to])) {
        to++;
    }
    *at = to;
    return str_sub(class, from, to);
}

/* The language of code: its own, or the first class "language-x". */
static struct str language_of(const struct node *node)
{
    const struct attribute *class = node_attribute(node, "class");
    struct str word = node->info;
    size_t at = 0;
    while (class && word.len == 0) {
        word = next_class(class->value, &at);
        if (word.len == 0) {
            break;
        }
        word = str_starts(word, "language-") ? str_skip(word, strlen("language-"))
                                             : (struct str){0};
    }
    return word;
}

/* The id and all attributes but the class. */
static void add_plain_attributes(struct writer *writer, const struct node *node)
{
    if (node->id.len) {
        add_attribute(writer, "id", node->id);
    }
    for (const struct attribute *a = node->attributes; a; a = a->next) {
        if (!str_is(a->name, "class")) {
            buf_add_format(writer->out, " %.*s=\"", STR_ARG(a->name));
            buf_add_escaped(writer->out, a->value);
            buf_add_byte(writer->out, '"');
        }
    }
}

/* class="first others last", the others being the node's own without "language-x". */
static void add_classes(struct writer *writer, const struct node *node, struct str first,
                        const char *last)
{
    const struct attribute *class = node_attribute(node, "class");
    struct buf words = {0};
    buf_add(&words, first);
    size_t at = 0;
    struct str word = class ? next_class(class->value, &at) : (struct str){0};
    for (; word.len > 0; word = next_class(class->value, &at)) {
        if (!str_starts(word, "language-")) {
            buf_add_text(&words, words.len ? " " : "");
            buf_add(&words, word);
        }
    }
    buf_add_text(&words, words.len && *last ? " " : "");
    buf_add_text(&words, last);
    if (words.len) {
        add_attribute(writer, "class", buf_str(&words));
    }
    buf_clear(&words);
}

static void add_code_class(struct writer *writer, const struct node *node, bool known,
                           struct str language)
{
    struct buf first = {0};
    buf_add_text(&first, "language-");
    buf_add(&first, language.len ? language : STR("plaintext"));
    add_classes(writer, node, buf_str(&first), known ? "highlighter-rouge" : "");
    buf_clear(&first);
}

static void write_rouge_block(struct writer *writer, const struct node *node)
{
    struct str language = language_of(node);
    bool known = language.len == 0 || language_is_known(language);
    add(writer, known ? "<div" : "<pre");
    add_plain_attributes(writer, node);
    if (known) {
        add_code_class(writer, node, true, language);
        add(writer, "><div class=\"highlight\"><pre class=\"highlight\"><code>");
    } else {
        add_classes(writer, node, (struct str){0}, "");
        add(writer, "><code class=\"language-");
        buf_add_escaped(writer->out, language);
        add(writer, "\">");
    }
    buf_add_escaped(writer->out, node->text);
    add(writer, known ? "</code></pre></div></div>\n" : "</code></pre>\n");
}

static void write_code_block(struct writer *writer, const struct node *node)
{
    start_line(writer);
    if (is_kramdown(writer)) {
        write_rouge_block(writer, node);
        return;
    }
    open_tag(writer, node, "pre");
    add(writer, "<code");
    if (node->info.len) {
        add(writer, " class=\"");
        add_language(writer, node, "");
        add(writer, "\"");
    }
    add(writer, ">");
    buf_add_escaped(writer->out, node->text);
    add(writer, "</code></pre>\n");
}

static void write_code(struct writer *writer, const struct node *node)
{
    add(writer, "<code");
    if (is_kramdown(writer)) {
        struct str language = language_of(node);
        add_plain_attributes(writer, node);
        add_code_class(writer, node, language.len == 0 || language_is_known(language),
                       language);
        add(writer, ">");
    } else {
        add_attributes(writer, node);
        add(writer, ">");
    }
    buf_add_escaped(writer->out, node->text);
    add(writer, "</code>");
}

/* Lists */

static bool has_tasks(const struct node *list)
{
    for (const struct node *item = list->first; item; item = item->next) {
        if (item->task != TASK_NONE) {
            return true;
        }
    }
    return false;
}

static void open_list(struct writer *writer, const struct node *node)
{
    start_line(writer);
    buf_add_text(writer->out, node->list_kind == LIST_ORDERED ? "<ol" : "<ul");
    if (node->list_kind == LIST_ORDERED && node->number != 1 && !is_kramdown(writer)) {
        buf_add_format(writer->out, " start=\"%u\"", node->number);
    }
    if (is_kramdown(writer) && has_tasks(node) && !node_attribute(node, "class")) {
        add(writer, " class=\"task-list\"");
    }
    add_attributes(writer, node);
    add(writer, ">\n");
}

static void add_checkbox(struct writer *writer, const struct node *item)
{
    if (item->task == TASK_NONE) {
        return;
    }
    if (is_kramdown(writer)) {
        add(writer, "<input type=\"checkbox\" class=\"task-list-item-checkbox\" "
                    "disabled=\"disabled\"");
        add(writer, item->task == TASK_DONE ? " checked=\"checked\" />" : " />");
    } else {
        add(writer, "<input type=\"checkbox\"");
        add(writer, item->task == TASK_DONE ? " checked=\"\"" : "");
        add(writer, " disabled=\"\" /> ");
    }
}

static void open_item(struct writer *writer, const struct node *node)
{
    start_line(writer);
    add(writer, "<li");
    if (is_kramdown(writer) && node->task != TASK_NONE && !node_attribute(node, "class")) {
        add(writer, " class=\"task-list-item\"");
    }
    add_attributes(writer, node);
    add(writer, ">");
    const struct node *first = node->first;
    bool inside = is_kramdown(writer) && first && first->kind == NODE_PARAGRAPH &&
                  !is_tight(writer, first);
    if (!inside) {
        add_checkbox(writer, node); /* else it stands in the paragraph */
    }
}

/* Tables */

static void open_row(struct writer *writer, const struct node *node)
{
    static const char *const sections[] = {"<thead>\n", "<tbody>\n", "<tfoot>\n"};
    const struct node *before = node->previous;
    if (!before || before->kind != NODE_ROW || before->section != node->section ||
        node->level) {
        start_line(writer);
        add(writer, sections[node->section]);
    }
    open_tag(writer, node, "tr");
    add(writer, "\n");
}

static void close_row(struct writer *writer, const struct node *node)
{
    static const char *const sections[] = {"</thead>\n", "</tbody>\n", "</tfoot>\n"};
    add(writer, "</tr>\n");
    const struct node *after = node->next;
    if (!after || after->kind != NODE_ROW || after->section != node->section ||
        after->level) {
        add(writer, sections[node->section]);
    }
}

static void open_cell(struct writer *writer, const struct node *node)
{
    static const char *const aligns[] = {NULL, "left", "center", "right"};
    add(writer, node->header ? "<th" : "<td");
    add_attributes(writer, node);
    if (node->header && writer->dialect == FRAGMENT_BUNDLE) {
        const struct node *row = node->parent;
        add(writer, row && row->section == ROW_HEAD ? " scope=\"col\"" : " scope=\"row\"");
    }
    if (node->column_span > 1) {
        buf_add_format(writer->out, " colspan=\"%u\"", node->column_span);
    }
    if (node->row_span > 1) {
        buf_add_format(writer->out, " rowspan=\"%u\"", node->row_span);
    }
    if (node->align != ALIGN_NONE) {
        if (is_kramdown(writer)) {
            buf_add_format(writer->out, " style=\"text-align: %s\"", aligns[node->align]);
        } else if (writer->dialect == FRAGMENT_BUNDLE) {
            buf_add_format(writer->out, " class=\"align-%s\"", aligns[node->align]);
        } else {
            buf_add_format(writer->out, " align=\"%s\"", aligns[node->align]);
        }
    }
    add(writer, ">");
}

/* Footnotes */

/* kramdown names footnotes by their label, the others by their number. */
static void add_note_name(struct writer *writer, const struct node *note, uint32_t ordinal)
{
    if (is_kramdown(writer)) {
        buf_add_escaped(writer->out, note->info);
        if (ordinal > 1) {
            buf_add_format(writer->out, ":%u", ordinal - 1);
        }
        return;
    }
    buf_add_format(writer->out, "%u", note->number);
    if (ordinal > 1) {
        buf_add_format(writer->out, "-%u", ordinal);
    }
}

static void write_note_reference(struct writer *writer, const struct node *node)
{
    const struct node *note = node->to.target;
    const char *separator = is_kramdown(writer) ? ":" : "-";
    if (!note) {
        return;
    }
    add(writer, is_kramdown(writer) ? "<sup" : "<sup class=\"footnote-ref\"");
    buf_add_format(writer->out, " id=\"fnref%s", separator);
    add_note_name(writer, note, node->ordinal);
    add(writer,
        is_kramdown(writer) ? "\" role=\"doc-noteref\"><a href=\"#fn" : "\"><a href=\"#fn");
    add(writer, separator);
    add_note_name(writer, note, 1);
    add(writer, is_kramdown(writer) ? "\" class=\"footnote\" rel=\"footnote\">"
                                    : "\" role=\"doc-noteref\">");
    buf_add_format(writer->out, "%u</a></sup>", node->number);
}

/* How often `note` is referred to; its references carry their ordinal. */
static uint32_t reference_count(const struct node *note)
{
    return note->ordinal ? note->ordinal : note->to.target ? 1 : 0;
}

static void write_back_links(struct writer *writer, const struct node *note)
{
    uint32_t count = reference_count(note);
    for (uint32_t i = 1; i <= count; i++) {
        const char *space = is_kramdown(writer) ? "\xc2\xa0" : " ";
        buf_add_format(writer->out, "%s<a href=\"#fnref%s", i == 1 ? "" : space,
                       is_kramdown(writer) ? ":" : "-");
        add_note_name(writer, note, i);
        if (is_kramdown(writer)) {
            add(writer, "\" class=\"reversefootnote\" role=\"doc-backlink\">&#8617;");
        } else { /* the name holds what is shown: WCAG 2.5.3 */
            add(writer, "\" class=\"footnote-backref\" role=\"doc-backlink\" "
                        "aria-label=\"Back to the text");
            if (i > 1) {
                buf_add_format(writer->out, " %u", i);
            }
            add(writer, "\">\xe2\x86\xa9\xef\xb8\x8e");
        }
        if (i > 1) {
            buf_add_format(writer->out, "<sup>%u</sup>", i);
        }
        add(writer, "</a>");
    }
}

static void open_note(struct writer *writer, const struct node *node)
{
    if (!writer->in_footnotes) {
        writer->in_footnotes = true;
        start_line(writer);
        add(writer, is_kramdown(writer)
                        ? "<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol"
                        : "<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol");
        if (is_kramdown(writer) && node->number > 1) {
            buf_add_format(writer->out, " start=\"%u\"", node->number);
        }
        add(writer, ">\n");
    }
    add(writer, is_kramdown(writer) ? "<li id=\"fn:" : "<li id=\"fn-");
    add_note_name(writer, node, 1);
    add(writer, is_kramdown(writer) ? "\" role=\"doc-endnote\">\n" : "\">\n");
}

/* The links back stand in the last paragraph, or in one of their own, as they do when
 * kramdown's reader calls the footnote tight. */
static bool holds_back_links(const struct writer *writer, const struct node *paragraph)
{
    const struct node *note = paragraph->parent;
    return paragraph->kind == NODE_PARAGRAPH && !paragraph->next && note &&
           note->kind == NODE_FOOTNOTE && !(note->tight && is_kramdown(writer));
}

static void close_note(struct writer *writer, const struct node *node)
{
    if (!node->last || !holds_back_links(writer, node->last)) {
        add(writer, "<p>");
        write_back_links(writer, node);
        add(writer, "</p>\n");
    }
    add(writer, "</li>\n");
    if (!node->next || node->next->kind != NODE_FOOTNOTE) {
        add(writer, is_kramdown(writer) ? "</ol>\n</div>\n" : "</ol>\n</section>\n");
        writer->in_footnotes = false;
    }
}

/* Other blocks */

static void write_element(struct writer *writer, const struct node *node, bool entering)
{
    static const char *const empty[] = {
        "area", "base", "br",    "col",    "embed", "hr",  "img",     "input",
        "link", "meta", "param", "source", "track", "wbr", "command", "keygen"};
    bool is_empty = false;
    for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++) {
        is_empty = is_empty || str_is(node->text, empty[i]);
    }
    if (entering) {
        buf_add_format(writer->out, "<%.*s", STR_ARG(node->text));
        add_attributes(writer, node);
        add(writer, is_empty ? " />" : ">");
    } else if (!is_empty) {
        buf_add_format(writer->out, "</%.*s>", STR_ARG(node->text));
    }
}

static void write_paragraph(struct writer *writer, const struct node *node, bool entering)
{
    if (is_tight(writer, node)) {
        if (!entering && node->next) {
            add(writer, "\n");
        }
        return;
    }
    if (entering) {
        start_line(writer);
        open_tag(writer, node, "p");
        if (is_kramdown(writer) && node->parent && node->parent->kind == NODE_ITEM &&
            !node->previous) {
            add_checkbox(writer, node->parent);
        }
        return;
    }
    if (holds_back_links(writer, node)) {
        add(writer, is_kramdown(writer) ? "\xc2\xa0" : " ");
        write_back_links(writer, node->parent);
    }
    add(writer, "</p>\n");
}

static void write_block_tag(struct writer *writer, const struct node *node, bool entering,
                            const char *name)
{
    if (entering) {
        start_line(writer);
        open_tag(writer, node, name);
        add(writer, node_is_inline(node) ? "" : "\n");
    } else {
        start_line(writer);
        close_tag(writer, name, "\n");
    }
}

/* Blocks that hold inlines: no line break inside the tags. */
static void write_line_tag(struct writer *writer, const struct node *node, bool entering,
                           const char *name)
{
    if (entering) {
        start_line(writer);
        open_tag(writer, node, name);
    } else {
        close_tag(writer, name, "\n");
    }
}

static void write_heading(struct writer *writer, const struct node *node, bool entering)
{
    char name[] = "h1";
    name[1] = (char)('0' + (node->level ? node->level : 1));
    write_line_tag(writer, node, entering, name);
}

static void write_math(struct writer *writer, const struct node *node, bool block)
{
    const char *name = block ? "div" : "span";
    bool element = is_kramdown(writer) && (node->attributes || node->id.len);
    if (element) {
        open_tag(writer, node, name);
    }
    add(writer, block ? "\\[" : element ? "$" : "\\(");
    buf_add_escaped(writer->out, node->text);
    add(writer, block ? "\\]\n" : element ? "$" : "\\)");
    if (element) {
        close_tag(writer, name, block ? "\n" : "");
    }
}

static void write_image(struct writer *writer, const struct node *node)
{
    add(writer, "<img");
    add_address(writer, "src", node->info);
    add_attribute(writer, "alt", node->text);
    if (node->title.len) {
        add_attribute(writer, "title", node->title);
    }
    add_attributes(writer, node);
    add(writer, " />");
}

static void write_link(struct writer *writer, const struct node *node, bool entering)
{
    if (!entering) {
        add(writer, "</a>");
        return;
    }
    add(writer, "<a");
    add_address(writer, "href", node->info);
    if (node->title.len) {
        add_attribute(writer, "title", node->title);
    }
    add_attributes(writer, node);
    add(writer, ">");
}

static void write_inline_tag(struct writer *writer, const struct node *node, bool entering,
                             const char *name)
{
    if (entering) {
        open_tag(writer, node, name);
    } else {
        close_tag(writer, name, "");
    }
}

static void write_item(struct writer *writer, const struct node *node, bool entering)
{
    if (entering) {
        open_item(writer, node);
        return;
    }
    close_tag(writer, "li", "\n");
}

static void write_block(struct writer *writer, const struct node *node, bool entering)
{
    switch (node->kind) {
    case NODE_QUOTE: write_block_tag(writer, node, entering, "blockquote"); break;
    case NODE_LIST:
        if (entering) {
            open_list(writer, node);
        } else {
            close_tag(writer, node->list_kind == LIST_ORDERED ? "ol" : "ul", "\n");
        }
        break;
    case NODE_ITEM: write_item(writer, node, entering); break;
    case NODE_DEFINITION_LIST: write_block_tag(writer, node, entering, "dl"); break;
    case NODE_DEFINITION: write_line_tag(writer, node, entering, "dd"); break;
    case NODE_TERM: write_line_tag(writer, node, entering, "dt"); break;
    case NODE_TABLE: write_block_tag(writer, node, entering, "table"); break;
    case NODE_ROW: entering ? open_row(writer, node) : close_row(writer, node); break;
    case NODE_CELL:
        if (entering) {
            open_cell(writer, node);
        } else {
            add(writer, is_kramdown(writer) && !node->first ? "\xc2\xa0" : "");
            close_tag(writer, node->header ? "th" : "td", "\n");
        }
        break;
    case NODE_FIGURE: write_block_tag(writer, node, entering, "figure"); break;
    case NODE_CAPTION:
        write_line_tag(writer, node, entering,
                       node->parent && node->parent->kind == NODE_TABLE ? "caption"
                                                                        : "figcaption");
        break;
    case NODE_FOOTNOTE:
        entering ? open_note(writer, node) : close_note(writer, node);
        break;
    case NODE_ADMONITION: write_block_tag(writer, node, entering, "aside"); break;
    case NODE_DIV:
    case NODE_HTML_BLOCK:
        if (node->text.len == 0) {
            write_block_tag(writer, node, entering, "div");
        } else {
            /* Between raw text no line break may come in: it could be a <pre>. */
            const struct node *beside = entering ? node->previous : node->next;
            bool apart = !beside || !node_is_inline(beside);
            apart = apart && !(node->parent && (node->parent->kind == NODE_HTML_INLINE ||
                                                str_is(node->parent->text, "pre")));
            if (entering && apart) {
                start_line(writer);
            }
            write_element(writer, node, entering);
            if (!entering && apart) {
                add(writer, "\n");
            }
        }
        break;
    case NODE_HEADING: write_heading(writer, node, entering); break;
    case NODE_PARAGRAPH: write_paragraph(writer, node, entering); break;
    default: break; /* leaves and inlines: write_leaf, write_inline */
    }
}

static void write_leaf(struct writer *writer, const struct node *node)
{
    switch (node->kind) {
    case NODE_CODE_BLOCK: write_code_block(writer, node); break;
    case NODE_RULE:
        start_line(writer);
        add(writer, "<hr");
        add_attributes(writer, node);
        add(writer, " />\n");
        break;
    case NODE_MATH_BLOCK: write_math(writer, node, true); break;
    case NODE_RAW_BLOCK:
        start_line(writer);
        buf_add(writer->out, node->text);
        start_line(writer);
        break;
    case NODE_RAW_INLINE: buf_add(writer->out, node->text); break;
    case NODE_TEXT: buf_add_escaped(writer->out, node->text); break;
    case NODE_CODE: write_code(writer, node); break;
    case NODE_IMAGE: write_image(writer, node); break;
    case NODE_LINE_BREAK: add(writer, "<br />\n"); break;
    case NODE_SOFT_BREAK: add(writer, "\n"); break;
    case NODE_FOOTNOTE_REFERENCE: write_note_reference(writer, node); break;
    case NODE_MATH: write_math(writer, node, false); break;
    default: break; /* containers: write_block, write_inline */
    }
}

static void write_inline(struct writer *writer, const struct node *node, bool entering)
{
    switch (node->kind) {
    case NODE_EMPHASIS: write_inline_tag(writer, node, entering, "em"); break;
    case NODE_STRONG: write_inline_tag(writer, node, entering, "strong"); break;
    case NODE_STRIKE: write_inline_tag(writer, node, entering, "del"); break;
    case NODE_SUPERSCRIPT: write_inline_tag(writer, node, entering, "sup"); break;
    case NODE_SUBSCRIPT: write_inline_tag(writer, node, entering, "sub"); break;
    case NODE_SMALL: write_inline_tag(writer, node, entering, "small"); break;
    case NODE_LINK: write_link(writer, node, entering); break;
    case NODE_SPAN:
    case NODE_HTML_INLINE:
        if (node->text.len == 0) {
            write_inline_tag(writer, node, entering, "span");
        } else {
            write_element(writer, node, entering);
        }
        break;
    default: break; /* blocks and leaves: write_block, write_leaf */
    }
}

void fragment_write(const struct node *root, enum fragment_dialect dialect,
                    const struct fragment_hooks *hooks, struct buf *out)
{
    struct writer writer = {.dialect = dialect, .hooks = hooks, .out = out};
    struct walk walk;
    walk_init(&walk, (struct node *)(uintptr_t)root);
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        if (hooks && hooks->node && hooks->node(hooks->data, node, walk.entering, out)) {
            continue;
        }
        if (!node_is_container(node)) {
            write_leaf(&writer, node);
        } else if (node_is_inline(node)) {
            write_inline(&writer, node, walk.entering);
        } else {
            write_block(&writer, node, walk.entering);
        }
        if (hooks && hooks->after && !walk.entering) {
            hooks->after(hooks->data, node, out);
        }
    }
}
