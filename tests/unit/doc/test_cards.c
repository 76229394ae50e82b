/* Which blocks are cards, and which a picture with its words beside it, by their shape:
 *
 *   d, D   a block, without and with a class     i   a picture, o: one that lacks its file
 *   f      a figure                              w   a word
 *   t      a table                               s   a sentence, l: a long text */
#include "cmocka_offprint.h"

#include "doc/doc.h"

static struct packet_file file;

static struct node *read_shape(struct arena *arena, const char *shape)
{
    struct node *at = node_new(arena, NODE_DOCUMENT, (struct spot){0});
    struct node *root = at;
    static char text[2000];
    memset(text, 'x', sizeof text);
    for (; *shape; shape++) {
        struct node *node = NULL;
        switch (*shape) {
        case '(': at = node_last(at); break;
        case ')': at = at->parent; break;
        case 'd':
        case 'D': node = node_new(arena, NODE_DIV, (struct spot){0}); break;
        case 'f': node = node_new(arena, NODE_FIGURE, (struct spot){0}); break;
        case 't': node = node_new(arena, NODE_TABLE, (struct spot){0}); break;
        case 'i':
        case 'o': node = node_new(arena, NODE_IMAGE, (struct spot){0}); break;
        default: node = node_new(arena, NODE_TEXT, (struct spot){0}); break;
        }
        if (!node) {
            continue;
        }
        if (*shape == 'D') {
            node_set_attribute(arena, node, STR("class"), STR("c"));
        } else if (*shape == 'i') {
            node_set_file(arena, node, &file);
        } else if (node->kind == NODE_TEXT) {
            size_t length = *shape == 'w' ? 5 : *shape == 's' ? 200 : 1800;
            node->text = (struct str){text, length};
        }
        node_append(at, node);
    }
    return root->first;
}

static const struct {
    const char *name, *shape;
    size_t count; /* 0: they are no cards */
    unsigned columns;
    bool bare;
} cards[] = {
    {"two in a block", "D(d(iw)d(iw))", 2, 4, true},
    {"with more words", "D(d(iss)d(i))", 2, 2, false},
    {"of figures", "D(f(is)f(i)f(i))", 3, 3, false},
    {"rows", "D(d(d(i)d(i))d(d(i)d(iw)))", 4, 4, true},
    {"a row ends where something else stands", "D(d(i)d(i)d(d(i)d(t)))", 2, 4, true},
    {"one lacks its picture", "D(d(is)d(os)d(is))", 3, 3, false},
    {"all do", "D(d(ow)d(ow))", 2, 4, true},
    {"some lack a sign beside theirs", "D(d(iow)d(iw))", 2, 4, true},
    {"two in each that lack theirs", "D(d(oo)d(oo))", 0, 0, false},
    {"one alone", "D(d(iw)d(s))", 0, 0, false},
    {"without a class", "d(d(iw)d(iw))", 0, 0, false},
    {"two pictures in each", "D(d(ii)d(ii))", 0, 0, false},
    {"too many words", "D(d(il)d(il))", 0, 0, false},
    {"a table", "D(d(it)d(it))", 0, 0, false},
};

static void knows_cards(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cards / sizeof cards[0]; i++) {
        struct arena arena;
        struct cards got;
        arena_init(&arena, 0);
        const struct node *block = read_shape(&arena, cards[i].shape);
        bool found = cards_find(block->first, &got);
        size_t listed = 0;
        for (const struct node *card = NULL;
             found && (card = cards_next(&got, card)) != NULL;) {
            listed++;
            const struct node *row = cards_row(&got, card);
            assert_true(!row || (row->first == card && row->parent == block));
        }
        if (found != (cards[i].count > 0) || listed != cards[i].count ||
            (found && (got.count != listed || got.most_columns != cards[i].columns ||
                       got.bare != cards[i].bare))) {
            fail_msg("%s: %d, %zu listed of %zu, %u columns, %d", cards[i].name, found,
                     listed, got.count, (unsigned)got.most_columns, got.bare);
        }
        arena_clear(&arena);
    }
}

static const struct {
    const char *name, *shape;
    bool want;
} media[] = {
    {"a picture, then words", "D(d(i)d(s))", true},
    {"words first", "D(d(s)d(i))", true},
    {"pairs", "D(d(i)d(s)d(i)d(s))", true},
    {"pairs, words first", "D(d(s)d(i)d(s)d(i))", true},
    {"pairs in turned order", "D(d(i)d(s)d(s)d(i))", false},
    {"half a pair", "D(d(i)d(s)d(i))", false},
    {"a figure", "D(f(i)d(s))", true},
    {"a picture without a block", "D(id(s))", true},
    {"classes of the parts alone", "d(D(i)d(s))", true},
    {"without a class", "d(d(i)d(s))", false},
    {"one more block", "D(d(i)d(s)d(s))", false},
    {"a picture among the words", "D(d(i)d(si))", false},
    {"a table beside it", "D(d(i)d(st))", false},
    {"words that are hardly any", "D(d(i)d(w))", false},
    {"nothing", "D", false},
};

static void knows_media(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof media / sizeof media[0]; i++) {
        struct arena arena;
        arena_init(&arena, 0);
        if (node_is_media(read_shape(&arena, media[i].shape)) != media[i].want) {
            fail_msg("%s: %s", media[i].name, media[i].want ? "not known" : "taken for it");
        }
        arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_cards),
        cmocka_unit_test(knows_media),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
