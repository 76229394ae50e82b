/* "[[x]]", "[[x|y]]", "[[x#h]]", "![[x]]": a link or picture when the site has an x, else
 * the text as it is written. And Obsidian's quotes that begin with "[!kind] Title" of any
 * kind. */
#include "markdown/dialect_names.h"
#include "markdown/dialect_tree.h"

#include "base/fold.h"
#include "base/path.h"

static bool is_picture(struct str name)
{
    static const char *const extensions[] = {".png", ".jpg",  ".jpeg", ".gif",
                                             ".svg", ".webp", ".bmp",  ".avif"};
    struct str extension = path_extension(name);
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++) {
        if (str_eq_ignore_case(extension, str_from(extensions[i]))) {
            return true;
        }
    }
    return false;
}

/* "x#h" as the page's address and its heading's id, as GitHub's rule makes it. */
static struct str with_heading(struct dialect *dialect, struct str address,
                               struct str heading)
{
    struct buf out = {.kept_in = dialect->arena};
    buf_add(&out, address);
    size_t last = 0;
    for (size_t at = 0; (at = str_find_byte(heading, '#', at)) != STR_NONE; at++) {
        last = at + 1;
    }
    heading = str_trim(str_skip(heading, last));
    bool block = str_starts(heading, "^");
    if (heading.len && !block) {
        buf_add_byte(&out, '#');
        for (size_t i = 0; i < heading.len; i++) {
            char c = ascii_lower(heading.ptr[i]);
            if (c == ' ') {
                buf_add_byte(&out, '-');
            } else if (ascii_is_alnum(c) || c == '-' || c == '_' ||
                       (unsigned char)c >= 0x80) {
                buf_add_byte(&out, c);
            }
        }
    }
    return arena_take(dialect->arena, &out);
}

/* "x#A#B" is shown as "x > A > B", as Obsidian does. */
static struct str shown_target(struct dialect *dialect, struct str target)
{
    struct buf out = {.kept_in = dialect->arena};
    target = str_skip(target, str_starts(target, "#") ? 1 : 0);
    for (size_t i = 0; i < target.len; i++) {
        if (target.ptr[i] == '#') {
            buf_add_text(&out, " > ");
        } else {
            buf_add_byte(&out, target.ptr[i]);
        }
    }
    return arena_take(dialect->arena, &out);
}

/* "80", "80x20": a picture's size in pixels. False: it is none. */
static bool read_size(struct dialect *dialect, struct node *picture, struct str text)
{
    size_t cross = str_find_byte(text, 'x', 0);
    for (size_t i = 0; i < text.len; i++) {
        if (!ascii_is_digit(text.ptr[i]) && (i != cross || i == 0)) {
            return false;
        }
    }
    if (text.len == 0) {
        return false;
    }
    struct str height =
        cross == STR_NONE ? (struct str){0} : str_sub(text, cross + 1, text.len);
    node_set_attribute(dialect->arena, picture, STR("width"),
                       str_sub(text, 0, cross == STR_NONE ? text.len : cross));
    if (height.len) {
        node_set_attribute(dialect->arena, picture, STR("height"), height);
    }
    return true;
}

/* The node that "[[inside]]" stands for, or NULL: there is no such page. */
static struct node *make_reference(struct dialect *dialect, struct str inside, bool picture,
                                   struct spot spot)
{
    const struct markdown_host *host = dialect->options->host;
    size_t bar = str_find_byte(inside, '|', 0);
    struct str target = str_trim(str_sub(inside, 0, bar == STR_NONE ? inside.len : bar));
    struct str shown =
        bar == STR_NONE ? (struct str){0} : str_trim(str_skip(inside, bar + 1));
    target = str_trim(str_ends(target, "\\") ? str_sub(target, 0, target.len - 1) : target);
    size_t hash = str_find_byte(target, '#', 0);
    struct str name = str_trim(str_sub(target, 0, hash == STR_NONE ? target.len : hash));
    struct str heading = hash == STR_NONE ? (struct str){0} : str_skip(target, hash + 1);
    struct str address = {0}, title = {0};
    bool here = name.len == 0 && heading.len > 0;
    if (!here && (!host || !host->find || !name.len ||
                  !host->find(host->data, name, &address, &title))) {
        return NULL;
    }
    picture = picture && is_picture(name);
    struct node *node = node_new(dialect->arena, picture ? NODE_IMAGE : NODE_LINK, spot);
    if (!node) {
        return NULL;
    }
    node_set_info(dialect->arena, node,
                  with_heading(dialect, address, picture ? (struct str){0} : heading));
    if (picture) {
        bool size = read_size(dialect, node, shown);
        node->text = size ? (struct str){0} : shown.len ? shown : path_stem(name);
    } else {
        struct str text = shown.len ? shown : shown_target(dialect, target);
        (void)node_add_text(dialect->arena, node, text, spot);
    }
    return node;
}

static bool is_break(const struct node *node)
{
    return node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK;
}

static bool is_within_link(const struct node *node)
{
    while (node && node->kind != NODE_LINK) {
        node = node->parent;
    }
    return node != NULL;
}

static void read_text(struct dialect *dialect, struct node *text)
{
    size_t end = 0; /* many may begin before the same end */
    for (size_t at = 0; text && (at = str_find(text->text, STR("[["), at)) != STR_NONE;) {
        end = end < at + 2 ? str_find(text->text, STR("]]"), at + 2) : end;
        if (end == STR_NONE) {
            return;
        }
        struct str inside = str_sub(text->text, at + 2, end);
        bool picture = at > 0 && text->text.ptr[at - 1] == '!';
        struct node *made = str_find_byte(inside, '[', 0) != STR_NONE
                                ? NULL
                                : make_reference(dialect, inside, picture, text->spot);
        if (!made) {
            at += 2;
            continue;
        }
        text = dialect_replace_part(dialect, text, at - (picture ? 1 : 0), end + 2, made);
        at = end = 0;
    }
}

/* "^name" at a line's end names a block, and is not shown. */
static void hide_name(struct node *text)
{
    struct str line = str_trim_right(text->text);
    size_t at = line.len;
    while (at > 0 && (ascii_is_alnum(line.ptr[at - 1]) || line.ptr[at - 1] == '-')) {
        at--;
    }
    bool last = !text->next || is_break(text->next);
    bool named = last && at < line.len && at > 0 && line.ptr[at - 1] == '^';
    if (!named || (at > 1 ? !ascii_is_space(line.ptr[at - 2])
                          : node_previous(text) && !is_break(node_previous(text)))) {
        return;
    }
    text->text = str_trim_right(str_sub(line, 0, at - 1));
    struct node *parent = text->parent;
    if (text->text.len == 0 && parent->first == text && node_last(parent) == text &&
        parent->kind == NODE_PARAGRAPH) {
        node_unlink(parent);
    }
}

/* "![words|80](x.png)" */
static void read_words(struct dialect *dialect, struct node *picture)
{
    size_t bar = picture->text.len;
    while (bar > 0 && picture->text.ptr[bar - 1] != '|') {
        bar--;
    }
    if (bar > 0 && read_size(dialect, picture, str_skip(picture->text, bar))) {
        picture->text = str_trim(str_sub(picture->text, 0, bar - 1));
    }
}

bool dialect_read_wiki(struct dialect *dialect, struct node *root)
{
    size_t count;
    struct node **texts = dialect_find_nodes(dialect, root, NODE_TEXT, &count);
    dialect_join_texts(dialect, texts, count);
    for (size_t i = 0; i < count; i++) {
        if (texts[i]->parent) {
            hide_name(texts[i]);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (texts[i]->parent && !is_within_link(texts[i])) {
            read_text(dialect, texts[i]);
        }
    }
    struct node **pictures = dialect_find_nodes(dialect, root, NODE_IMAGE, &count);
    for (size_t i = 0; i < count; i++) {
        read_words(dialect, pictures[i]);
    }
    return true;
}

/* "[!kind]- Title": the quote's first line. */
static bool make_callout(struct dialect *dialect, struct node *quote)
{
    struct node *paragraph = quote->first;
    struct node *mark =
        paragraph && paragraph->kind == NODE_PARAGRAPH ? paragraph->first : NULL;
    struct str text = mark && mark->kind == NODE_TEXT ? mark->text : (struct str){0};
    size_t end = str_starts(text, "[!") ? str_find_byte(text, ']', 0) : STR_NONE;
    struct node *title = end == STR_NONE || end < 3
                             ? NULL
                             : node_new(dialect->arena, NODE_CAPTION, mark->spot);
    if (!title) {
        return false;
    }
    struct str kind = str_sub(text, 2, end);
    size_t bar = str_find_byte(kind, '|', 0);
    kind = str_sub(kind, 0, bar == STR_NONE ? kind.len : bar);
    enum callout callout = CALLOUT_NOTE;
    bool known = dialect_find_callout(kind, &callout) && callout != CALLOUT_BLOCK;
    if (!known && !(dialect->options->syntax & SYNTAX_WIKI)) {
        return false; /* only Obsidian has kinds of one's own */
    }
    quote->kind = NODE_ADMONITION;
    quote->level = (uint8_t)callout;
    struct str rest = str_skip(text, end + 1);
    rest = str_skip(rest, str_starts(rest, "-") || str_starts(rest, "+") ? 1 : 0);
    mark->text = str_trim_left(rest);
    node_insert_before(paragraph, title);
    while (paragraph->first && paragraph->first->kind != NODE_SOFT_BREAK &&
           paragraph->first->kind != NODE_LINE_BREAK) {
        struct node *word = paragraph->first;
        node_unlink(word);
        if (word->kind != NODE_TEXT || word->text.len) {
            node_append(title, word);
        }
    }
    if (paragraph->first) {
        node_unlink(paragraph->first);
    } else {
        node_unlink(paragraph);
    }
    struct str named = dialect_default_title(dialect->arena,
                                             fold_text(dialect->arena, kind), CALLOUT_NOTE);
    return title->first || node_add_text(dialect->arena, title, named, title->spot) != NULL;
}

bool dialect_read_callouts(struct dialect *dialect, struct node *root)
{
    size_t count;
    struct node **quotes = dialect_find_nodes(dialect, root, NODE_QUOTE, &count);
    for (size_t i = 0; i < count; i++) {
        (void)make_callout(dialect, quotes[i]);
    }
    return true;
}
