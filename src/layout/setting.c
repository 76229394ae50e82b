/* Arithmetic of settings: the one place that knows which side the start is on. */
#include "layout/setting.h"

struct setting setting_of(const struct sheet *sheet, struct flow *flow, struct type type)
{
    return (struct setting){.flow = flow, .measure = sheet_measure(sheet), .type = type};
}

struct setting setting_inside(struct setting setting, sp indent)
{
    return setting_column(setting, indent, sp_sub(setting.measure, indent));
}

struct setting setting_column(struct setting setting, sp x, sp width)
{
    setting.left = setting_x(setting, x, width);
    setting.measure = width;
    return setting;
}

struct setting setting_typed(struct setting setting, struct type type)
{
    setting.type = type;
    return setting;
}

struct setting setting_of_address(struct setting setting)
{
    setting.direction = LEFT_TO_RIGHT;
    setting.words = TEXT_FROM_LEFT;
    return setting;
}

struct setting setting_of_block(struct setting setting, const struct node *block)
{
    const struct attribute *language = node_attribute(block, "lang");
    bool from_right = node_text_direction(block) == RIGHT_TO_LEFT;
    setting.language = language ? language->value : setting.language;
    setting.direction = (enum direction)block->direction;
    setting.words = from_right ? TEXT_FROM_RIGHT : TEXT_FROM_LEFT;
    return setting;
}

struct setting setting_of_words(struct setting setting, struct str words)
{
    struct letters letters = letters_of(words);
    enum direction around = setting.direction;
    enum direction first = letters_direction(letters, around);
    bool from_right = around == RIGHT_TO_LEFT && letters.right ? true : first;
    setting.direction = around == RIGHT_TO_LEFT ? around : first;
    setting.words = from_right ? TEXT_FROM_RIGHT : TEXT_FROM_LEFT;
    return setting;
}

enum text_direction setting_text_direction(struct setting setting)
{
    return setting.words != TEXT_BY_LETTER      ? setting.words
           : setting.direction == RIGHT_TO_LEFT ? TEXT_FROM_RIGHT
                                                : TEXT_BY_LETTER;
}

sp setting_x(struct setting setting, sp x, sp width)
{
    return setting.direction == LEFT_TO_RIGHT
               ? sp_add(setting.left, x)
               : sp_sub(sp_add(setting.left, setting.measure), sp_add(x, width));
}

uint8_t setting_align_start(struct setting setting)
{
    return setting.direction == LEFT_TO_RIGHT ? TEXT_LEFT : TEXT_RIGHT;
}

uint8_t setting_align_end(struct setting setting)
{
    return setting.direction == LEFT_TO_RIGHT ? TEXT_RIGHT : TEXT_LEFT;
}

struct flow flow_begin(struct flow *outer)
{
    struct flow inner = {.marks = outer->marks, .label = outer->label};
    outer->marks = NULL;
    outer->label = NULL;
    return inner;
}

void flow_end(struct flow *outer, const struct flow *inner)
{
    outer->marks = inner->marks;
    outer->label = inner->label;
}

sp boxes_height(const struct boxes *boxes)
{
    sp height = 0;
    for (size_t i = 0; i < boxes->count; i++) {
        height = sp_add(height, boxes->items[i].height);
    }
    return height;
}
