/* UAX #14 as ICU 72 reads it, for the classes that most text is made of: letters, digits,
 * punctuation, dashes, quotes, objects. Anything else (ideographs, marks, Hebrew, Hangul)
 * is left to ICU, of which this is a faster copy, tested against it.
 *
 * Each character is looked at once, with the class before it, the class before spaces, and
 * where a number is:
 *
 *     $ 1 2 , 5 0 0 . 0 0 %      LB25: from the first digit on, up to one sign behind it
 *       '--- number ----' ^sign */
#include "text/line_rules.h"

#include "base/utf8.h"
#include "text/engine.h"

#include <unicode/uchar.h>

enum line_class {
    AL, /* letters, and what else is one */
    NU,
    SP,
    BK, /* a line's end */
    BA, /* breaks behind it: tabs, some dashes */
    EX, /* ! ? */
    IS, /* . , : ; */
    SY, /* / */
    QU,
    OP,
    CP,
    CL,
    PR, /* before numbers: $ */
    PO, /* behind them: % */
    HY,
    HH, /* a hyphen that is always one */
    B2, /* em dash */
    GL, /* no-break space */
    IN, /* ellipsis */
    CB, /* an object */
    BB, /* breaks before it */
    CLASS_COUNT,
    UNKNOWN = CLASS_COUNT,
};

static const uint8_t ascii_classes[128] = {
    /* clang-format off */
    ['\n'] = BK, ['\t'] = BA, [' '] = SP,
    ['!'] = EX, ['"'] = QU, ['#'] = AL, ['$'] = PR, ['%'] = PO, ['&'] = AL, ['\''] = QU,
    ['('] = OP, [')'] = CP, ['*'] = AL, ['+'] = PR, [','] = IS, ['-'] = HY, ['.'] = IS,
    ['/'] = SY, ['0'] = NU, NU, NU, NU, NU, NU, NU, NU, NU, NU, [':'] = IS, [';'] = IS,
    ['?'] = EX, ['['] = OP, ['\\'] = PR, [']'] = CP, ['{'] = OP, ['|'] = BA, ['}'] = CL,
    /* clang-format on */
};

/* Brackets of other scripts may be wide (LB30), which is another thing. */
static enum line_class class_of_other(uint32_t c)
{
    static const uint8_t known[U_LB_COUNT] = {
        /* + 1; 0: UNKNOWN */
        [U_LB_ALPHABETIC] = AL + 1,     [U_LB_AMBIGUOUS] = AL + 1,
        [U_LB_NUMERIC] = NU + 1,        [U_LB_BREAK_AFTER] = BA + 1,
        [U_LB_BREAK_BEFORE] = BB + 1,   [U_LB_QUOTATION] = QU + 1,
        [U_LB_PREFIX_NUMERIC] = PR + 1, [U_LB_POSTFIX_NUMERIC] = PO + 1,
        [U_LB_BREAK_BOTH] = B2 + 1,     [U_LB_GLUE] = GL + 1,
        [U_LB_INSEPARABLE] = IN + 1,    [U_LB_CONTINGENT_BREAK] = CB + 1};
    if (c == 0x2010) {
        return HH;
    }
    int32_t value = u_getIntPropertyValue((UChar32)c, UCHAR_LINE_BREAK);
    uint8_t class = value >= 0 && value < U_LB_COUNT ? known[value] : 0;
    return class ? (enum line_class)(class - 1) : UNKNOWN;
}

#define BIT(class) (UINT32_C(1) << (class))

/* What no line ends before, whatever stands there but spaces and objects (LB7, 13, 19, 21,
 * 22; LB6). */
#define SHUT                                                                               \
    (BIT(SP) | BIT(BK) | BIT(EX) | BIT(IS) | BIT(SY) | BIT(CP) | BIT(CL) | BIT(QU) |       \
     BIT(BA) | BIT(HY) | BIT(HH) | BIT(IN))
/* And not before these even behind spaces (LB13). */
#define SHUT_BEHIND_SPACES                                                                 \
    (BIT(SP) | BIT(BK) | BIT(EX) | BIT(IS) | BIT(SY) | BIT(CP) | BIT(CL))
#define ALL (BIT(CLASS_COUNT) - 1)

/* By the class before: what no line ends before. */
static const uint32_t shut[CLASS_COUNT] = {
    [AL] = SHUT | BIT(GL) | BIT(AL) | BIT(NU) | BIT(PR) | BIT(PO) | BIT(OP),
    [NU] = SHUT | BIT(GL) | BIT(AL) | BIT(NU) | BIT(PR) | BIT(PO) | BIT(OP),
    [BA] = SHUT,
    [EX] = SHUT | BIT(GL),
    [IS] = SHUT | BIT(GL) | BIT(AL) | BIT(NU),
    [SY] = SHUT | BIT(GL),
    [QU] = ALL,
    [OP] = ALL,
    [CP] = SHUT | BIT(GL) | BIT(AL) | BIT(NU),
    [CL] = SHUT | BIT(GL),
    [PR] = SHUT | BIT(GL) | BIT(AL) | BIT(NU),
    [PO] = SHUT | BIT(GL) | BIT(AL) | BIT(NU),
    [HY] = SHUT | BIT(NU),
    [HH] = SHUT,
    [B2] = SHUT | BIT(GL) | BIT(B2),
    [GL] = ALL,
    [IN] = SHUT | BIT(GL),
    [CB] = (SHUT & ~(BIT(BA) | BIT(HY) | BIT(HH) | BIT(IN))) | BIT(GL),
    [BB] = ALL & ~BIT(CB),
};

enum number { NO_NUMBER, NUMBER, NUMBER_CLOSED }; /* LB25 */

/* What has been read. */
struct reading {
    struct str text;
    enum line_class before;
    enum line_class before_spaces; /* as `before`, where there are none */
    enum number number;
    bool begins; /* `before` is the first character of its part */
};

/* 1 byte long behind the text's end, and a letter. */
static enum line_class class_at(struct str text, size_t at, size_t *len)
{
    unsigned char c = at < text.len ? (unsigned char)text.ptr[at] : 'a';
    *len = 1;
    if (c >= 0x80) {
        return class_of_other(utf8_decode(text, at, len));
    }
    return c == '\n' || c == '\t' || (c >= ' ' && c < 0x7F)
               ? (enum line_class)ascii_classes[c]
               : UNKNOWN;
}

/* "5", or ".5" */
static bool is_number(struct str text, size_t at, bool dotted)
{
    size_t len;
    enum line_class class = class_at(text, at, &len);
    return class == NU || (dotted && class == IS && is_number(text, at + len, false));
}

/* Whether a line may end before `here`, which ends before byte `end`. */
static bool ends_behind_spaces(const struct reading *reading, enum line_class here,
                               size_t end)
{
    static const uint32_t more[CLASS_COUNT] = {
        [OP] = ALL, [QU] = BIT(OP), [B2] = BIT(B2)}; /* LB14, 15, 17 */
    if (here == IS && reading->before_spaces != OP &&
        is_number(reading->text, end, false)) {
        return true; /* " .5" */
    }
    return !((SHUT_BEHIND_SPACES | more[reading->before_spaces]) & BIT(here));
}

static bool may_end(const struct reading *reading, enum line_class here, size_t end)
{
    enum line_class before = reading->before;
    if (before == BK || before == SP) {
        return before == BK || ends_behind_spaces(reading, here, end);
    }
    if (shut[before] & BIT(here)) {
        return false;
    }
    bool sign = here == PR || here == PO;
    if ((sign && reading->number != NO_NUMBER) ||
        (here == NU && reading->number == NUMBER)) {
        return false;
    }
    if ((before == PR || before == PO) && here == OP) {
        return !is_number(reading->text, end, true); /* "$(5" */
    }
    bool hyphen = before == HY || before == HH;
    return !(hyphen && here == AL && reading->begins); /* "-a": ICU's own */
}

static void read_on(struct reading *reading, enum line_class here, bool ended)
{
    enum number number = ended ? NO_NUMBER : reading->number;
    bool goes_on = here == SY || here == IS, closes = here == CL || here == CP;
    reading->number = here == NU                    ? NUMBER
                      : number == NUMBER && goes_on ? NUMBER
                      : number == NUMBER && closes  ? NUMBER_CLOSED
                                                    : NO_NUMBER;
    reading->begins = ended;
    reading->before = here;
    reading->before_spaces = here == SP ? reading->before_spaces : here;
}

/* Letters from `at` on, of ASCII: within a word nothing ends, nor changes what has been
 * read. */
static size_t end_of_letters(struct str text, size_t at)
{
    while (at < text.len && (unsigned char)text.ptr[at] < 0x80 &&
           ascii_is_alpha(text.ptr[at])) {
        at++;
    }
    return at;
}

bool line_rules_mark(struct str text, uint8_t *marks)
{
    struct reading reading = {.text = text};
    for (size_t at = 0, len; at < text.len; at += len) {
        enum line_class here = class_at(text, at, &len);
        if (here == UNKNOWN) {
            return false;
        }
        bool ends = at == 0 || may_end(&reading, here, at + len);
        marks[at] = at > 0 && ends ? TEXT_MARK_BREAK : 0;
        read_on(&reading, here, ends);
        size_t end = here == AL ? end_of_letters(text, at + len) : at + len;
        reading.begins = reading.begins && end == at + len;
        len = end - at;
    }
    return true;
}
