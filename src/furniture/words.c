/* What names say: an element's own, its role, and the words of its classes and id, which
 * authors of layouts everywhere take from one vocabulary. Relies on that alone. */
#include "furniture/parts.h"

#include <stdlib.h>

#define WORD_MOST 24 /* bytes of a word that may be known */

/* In byte order: looked up by bisection. Words of "page-header", "pageHeader" and the
 * whole of it without what joins them, "pageheader", are looked up. */
struct word_row {
    const char *word;
    uint32_t says;
};

static const struct word_row words[] = {
    {"addthis", SAYS_SHARE},
    {"addtoany", SAYS_SHARE},
    {"admonition", SAYS_CALLOUT},
    {"alert", SAYS_CALLOUT},
    {"announcement", SAYS_NOTICE},
    {"breadcrumb", SAYS_BREADCRUMBS},
    {"breadcrumbs", SAYS_BREADCRUMBS},
    {"callout", SAYS_CALLOUT},
    {"carouselcontrol", SAYS_CONTROL},
    {"carouselcontrolnext", SAYS_CONTROL},
    {"carouselcontrolprev", SAYS_CONTROL},
    {"carouselindicators", SAYS_CONTROL},
    {"caution", SAYS_CALLOUT},
    {"colophon", SAYS_FOOTER},
    {"comments", SAYS_COMMENTS},
    {"complementary", SAYS_ASIDE},
    {"consent", SAYS_COOKIES},
    {"contentinfo", SAYS_FOOTER},
    {"cookie", SAYS_COOKIES},
    {"cookies", SAYS_COOKIES},
    {"crumbs", SAYS_BREADCRUMBS},
    {"danger", SAYS_CALLOUT},
    {"deprecated", SAYS_CALLOUT},
    {"disqus", SAYS_COMMENTS},
    {"disqusthread", SAYS_COMMENTS},
    {"editlink", SAYS_EDIT},
    {"editonline", SAYS_EDIT},
    {"editpage", SAYS_EDIT},
    {"editthispage", SAYS_EDIT},
    {"flexcontrolnav", SAYS_CONTROL},
    {"flexdirectionnav", SAYS_CONTROL},
    {"footer", SAYS_FOOTER},
    {"footers", SAYS_FOOTER},
    {"gdpr", SAYS_COOKIES},
    {"giscus", SAYS_COMMENTS},
    {"githubeditbutton", SAYS_EDIT},
    {"glidearrow", SAYS_CONTROL},
    {"glidearrows", SAYS_CONTROL},
    {"glidebullets", SAYS_CONTROL},
    {"header", SAYS_HEADER},
    {"important", SAYS_CALLOUT},
    {"improvepage", SAYS_EDIT},
    {"masthead", SAYS_HEADER},
    {"menu", SAYS_NAVIGATION},
    {"menubar", SAYS_NAVIGATION},
    {"nav", SAYS_NAVIGATION},
    {"navbar", SAYS_NAVIGATION},
    {"navigation", SAYS_NAVIGATION},
    {"newsletter", SAYS_FORM},
    {"nextprev", SAYS_PAGER},
    {"nextprevious", SAYS_PAGER},
    {"owldots", SAYS_CONTROL},
    {"owlnav", SAYS_CONTROL},
    {"pagenav", SAYS_PAGER},
    {"pagenavigation", SAYS_PAGER},
    {"pager", SAYS_PAGER},
    {"pagetoc", SAYS_CONTENTS},
    {"pagination", SAYS_PAGER},
    {"paginator", SAYS_PAGER},
    {"postnav", SAYS_PAGER},
    {"postnavigation", SAYS_PAGER},
    {"previousnext", SAYS_PAGER},
    {"prevnext", SAYS_PAGER},
    {"related", SAYS_RELATED},
    {"screenreadertext", SAYS_UNSEEN},
    {"search", SAYS_FORM},
    {"share", SAYS_SHARE},
    {"sharing", SAYS_SHARE},
    {"sidebar", SAYS_ASIDE},
    {"sidenav", SAYS_NAVIGATION},
    {"skip", SAYS_SKIP},
    {"skiplink", SAYS_SKIP},
    {"skipnav", SAYS_SKIP},
    {"skiptocontent", SAYS_SKIP},
    {"slickarrow", SAYS_CONTROL},
    {"slickdots", SAYS_CONTROL},
    {"slicknext", SAYS_CONTROL},
    {"slickprev", SAYS_CONTROL},
    {"social", SAYS_SHARE},
    {"splidearrow", SAYS_CONTROL},
    {"splidearrows", SAYS_CONTROL},
    {"splidepagination", SAYS_CONTROL},
    {"sronly", SAYS_UNSEEN},
    {"subscribe", SAYS_FORM},
    {"swiperbuttonnext", SAYS_CONTROL},
    {"swiperbuttonprev", SAYS_CONTROL},
    {"swiperpagination", SAYS_CONTROL},
    {"tableofcontents", SAYS_CONTENTS},
    {"toc", SAYS_CONTENTS},
    {"toolbar", SAYS_NAVIGATION},
    {"topbar", SAYS_HEADER},
    {"utterances", SAYS_COMMENTS},
    {"visuallyhidden", SAYS_UNSEEN},
    {"warning", SAYS_CALLOUT},
};

static const struct {
    const char *name;
    uint32_t says;
} elements[] = {
    {"article", SAYS_MAIN},  {"aside", SAYS_ASIDE},
    {"footer", SAYS_FOOTER}, {"form", SAYS_FORM},
    {"header", SAYS_HEADER}, {"important", SAYS_CALLOUT},
    {"main", SAYS_MAIN},     {"nav", SAYS_NAV_ELEMENT | SAYS_NAVIGATION},
    {"search", SAYS_FORM},
};

static const struct {
    const char *role;
    uint32_t says;
} roles[] = {
    {"main", SAYS_MAIN},        {"navigation", SAYS_NAV_ELEMENT | SAYS_NAVIGATION},
    {"banner", SAYS_HEADER},    {"contentinfo", SAYS_FOOTER},
    {"search", SAYS_FORM},      {"complementary", SAYS_ASIDE},
    {"doc-toc", SAYS_CONTENTS}, {"menubar", SAYS_NAV_ELEMENT | SAYS_NAVIGATION},
};

static int compare_word(const void *key, const void *row)
{
    return strcmp(key, ((const struct word_row *)row)->word);
}

static uint32_t look_up(const char *word)
{
    const struct word_row *row =
        bsearch(word, words, sizeof words / sizeof words[0], sizeof words[0], compare_word);
    return row ? row->says : 0;
}

/* A word that is being read, in lower case. */
struct spelled {
    char letters[WORD_MOST + 1];
    size_t len;
};

static void spell(struct spelled *word, char c)
{
    if (word->len < WORD_MOST) {
        word->letters[word->len] = ascii_lower(c);
    }
    word->len++;
}

static uint32_t end_word(struct spelled *word)
{
    bool whole = word->len > 0 && word->len <= WORD_MOST;
    word->letters[whole ? word->len : 0] = '\0';
    word->len = 0;
    return whole ? look_up(word->letters) : 0;
}

static uint32_t names_say(struct str names)
{
    struct spelled word = {.len = 0}, whole = {.len = 0};
    uint32_t says = 0;
    for (size_t i = 0; i <= names.len; i++) {
        char c = i < names.len ? names.ptr[i] : ' ';
        bool capital = c >= 'A' && c <= 'Z';
        bool letter = ascii_is_alpha(c);
        bool humps = capital && i > 0 && ascii_is_alpha(names.ptr[i - 1]) &&
                     !(names.ptr[i - 1] >= 'A' && names.ptr[i - 1] <= 'Z');
        if (!letter || humps) {
            says |= end_word(&word);
        }
        if (ascii_is_space(c)) {
            says |= end_word(&whole);
        }
        if (letter) {
            spell(&word, c);
            spell(&whole, c);
        }
    }
    return says;
}

/* The id of a heading and of what it begins is made of its words. */
static bool is_made_of_words(struct str id)
{
    size_t joins = 0;
    for (size_t i = 0; i < id.len; i++) {
        joins += id.ptr[i] == '-' || id.ptr[i] == '_' || ascii_is_space(id.ptr[i]);
    }
    return joins > 2;
}

uint32_t words_say(const struct node *node)
{
    uint32_t says = 0;
    if (node->kind == NODE_HEADING) {
        return 0;
    }
    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++) {
        says |= node->kind == NODE_DIV && str_is(node->text, elements[i].name)
                    ? elements[i].says
                    : 0;
    }
    const struct attribute *class = node_attribute(node, "class");
    const struct attribute *role = node_attribute(node, "role");
    for (size_t i = 0; role && i < sizeof roles / sizeof roles[0]; i++) {
        says |= str_is(role->value, roles[i].role) ? roles[i].says : 0;
    }
    says |= is_made_of_words(node_id(node)) ? 0 : names_say(node_id(node));
    return says | names_say(class ? class->value : (struct str){0});
}
