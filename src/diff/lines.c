/* Columns are counted as a terminal shows them; a look is told only where it changes. */
#include "diff/lines.h"

#include "base/utf8.h"
#include "diff/words.h"

static const char *const codes[LOOK_COUNT] = {
    [LOOK_PLAIN] = "0",  [LOOK_TITLE] = "1",  [LOOK_HEADING] = "36", [LOOK_REMOVED] = "31",
    [LOOK_ADDED] = "32", [LOOK_MOVED] = "35", [LOOK_FAINT] = "2",
};

static void take_look(struct lines *lines, enum look look)
{
    if (lines->view->colour && look != lines->look) {
        buf_add_text(lines->out, lines->look == LOOK_PLAIN ? "" : "\x1b[0m");
        if (look != LOOK_PLAIN) {
            buf_add_format(lines->out, "\x1b[%sm", codes[look]);
        }
    }
    lines->look = look;
}

void lines_begin(struct lines *lines, const char *mark, enum look look)
{
    lines->indent = lines->column = (unsigned)strlen(mark);
    lines->begun = false;
    lines->look = LOOK_PLAIN;
    take_look(lines, look);
    buf_add_text(lines->out, mark);
}

static void add_word(struct lines *lines, enum look look, bool glue, struct str word)
{
    unsigned columns = words_columns(word), width = lines->view->width;
    bool space = lines->begun && !glue;
    bool breaks = lines->begun && (!glue || columns > utf8_count(word));
    if (width && breaks && lines->column + space + columns > width &&
        width > lines->indent + 8) {
        take_look(lines, LOOK_PLAIN);
        buf_add_format(lines->out, "\n%*s", (int)lines->indent, "");
        lines->column = lines->indent;
        space = false;
    }
    if (space) {
        buf_add_byte(lines->out, ' ');
    }
    take_look(lines, look);
    buf_add_visible(lines->out, word);
    lines->column += columns + space;
    lines->begun = true;
}

void lines_add(struct lines *lines, enum look look, bool glue, struct str text)
{
    while (text.len) {
        size_t end = str_find_byte(text, ' ', 0);
        struct str word = str_sub(text, 0, end == STR_NONE ? text.len : end);
        add_word(lines, look, glue, word);
        glue = false;
        text = end == STR_NONE ? (struct str){0} : str_skip(text, end + 1);
    }
}

void lines_end(struct lines *lines)
{
    take_look(lines, LOOK_PLAIN);
    buf_add_byte(lines->out, '\n');
}
