/* Orders: in which pages and documents stand in the lists that templates see. Relies on
 * pages whose front matter is read; a collection's own order is its settings'. */
#include "base/path.h"
#include "site/state.h"

struct ordering {
    struct site *site;
    int (*compare)(const struct ordering *ordering, size_t a, size_t b);
    struct str key;      /* of `sort_by` */
    struct value places; /* of `order`: path → place */
};

/* By merging halves, the first not the larger one, as under Jekyll: that shows, because
 * documents with and without dates have no common order. */
static void merge_sort(const struct ordering *ordering, size_t *pages, size_t *room,
                       size_t count)
{
    size_t middle = count / 2, left = 0, right = middle;
    if (count < 2) {
        return;
    }
    merge_sort(ordering, pages, room, middle);
    merge_sort(ordering, pages + middle, room, count - middle);
    for (size_t i = 0; i < count; i++) {
        bool take_left =
            left < middle &&
            (right >= count || ordering->compare(ordering, pages[left], pages[right]) <= 0);
        room[i] = pages[take_left ? left++ : right++];
    }
    memcpy(pages, room, count * sizeof *pages);
}

/* Documents by date, and where one has none by path. */
static int by_date(const struct ordering *ordering, size_t a, size_t b)
{
    const struct page *x = &ordering->site->pages[a], *y = &ordering->site->pages[b];
    bool dated = x->date != DATE_NONE && y->date != DATE_NONE && x->date != y->date;
    return dated ? (x->date < y->date ? -1 : 1) : str_compare(x->source, y->source);
}

/* Pages by file name; of one name, those in folders come before those beside them. What a
 * list of posts goes on on is made when all others are read. */
static int by_name(const struct ordering *ordering, size_t a, size_t b)
{
    const struct page *one = &ordering->site->pages[a], *other = &ordering->site->pages[b];
    struct str x = one->source, y = other->source;
    uint32_t part_x = one->list_number > 1 ? one->list_number : 0;
    uint32_t part_y = other->list_number > 1 ? other->list_number : 0;
    int order = str_compare(path_name(x), path_name(y));
    if (part_x || part_y) {
        return part_x < part_y ? -1 : part_x > part_y;
    }
    for (size_t at = 0; order == 0;) {
        size_t end_x = str_find_byte(x, '/', at), end_y = str_find_byte(y, '/', at);
        if (end_x == STR_NONE || end_y == STR_NONE) {
            return end_x == end_y ? str_compare(x, y) : end_x == STR_NONE ? 1 : -1;
        }
        order = str_compare(str_sub(x, at, end_x), str_sub(y, at, end_y));
        at = end_x + 1;
    }
    return order;
}

/* What a document has by the name when Jekyll sorts: front matter, and what is read off its
 * file's name. */
static struct value sort_value(const struct ordering *ordering, size_t index)
{
    const struct page *page = &ordering->site->pages[index];
    struct value value = value_get(page->data, ordering->key);
    bool named = str_is(ordering->key, "title") || str_is(ordering->key, "slug") ||
                 str_is(ordering->key, "ext");
    if (str_is(ordering->key, "date")) {
        return page->date == DATE_NONE ? value_nil() : value_integer(page->date);
    }
    return named && !value_is_true(value)
               ? value_get(page_drop(ordering->site, index), ordering->key)
               : value;
}

/* Of numbers, of texts, of times; 0: they are equal, or have no order. */
static int compare_values(struct value a, struct value b)
{
    bool numbers = (a.kind == VALUE_INTEGER || a.kind == VALUE_FLOAT) &&
                   (b.kind == VALUE_INTEGER || b.kind == VALUE_FLOAT);
    if (a.kind == b.kind && (a.kind == VALUE_STRING || a.kind == VALUE_TIME)) {
        return str_compare(a.as.string, b.as.string);
    }
    if (!numbers) {
        return 0;
    }
    if (a.kind == VALUE_INTEGER && b.kind == VALUE_INTEGER) {
        return (a.as.integer > b.as.integer) - (a.as.integer < b.as.integer);
    }
    double x = a.kind == VALUE_FLOAT ? a.as.real : (double)a.as.integer;
    double y = b.kind == VALUE_FLOAT ? b.as.real : (double)b.as.integer;
    return (x > y) - (x < y);
}

/* By `sort_by`; documents without the value come last. */
static int by_value(const struct ordering *ordering, size_t a, size_t b)
{
    struct value x = sort_value(ordering, a), y = sort_value(ordering, b);
    bool none_x = x.kind == VALUE_NIL, none_y = y.kind == VALUE_NIL;
    int order = none_x != none_y ? (none_x ? 1 : -1) : compare_values(x, y);
    return order ? order : by_date(ordering, a, b);
}

static int64_t place_of(const struct ordering *ordering, size_t index)
{
    struct value place = value_get(ordering->places, ordering->site->pages[index].source);
    return place.kind == VALUE_INTEGER ? place.as.integer : INT64_MAX;
}

/* By `order`; documents that it does not name come last. */
static int by_place(const struct ordering *ordering, size_t a, size_t b)
{
    int64_t x = place_of(ordering, a), y = place_of(ordering, b);
    return x != y ? (x < y ? -1 : 1) : by_date(ordering, a, b);
}

/* The paths that `order` lists, from the collection's folder on. */
static struct value read_places(struct site *site, struct str label, struct value order)
{
    struct value places = value_map_new(site->arena);
    struct str base = site->config.collections_folder;
    for (size_t i = 0; i < value_count(order) && places.kind == VALUE_MAP; i++) {
        struct str path = value_text_or(value_at(order, i), (struct str){0});
        path = arena_format(site->arena, "_%.*s/%.*s", STR_ARG(label), STR_ARG(path));
        path = path_join(site->arena, base, path);
        if (!value_has(places, path)) {
            (void)value_map_set(site->arena, places, path, value_integer((int64_t)i));
        }
    }
    return places;
}

static struct value metadata_of(const struct site *site, struct str label)
{
    for (size_t i = 0; i < site->config.collection_count; i++) {
        if (str_eq(site->config.collections[i].label, label)) {
            return site->config.collections[i].metadata;
        }
    }
    return value_nil();
}

bool order_pages(struct site *site, struct str label, size_t *pages, size_t count)
{
    size_t *room = ARENA_ARRAY(site->arena, size_t, count + 1);
    struct ordering ordering = {.site = site, .compare = label.len ? by_date : by_name};
    struct value metadata = metadata_of(site, label);
    struct value order = value_get(metadata, STR("order"));
    struct value sort = value_get(metadata, STR("sort_by"));
    if (str_is(label, "posts")) { /* by date whatever their settings say */
        order = sort = value_nil();
    }
    if (order.kind == VALUE_LIST) {
        ordering.compare = by_place;
        ordering.places = read_places(site, label, order);
    } else if (sort.kind == VALUE_STRING) {
        ordering.compare = by_value;
        ordering.key = sort.as.string;
    }
    if (room) {
        merge_sort(&ordering, pages, room, count);
    }
    return room != NULL;
}
