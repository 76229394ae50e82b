/* Code in HTML: with the classes of Rouge, Jekyll's highlighter, as kramdown prints it, or
 * plain. Nothing is coloured: only what Rouge would be told is said. */
#include "html/languages.h"
#include "html/writer.h"

static void add_language(struct html_writer *writer, const struct node *node,
                         const char *otherwise)
{
    buf_add_text(writer->out, "language-");
    if (node_info(node).len) {
        buf_add_escaped(writer->out, node_info(node));
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
    struct str word = node_info(node);
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
static void add_plain_attributes(struct html_writer *writer, const struct node *node)
{
    if (node_id(node).len) {
        writer_add_attribute(writer, "id", node_id(node));
    }
    for (const struct attribute *a = node_attributes(node); a; a = a->next) {
        if (!str_is(a->name, "class")) {
            buf_add_format(writer->out, " %.*s=\"", STR_ARG(a->name));
            buf_add_escaped(writer->out, a->value);
            buf_add_byte(writer->out, '"');
        }
    }
}

/* class="first others last", the others being the node's own without "language-x". */
static void add_classes(struct html_writer *writer, const struct node *node,
                        struct str first, const char *last)
{
    const struct attribute *class = node_attribute(node, "class");
    struct buf words = {.part_of = writer->out};
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
        writer_add_attribute(writer, "class", buf_str(&words));
    }
    buf_clear(&words);
}

static void add_code_class(struct html_writer *writer, const struct node *node, bool known,
                           struct str language)
{
    struct buf first = {.part_of = writer->out};
    buf_add_text(&first, "language-");
    buf_add(&first, language.len ? language : STR("plaintext"));
    add_classes(writer, node, buf_str(&first), known ? "highlighter-rouge" : "");
    buf_clear(&first);
}

static void write_rouge_block(struct html_writer *writer, const struct node *node)
{
    struct str language = language_of(node);
    bool known = language.len == 0 || language_is_known(language);
    writer_add(writer, known ? "<div" : "<pre");
    add_plain_attributes(writer, node);
    if (known) {
        add_code_class(writer, node, true, language);
        writer_add(writer, "><div class=\"highlight\"><pre class=\"highlight\"><code>");
    } else {
        add_classes(writer, node, (struct str){0}, "");
        writer_add(writer, "><code class=\"language-");
        buf_add_escaped(writer->out, language);
        writer_add(writer, "\">");
    }
    writer_add_text(writer, node->text);
    writer_add(writer, known ? "</code></pre></div></div>\n" : "</code></pre>\n");
}

void writer_write_code_block(struct html_writer *writer, const struct node *node)
{
    writer_start_line(writer);
    if (writer_is_kramdown(writer)) {
        write_rouge_block(writer, node);
        return;
    }
    writer_open_tag(writer, node, "pre");
    writer_add(writer, "<code");
    if (node_info(node).len) {
        writer_add(writer, " class=\"");
        add_language(writer, node, "");
        writer_add(writer, "\"");
    }
    writer_add(writer, ">");
    writer_add_text(writer, node->text);
    writer_add(writer, "</code></pre>\n");
}

/* What is typed or answered has its own name; no other word of an author is one. */
static struct str code_element(const struct html_writer *writer, const struct node *node)
{
    static const char *const own[] = {"kbd", "samp"};
    bool named = str_is_among(node_info(node), own, sizeof own / sizeof own[0]);
    return writer->dialect == HTML_BUNDLE && named ? node_info(node) : STR("code");
}

void writer_write_code(struct html_writer *writer, const struct node *node)
{
    struct str name = code_element(writer, node);
    buf_add_format(writer->out, "<%.*s", STR_ARG(name));
    if (writer_is_kramdown(writer)) {
        struct str language = language_of(node);
        add_plain_attributes(writer, node);
        add_code_class(writer, node, language.len == 0 || language_is_known(language),
                       language);
        writer_add(writer, ">");
    } else {
        writer_add_attributes(writer, node);
        bool says = node_attribute(node, "dir");
        writer_add(writer, writer_is_in_book(writer) && !says ? " dir=\"ltr\">" : ">");
    }
    writer_add_text(writer, node->text);
    buf_add_format(writer->out, "</%.*s>", STR_ARG(name));
}
