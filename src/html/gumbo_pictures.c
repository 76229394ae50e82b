/* Pictures: where the elements that show one name it, and those that show other things,
 * too, but here a picture. Relies on the builder to read what stands around. */
#include "html/gumbo_builder.h"

#include "base/media_type.h"
#include "base/number.h"
#include "html/shown.h"

/* The address of the largest picture of a `srcset`: "a.png 1x, b.png 2x". */
static struct str largest_of(struct str set)
{
    struct str best = {0};
    double most = 0;
    while ((set = str_trim_left(set)).len) {
        size_t end = 0;
        while (end < set.len && !ascii_is_space(set.ptr[end])) {
            end++;
        }
        struct str address = str_sub(set, 0, end);
        bool alone = str_ends(address, ",");
        size_t comma = alone ? end : str_find_byte(set, ',', end);
        comma = comma == STR_NONE ? set.len : comma;
        struct str size = str_trim(str_sub(set, end, comma));
        double number = 1;
        (void)(size.len && number_read(str_sub(size, 0, size.len - 1), &number));
        if (number > most) {
            best = str_sub(address, 0, address.len - (alone ? 1 : 0));
            most = number;
        }
        set = str_skip(set, comma + (alone ? 0 : 1));
    }
    return best;
}

/* 'url("a.png")' of a background. */
static struct str background_of(struct str style)
{
    struct str value = style_either(style, "background-image", "background");
    size_t at = str_find(value, STR("url("), 0);
    size_t end = at == STR_NONE ? STR_NONE : str_find_byte(value, ')', at);
    struct str address =
        end == STR_NONE ? (struct str){0} : str_trim(str_sub(value, at + 4, end));
    bool quoted = address.len >= 2 && (address.ptr[0] == '"' || address.ptr[0] == '\'');
    return quoted ? str_trim(str_sub(address, 1, address.len - 1)) : address;
}

/* Scripts that load pictures late put another in their place until then, or none; who wants
 * portraits cut round gives them as backgrounds of pictures without an address. */
struct str pictures_address(struct builder *builder, const GumboElement *element)
{
    static const char *const late[] = {"data-src", "data-original", "data-lazy-src",
                                       "data-lazy"};
    static const char *const sets[] = {"srcset", "data-srcset"};
    struct str address = facts_attribute(builder, element, "src"), other = {0};
    bool there = str_trim(address).len > 0;
    if (there && !str_starts(address, "data:")) {
        return address;
    }
    for (size_t i = 0; i < sizeof late / sizeof late[0] && other.len == 0; i++) {
        other = str_trim(facts_attribute(builder, element, late[i]));
    }
    for (size_t i = there; i < sizeof sets / sizeof sets[0] && other.len == 0; i++) {
        other = largest_of(facts_attribute(builder, element, sets[i]));
    }
    if (!other.len && !there && !builder->source_address.len) {
        other = background_of(facts_attribute(builder, element, "style"));
    }
    return other.len ? other : there ? address : builder->source_address;
}

/* A source that a light screen would not take, or that is kept in a way few read. */
static bool is_second_choice(struct builder *builder, const GumboElement *source)
{
    static const char *const types[] = {"image/avif", "image/jxl", "image/heic"};
    struct str media = facts_attribute(builder, source, "media");
    bool second = str_find(media, STR("dark"), 0) != STR_NONE;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        second = second || facts_attribute_is(source, "type", types[i]);
    }
    return second;
}

/* Of what a browser chooses from the first that suits; scripts may set it late. */
static struct str first_source(struct builder *builder, const GumboElement *element)
{
    struct str first = {0}, second = {0};
    for (unsigned i = 0; i < element->children.length && first.len == 0; i++) {
        const GumboNode *child = element->children.data[i];
        if (child->type != GUMBO_NODE_ELEMENT || child->v.element.tag != GUMBO_TAG_SOURCE) {
            continue;
        }
        const GumboElement *source = &child->v.element;
        struct str found = largest_of(facts_attribute(builder, source, "srcset"));
        found =
            found.len ? found : largest_of(facts_attribute(builder, source, "data-srcset"));
        struct str *to = is_second_choice(builder, source) ? &second : &first;
        *to = to->len ? *to : found;
    }
    return first.len ? first : second;
}

/* A picture without an address of its own takes the one of a source beside it. */
void pictures_read_sources(struct builder *builder, const GumboNode *from,
                           struct node *parent, size_t depth)
{
    struct str outer = builder->source_address;
    builder->source_address = first_source(builder, &from->v.element);
    builder_read_children(builder, from, parent, depth);
    builder->source_address = outer;
}

/* The source is for a site that lacks the picture itself; collect/ drops it. */
void pictures_keep_source(struct builder *builder, struct node *image)
{
    struct str source = builder->source_address;
    if (source.len && !str_eq(source, node_info(image))) {
        node_set_attribute(builder->arena, image, STR("srcset"), source);
    }
}

/* The path of an address: what stands before its query and its fragment. */
static struct str path_of(struct str address)
{
    size_t end = 0;
    while (end < address.len && address.ptr[end] != '?' && address.ptr[end] != '#') {
        end++;
    }
    return str_sub(address, 0, end);
}

static bool is_picture(struct builder *builder, const GumboElement *element,
                       struct str address)
{
    struct str said = facts_attribute(builder, element, "type");
    struct str named = media_type_of(path_of(address), (struct str){0});
    return str_starts(said, "image/") || str_starts(named, "image/") ||
           str_starts(address, "data:image/");
}

static void add_picture(struct builder *builder, const GumboElement *element,
                        struct node *parent, struct str address, struct str words)
{
    static const struct element_row row = {"img", ELEMENT_NODE, NODE_IMAGE, 0};
    struct node *image = node_new(builder->arena, NODE_IMAGE, builder->spot);
    if (!image) {
        return;
    }
    facts_fill(builder, element, &row, image);
    node_set_info(builder->arena, image, address);
    image->text = words;
    node_set_title(builder->arena, image, words.len ? node_title(image) : words);
    builder_settle_space(builder, parent);
    node_append(parent, image);
    builder->after_space = false;
}

/* By its label, its title, or what stands within for browsers that cannot show it. */
static struct str words_of(struct builder *builder, const GumboNode *from)
{
    static const char *const names[] = {"aria-label", "title", "alt"};
    struct str words = {0};
    for (size_t i = 0; i < sizeof names / sizeof names[0] && words.len == 0; i++) {
        words = str_trim(facts_attribute(builder, &from->v.element, names[i]));
    }
    bool holds_words = from->v.element.tag == GUMBO_TAG_OBJECT;
    return words.len || !holds_words ? words : str_trim(facts_text(builder, from));
}

bool pictures_add_framed(struct builder *builder, const GumboNode *from,
                         struct node *parent, struct str address)
{
    const GumboElement *element = &from->v.element;
    bool frame = element->tag == GUMBO_TAG_OBJECT || element->tag == GUMBO_TAG_EMBED ||
                 element->tag == GUMBO_TAG_IFRAME;
    if (!frame || address.len == 0 || !is_picture(builder, element, address)) {
        return false;
    }
    add_picture(builder, element, parent, address, words_of(builder, from));
    return true;
}

/* What it is called the link to the film says. */
void pictures_add_poster(struct builder *builder, const GumboElement *element,
                         struct node *parent)
{
    struct str address = str_trim(facts_attribute(builder, element, "poster"));
    if (address.len) {
        add_picture(builder, element, parent, address, (struct str){0});
    }
}

void pictures_add_button(struct builder *builder, const GumboElement *element,
                         struct node *parent)
{
    static const char *const names[] = {"alt", "aria-label", "title", "value"};
    struct str address = str_trim(facts_attribute(builder, element, "src")), words = {0};
    for (size_t i = 0; i < sizeof names / sizeof names[0] && words.len == 0; i++) {
        words = str_trim(facts_attribute(builder, element, names[i]));
    }
    if (address.len) {
        add_picture(builder, element, parent, address, words);
    } else if (words.len) {
        builder_add_text(builder, parent, words.ptr);
    }
}

/* Scripts that load pictures late leave them in <noscript> for those without. */

static bool is_late(struct builder *builder, const GumboElement *element)
{
    struct str address = str_trim(facts_attribute(builder, element, "src"));
    return address.len == 0 || str_starts(address, "data:");
}

/* The only thing that stands within; NULL: there is more, or nothing. */
static const GumboNode *only_child(const GumboNode *from)
{
    const GumboVector *children = &from->v.element.children;
    const GumboNode *only = NULL;
    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (child->type == GUMBO_NODE_WHITESPACE || child->type == GUMBO_NODE_COMMENT) {
            continue;
        }
        if (only || child->type != GUMBO_NODE_ELEMENT) {
            return NULL;
        }
        only = child;
    }
    return only;
}

bool pictures_repeat(struct builder *builder, const GumboNode *from)
{
    const GumboNode *picture = from;
    bool instead = from->v.element.tag == GUMBO_TAG_NOSCRIPT;
    if (instead) {
        picture = only_child(from);
    } else if (!is_late(builder, &from->v.element)) {
        return false;
    }
    bool image = picture && picture->v.element.tag == GUMBO_TAG_IMG;
    struct str address =
        image ? pictures_address(builder, &picture->v.element) : (struct str){0};
    return address.len > 0 && str_eq(address, builder->last_address) &&
           (instead || builder->last_instead);
}
